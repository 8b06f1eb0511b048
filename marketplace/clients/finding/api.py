"""Performers for programs: who can be found, and what their profile says."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, post_load, validate

from foundation import api
from foundation.cursors import place_in
from foundation.web import current_actor
from marketplace.clients.finding import actions
from marketplace.clients.finding.errors import NoSuchMoment
from marketplace.clients.finding.schemas import FIRST_YEAR, LAST_YEAR, Asked, wanted_from
from marketplace.profiles.api import LanguageSchema
from marketplace.profiles.queries import Profiled
from marketplace.profiles.searching import PAGE
from marketplace.profiles.words import Emotion, Equipment, Style

READ = api.Scope("performers:read", "Search performers and read their profiles")
SCOPES = (READ,)

blueprint = api.ApiBlueprint(
    "api_performers", __name__, url_prefix="/api/v1/performers", description="Performers"
)


class PerformerQuery(Asked):
    class Meta:
        unknown = RAISE

    free_from = fields.AwareDateTime(load_default=None)
    free_minutes = fields.Integer(
        load_default=60,
        validate=validate.Range(min=5, max=1440),
        metadata={"description": "For so long from `free_from` on."},
    )
    after = fields.String(
        load_default="",
        validate=validate.Length(max=20),
        metadata={"description": "The `next` of the page before."},
    )
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=50))

    @post_load
    def _wanted(self, asked: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {
            "wanted": wanted_from({**asked, "free_until": _end(asked)}),
            "below": place_in(asked["after"]),
            "limit": asked["limit"],
        }


def _end(asked: dict[str, Any]) -> datetime | None:
    begins: datetime | None = asked["free_from"]
    if begins is None:
        return None
    if not FIRST_YEAR <= begins.year <= LAST_YEAR:
        raise NoSuchMoment
    return begins + timedelta(minutes=asked["free_minutes"])


class PerformerSchema(Schema):
    performer_id = fields.UUID(required=True)
    stage_name = fields.String(required=True)
    about = fields.String(required=True)
    training = fields.String(required=True)
    languages = fields.List(fields.Nested(LanguageSchema), required=True)
    youngest = fields.Integer(required=True, allow_none=True)
    oldest = fields.Integer(required=True, allow_none=True)
    emotions = fields.List(fields.Enum(Emotion, by_value=True), required=True)
    styles = fields.List(fields.Enum(Style, by_value=True), required=True)
    equipment = fields.List(fields.Enum(Equipment, by_value=True), required=True)
    only_under_union = fields.Boolean(required=True)
    invitations = fields.Boolean(
        required=True, metadata={"description": "Whether they may be asked to apply."}
    )


@blueprint.route("")
class Performers(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(PerformerQuery, location="query")
    @blueprint.response(200, api.page_schema(PerformerSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Performers who let themselves be found, newest first

        Only those who are visible to you; for the organisation you act for, or for casting.
        """
        page = actions.find_performers(actor=current_actor(), **asked)
        return {
            "items": [_said(each) for each in page.profiles],
            "next": str(page.next) if page.next else None,
        }


@blueprint.route("/<uuid:performer_id>")
class OnePerformer(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PerformerSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, performer_id: UUID) -> dict[str, Any]:
        """One profile, where it is visible to you"""
        return _said(actions.look_at(performer_id, actor=current_actor()).profile)


def _said(profile: Profiled) -> dict[str, Any]:
    said = profile.said
    return {
        **{name: getattr(said, name) for name in said.__slots__ if name != "works_from"},
        "performer_id": profile.performer_id,
        "stage_name": profile.stage_name,
        "invitations": profile.invitations,
    }
