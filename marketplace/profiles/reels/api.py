"""A performer's own reels for programs: they come in by upload."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy
from marketplace.profiles.reels import actions, arriving, queries
from marketplace.profiles.reels.queries import Shown
from marketplace.profiles.scopes import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_reels", __name__, url_prefix="/api/v1/profile/reels", description="Your reels"
)


class ReelBodySchema(api.Body):
    title = api.line(80)


class NewReelSchema(ReelBodySchema):
    upload_id = fields.UUID(required=True)


class ReelSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    media_type = fields.String(required=True)
    size_bytes = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    added_at = fields.AwareDateTime(required=True)
    waits = fields.Boolean(required=True, metadata={"description": "To be decoded, by us."})
    shown = fields.Boolean(
        required=True, metadata={"description": "To those who may see your profile."}
    )
    why_not = fields.String(required=True)
    seconds = fields.Integer(required=True, metadata={"description": "0 before it was decoded."})


@blueprint.route("")
class Reels(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ReelSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """Your reels, in the order in which others see them"""
        actor = current_actor()
        actor.require(policy.may_perform(actor))
        return _own()


@blueprint.route("/last")
class LastReel(MethodView):
    # Not a POST, whose key and answer are kept in one transaction with what it does: a file may be
    # on its way to storage for minutes. An upload is taken once, however often this is sent.
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewReelSchema)
    @blueprint.response(200, ReelSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def put(self, form: dict[str, Any]) -> list[dict[str, Any]]:
        """Add a reel after all others: an upload that is finished

        Nobody else sees it before it was decoded.
        """
        actor = current_actor()
        actor.require(policy.may_perform(actor))
        new = arriving.keep_upload(form["upload_id"], actor=actor)
        actions.add_reel(form["title"].strip(), new, actor=actor)
        return _own()


@blueprint.route("/<uuid:reel_id>")
class OneReel(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, reel_id: UUID) -> ResponseReturnValue:
        """Remove a reel: nobody sees it any more, and its bytes are deleted"""
        actions.remove_reel(reel_id, actor=current_actor())
        return ""


@blueprint.route("/<uuid:reel_id>/title")
class ReelTitle(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(ReelBodySchema)
    @blueprint.response(200, ReelSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], reel_id: UUID) -> list[dict[str, Any]]:
        """Call a reel something else"""
        actions.name_reel(reel_id, form["title"].strip(), actor=current_actor())
        return _own()


@blueprint.route("/<uuid:reel_id>/first")
class ReelFirst(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, ReelSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, reel_id: UUID) -> list[dict[str, Any]]:
        """Put a reel before all others"""
        actions.put_first(reel_id, actor=current_actor())
        return _own()


def _own() -> list[dict[str, Any]]:
    actor = current_actor()
    return [_plain(each) for each in queries.own_reels(db.session(), actor.id)]


def _plain(found: Shown) -> dict[str, Any]:
    names = ("id", "title", "media_type", "size_bytes", "sha256", "added_at")
    return {
        **{name: getattr(found.reel, name) for name in names},
        "waits": found.is_waiting,
        "shown": found.is_shown,
        "why_not": found.look.why_not if found.look else "",
        "seconds": found.seconds,
    }
