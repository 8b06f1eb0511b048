"""Projections for programs: one operation for grants, one for recordings, the kind in its path."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from consent.projections import actions
from consent.projections.kinds import OF_GRANTS, OF_RECORDINGS
from foundation import api
from foundation.web import current_actor

READ = api.Scope("projections:read", "Read grants and recordings in other vocabularies")
SCOPES = (READ,)

blueprint = api.ApiBlueprint(
    "api_projections", __name__, url_prefix="/api/v1/projections", description="Projections"
)


@blueprint.route(f"/grants/<uuid:grant_id>/<any({', '.join(OF_GRANTS)}):kind>")
class OfGrant(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.sends("application/json", kept=False)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, grant_id: UUID, kind: str) -> dict[str, Any]:
        """A grant as an ODRL agreement or a DPV consent record (JSON-LD)

        As of today. Whoever reads another's is on record, and they are shown it.
        """
        return actions.show_grant(grant_id, kind, actor=current_actor())


@blueprint.route(f"/recordings/<uuid:recording_id>/<any({', '.join(OF_RECORDINGS)}):kind>")
class OfRecording(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.sends("application/json", kept=False)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, recording_id: UUID, kind: str) -> dict[str, Any]:
        """What is allowed with a recording today

        `cawg` the assertion `cawg.training-mining`, `croissant` a `usageInfo` (JSON-LD), `aipref`
        a preference of the IETF's, `provenance` fields of the Data Provenance Standards.
        """
        return actions.show_recording(recording_id, kind, actor=current_actor())
