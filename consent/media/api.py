"""Opening recordings for programs: the same gate, the same record of who looked."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields

from consent.media import viewing
from consent.media.models import ViewingReason
from consent.media.sending import send
from foundation import api
from foundation.database import db
from foundation.web import current_actor

OPEN = api.Scope("recordings:open", "Open recordings, each time on record")
SCOPES = (OPEN,)

blueprint = api.ApiBlueprint(
    "api_media",
    __name__,
    url_prefix="/api/v1/recordings/<uuid:recording_id>/viewings",
    description="Recordings",
)


class NewViewingSchema(Schema):
    class Meta:
        unknown = RAISE

    reason = fields.Enum(ViewingReason, by_value=True, required=True)


class ViewingSchema(Schema):
    id = fields.UUID(required=True)
    recording_id = fields.UUID(required=True)
    reason = fields.String(required=True)
    ends_at = fields.AwareDateTime(
        required=True, metadata={"description": "Until then its bytes can be read."}
    )
    bytes_at = fields.String(
        required=True, metadata={"description": "Where its bytes are read, whole or by range."}
    )


@blueprint.route("")
class Viewings(MethodView):
    @blueprint.scope(OPEN.name)
    @blueprint.arguments(NewViewingSchema)
    @blueprint.response(201, ViewingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """Open a recording

        Its performers are shown who opened it, when and why.
        """
        actor = current_actor()
        opened = viewing.open_recording(recording_id, form["reason"], actor=actor)
        found = viewing.viewing_of(db.session(), recording_id, opened, actor)
        return {
            "id": found.id,
            "recording_id": recording_id,
            "reason": found.reason,
            "ends_at": found.opened_at + viewing.LASTS,
            "bytes_at": f"/api/v1/recordings/{recording_id}/viewings/{found.id}/bytes",
        }


@blueprint.route("/<uuid:viewing_id>/bytes")
class ViewingBytes(MethodView):
    @blueprint.scope(OPEN.name)
    @blueprint.sends("audio/*", "video/*", "application/octet-stream", in_parts=True)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, recording_id: UUID, viewing_id: UUID) -> ResponseReturnValue:
        """The bytes of an opened recording

        Decided anew for each request and each range.
        """
        return send(recording_id, viewing_id, actor=current_actor())
