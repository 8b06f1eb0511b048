"""Self-tapes of one's own applications, for programs: they come in by upload."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.casting import reading, tapes, watching
from marketplace.casting.applications_api import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_tapes", __name__, url_prefix="/api/v1/applications", description="Your self-tapes"
)


class TapeBodySchema(api.Body):
    upload_id = fields.UUID(required=True)


class TapeWatchedSchema(Schema):
    at = fields.AwareDateTime(required=True, attribute="opened_at")
    acted_as = fields.String(required=True)


class TapeSchema(Schema):
    media_type = fields.String(required=True)
    size_bytes = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    watched = fields.List(
        fields.Nested(TapeWatchedSchema),
        required=True,
        metadata={"description": "When somebody opened it, the newest first."},
    )


@blueprint.route("/<uuid:application_id>/tape")
class SelfTape(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TapeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> dict[str, Any]:
        """Your self-tape, and when it was watched"""
        return _own(application_id)

    # Not a POST, whose key and answer are kept in one transaction with what it does: a file may be
    # on its way to storage for minutes. An upload is taken once, however often this is sent.
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TapeBodySchema)
    @blueprint.response(200, TapeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def put(self, form: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Put a finished upload beside a draft, in the place of an earlier tape"""
        actor = current_actor()
        reading.own_application(db.session(), application_id, actor)
        new = tapes.keep_upload(form["upload_id"], actor=actor)
        tapes.attach_tape(application_id, new, actor=actor)
        return _own(application_id)

    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def delete(self, application_id: UUID) -> ResponseReturnValue:
        """Take your self-tape away from a draft: it is destroyed"""
        tapes.remove_tape(application_id, actor=current_actor())
        return ""


def _own(application_id: UUID) -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    found = watching.own_tape(session, application_id, actor)
    plain = {name: getattr(found, name) for name in ("media_type", "size_bytes", "sha256")}
    return {**plain, "watched": watching.viewings_of(session, application_id)}
