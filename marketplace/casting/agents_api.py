"""What agents read and do in a performer's place, for their programs. Signing is none of it."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db, transaction
from foundation.web import current_actor
from marketplace.casting import acting_for, listing
from marketplace.casting.api_schemas import (
    ApplicationSchema,
    NewApplicationSchema,
    OfferDeclineSchema,
    OfferTermsSchema,
)
from marketplace.casting.applying import Written
from marketplace.casting.listing import Asked
from marketplace.casting.models import Application, ApplicationState, Offer
from marketplace.casting.terms import Proposed
from marketplace.profiles.mandates.api import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_agents",
    __name__,
    url_prefix="/api/v1/mandates/<uuid:mandate_id>",
    description="Acting in a performer's place",
)


class AgentApplicationSchema(Schema):
    """Where it stands. What a performer wrote in it stays theirs."""

    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    part = fields.String(required=True, attribute="part_key")
    state = fields.Enum(ApplicationState, by_value=True, required=True)
    submitted_at = fields.AwareDateTime(required=True)
    answer_due_at = fields.AwareDateTime(required=True, allow_none=True)


class AgentOfferSchema(Schema):
    id = fields.UUID(required=True)
    application_id = fields.UUID(required=True)
    state = fields.String(required=True)
    terms_hash = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)


@blueprint.route("/applications")
class AgentApplications(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(AgentApplicationSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, mandate_id: UUID) -> dict[str, Any]:
        """Where their applications stand, newest first

        They see that you looked.
        """
        with transaction() as session:
            performer_id = acting_for.seen_as_agent(session, mandate_id, actor=current_actor())
        page = listing.submitted_by(db.session(), performer_id, Asked(**asked))
        return {"items": page.items, "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewApplicationSchema)
    @blueprint.response(201, ApplicationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], mandate_id: UUID) -> Application:
        """Apply in their place: submitted at once, and they are told"""
        written = Written(form["part"], form["note"], tuple(form["starts"]))
        made = acting_for.apply_for(mandate_id, form["gig_id"], written, actor=current_actor())
        return db.session().get_one(Application, made)


@blueprint.route("/offers/<uuid:offer_id>/counter")
class AgentCounter(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(OfferTermsSchema)
    @blueprint.response(200, AgentOfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], mandate_id: UUID, offer_id: UUID) -> Offer:
        """Answer an offer to them with other terms, once"""
        acting_for.counter_for(mandate_id, offer_id, Proposed(**form), actor=current_actor())
        return _offer(mandate_id, offer_id)


@blueprint.route("/offers/<uuid:offer_id>/decline")
class AgentDecline(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(OfferDeclineSchema)
    @blueprint.response(200, AgentOfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], mandate_id: UUID, offer_id: UUID) -> Offer:
        """Decline an offer in their place"""
        acting_for.decline_for(mandate_id, offer_id, form["reason"], actor=current_actor())
        return _offer(mandate_id, offer_id)


def _offer(mandate_id: UUID, offer_id: UUID) -> Offer:
    return acting_for.offer_to(db.session(), mandate_id, offer_id, current_actor())
