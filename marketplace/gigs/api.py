"""Gigs for programs: search, read one, and what its client does with it."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.gigs import actions, queries
from marketplace.gigs.cards import Card, cards_at, cards_of
from marketplace.gigs.models import GigState
from marketplace.gigs.places import place_in
from marketplace.gigs.schemas import LONGEST_REASON
from marketplace.gigs.searching import PAGE, Search, found
from marketplace.requests.pay import FLOORS_PER_HOUR

READ = api.Scope("gigs:read", "Search and read gigs")
WRITE = api.Scope("gigs:write", "Pause, resume, extend and end gigs of your organisation")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint("api_gigs", __name__, url_prefix="/api/v1/gigs", description="Gigs")


class GigQuery(Schema):
    class Meta:
        unknown = RAISE

    q = fields.String(load_default="", validate=validate.Length(max=200))
    language = fields.String(
        load_default="", validate=validate.Regexp(r"([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?\Z")
    )
    currency = fields.String(
        load_default="", validate=validate.OneOf(["", *sorted(FLOORS_PER_HOUR)])
    )
    least_hourly_minor = fields.Integer(
        load_default=None, validate=validate.Range(min=0, max=10**12)
    )
    after = fields.String(
        load_default=None,
        validate=validate.Length(min=1, max=200),
        metadata={"description": "The `next` of the page before."},
    )
    limit = fields.Integer(load_default=PAGE, validate=validate.Range(min=1, max=100))


class GigSchema(Schema):
    id = fields.UUID(required=True)
    title = fields.String(required=True)
    client = fields.String(
        required=True, metadata={"description": "Its name; empty where it is sealed."}
    )
    sector = fields.String(required=True, metadata={"description": "Of a sealed client."})
    end_product = fields.String(required=True)
    uses = fields.List(fields.String(), required=True)
    months = fields.Integer(required=True)
    earns_again = fields.Boolean(required=True)
    language = fields.String(required=True)
    medium = fields.String(required=True)
    intensity = fields.String(required=True)
    currency = fields.String(required=True)
    hourly_minor = fields.Integer(required=True)
    unpaid_minutes = fields.Integer(required=True)
    effective_hourly_minor = fields.Integer(
        required=True, metadata={"description": "With the unpaid time counted."}
    )
    union_agreement = fields.Boolean(required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    apply_by = fields.Date(required=True)
    state = fields.Enum(GigState, by_value=True, required=True)
    opened_at = fields.AwareDateTime(required=True)


class GigPartSchema(Schema):
    key = fields.String(required=True, metadata={"description": "As one applies for it by."})
    name = fields.String(required=True)
    sheet = fields.String(required=True, metadata={"description": "Who this is."})
    seats = fields.Integer(required=True)


class WholeGigSchema(GigSchema):
    scenario = fields.String(required=True)
    parts = fields.List(fields.Nested(GigPartSchema), required=True)


class GigReasonSchema(api.Body):
    reason = api.words(LONGEST_REASON)


class GigExtensionSchema(api.Body):
    apply_by = fields.Date(required=True)


@blueprint.route("")
class Gigs(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(GigQuery, location="query")
    @blueprint.response(200, api.page_schema(GigSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Open gigs, newest first"""
        below, limit = place_in(asked.pop("after") or ""), asked.pop("limit")
        search = Search(words=asked.pop("q"), **asked)
        page = found(db.session(), search, below=below, limit=limit)
        cards = cards_at(db.session(), page.places)
        return {"items": cards, "next": str(page.next) if page.next else None}


@blueprint.route("/<uuid:gig_id>")
class OneGig(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeGigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, gig_id: UUID) -> dict[str, Any]:
        """A gig with its parts, also one that is closed"""
        page = queries.open_gig_page(db.session(), gig_id)
        shown = {name: getattr(page.card, name) for name in GigSchema().fields}
        brief = page.content.brief
        return shown | {"scenario": brief.scenario, "parts": brief.parts}


@blueprint.route("/<uuid:gig_id>/pause")
class Pausing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(GigReasonSchema)
    @blueprint.response(200, GigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> Card:
        """Let nobody new apply for now"""
        actions.pause_gig(gig_id, form["reason"], actor=current_actor())
        return _shown(gig_id)


@blueprint.route("/<uuid:gig_id>/resumption")
class Resuming(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, GigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, gig_id: UUID) -> Card:
        """Open a paused gig again"""
        actions.resume_gig(gig_id, actor=current_actor())
        return _shown(gig_id)


@blueprint.route("/<uuid:gig_id>/extension")
class Extending(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(GigExtensionSchema)
    @blueprint.response(200, GigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> Card:
        """Give more time to apply"""
        actions.extend_gig(gig_id, form["apply_by"], actor=current_actor())
        return _shown(gig_id)


@blueprint.route("/<uuid:gig_id>/closing")
class Closing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(GigReasonSchema)
    @blueprint.response(200, GigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> Card:
        """Close a gig and answer everybody who applied

        A campaign goes on for 14 days; its state changes after them.
        """
        actions.close_gig(gig_id, form["reason"], actor=current_actor())
        return _shown(gig_id)


@blueprint.route("/<uuid:gig_id>/cancellation")
class Cancelling(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(GigReasonSchema)
    @blueprint.response(200, GigSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> Card:
        """Cancel a gig, also for those who are engaged"""
        actions.cancel_gig(gig_id, form["reason"], actor=current_actor())
        return _shown(gig_id)


def _shown(gig_id: UUID) -> Card:
    return cards_of(db.session(), [gig_id])[gig_id]
