"""Offers and engagements for programs. Accepting is signing, and only a person signs."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for
from flask.views import MethodView

from foundation import api
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.casting import answering, listing, offering, policy, reading
from marketplace.casting.api_schemas import (
    EngagementSchema,
    NewOfferSchema,
    OfferDeclineSchema,
    OfferQuery,
    OfferSchema,
    OfferTermsSchema,
)
from marketplace.casting.board_api import put_read_on_record
from marketplace.casting.listing import Asked
from marketplace.casting.models import Engagement, Offer, OfferState
from marketplace.casting.papers import paper_to_sign
from marketplace.casting.terms import Proposed
from marketplace.requests.content import SceneContent

READ = api.Scope("offers:read", "Read offers and engagements: yours, or your organisation's")
WRITE = api.Scope("offers:write", "Make, answer and withdraw offers; never sign")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint("api_offers", __name__, url_prefix="/api/v1", description="Offers")


@blueprint.route("/offers")
class Offers(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(OfferQuery, location="query")
    @blueprint.response(200, api.page_schema(OfferSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Offers to you or of your organisation, newest first"""
        state = asked.pop("state")
        page = listing.offers(db.session(), current_actor(), state, Asked(**asked))
        return {"items": _shown(page.items), "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewOfferSchema)
    @blueprint.response(201, OfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Offer a part to somebody who applied, or answer their other terms"""
        made = offering.make_offer(
            form["application_id"],
            Proposed(form["hourly_minor"], form["take_minor"]),
            actor=current_actor(),
            lasts=timedelta(days=form["days"]),
        )
        return _one(made)


@blueprint.route("/offers/<uuid:offer_id>")
class OneOffer(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, offer_id: UUID) -> dict[str, Any]:
        """An offer, and where it is signed"""
        return _one(offer_id)


@blueprint.route("/offers/<uuid:offer_id>/counter")
class Countering(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(OfferTermsSchema)
    @blueprint.response(201, OfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], offer_id: UUID) -> dict[str, Any]:
        """Answer an offer to you with other terms, once"""
        return _one(offering.counter_offer(offer_id, Proposed(**form), actor=current_actor()))


@blueprint.route("/offers/<uuid:offer_id>/decline")
class Declining(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(OfferDeclineSchema)
    @blueprint.response(200, OfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], offer_id: UUID) -> dict[str, Any]:
        """Decline an offer to you, or a performer's other terms"""
        actor = current_actor()
        if policy.may_answer(actor, reading.offer_for(db.session(), offer_id, actor)):
            offering.decline_offer(offer_id, form["reason"], actor=actor)
        else:
            answering.decline_counter(offer_id, actor=actor)
        return _one(offer_id)


@blueprint.route("/offers/<uuid:offer_id>/withdrawal")
class Withdrawing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, OfferSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, offer_id: UUID) -> dict[str, Any]:
        """Withdraw an offer that nobody accepted yet"""
        offering.withdraw_offer(offer_id, actor=current_actor())
        return _one(offer_id)


@blueprint.route("/engagements")
class Engagements(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(EngagementSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """Engagements of yours or of your organisation, newest first"""
        page = listing.engagements(db.session(), current_actor(), Asked(**asked))
        items = list(page.items)
        put_read_on_record({each.performer_id for each in items})
        return {"items": items, "next": page.next}


@blueprint.route("/engagements/<uuid:engagement_id>")
class OneEngagement(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, EngagementSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, engagement_id: UUID) -> Engagement:
        """An engagement: terms accepted and frozen"""
        found = reading.engagement_for(db.session(), engagement_id, current_actor())
        put_read_on_record({found.performer_id})
        return reading.engagement_for(db.session(), engagement_id, current_actor())


def _one(offer_id: UUID) -> dict[str, Any]:
    (shown,) = _shown([reading.offer_for(db.session(), offer_id, current_actor())])
    return shown


def _shown(found: Sequence[Offer]) -> list[dict[str, Any]]:
    shown = [_fields(each) for each in found]
    put_read_on_record({each["performer_id"] for each in shown})
    return shown


def _fields(offer: Offer) -> dict[str, Any]:
    pay = SceneContent.read(offer.terms).pay
    plain = OfferSchema().fields.values()
    of_row = {each.attribute or str(each.name) for each in plain} & set(Offer.__table__.c.keys())
    return {
        **{name: getattr(offer, name) for name in sorted(of_row)},
        "by_performer": offer.offered_by == offer.performer_id,
        "currency": pay.currency,
        "hourly_minor": pay.hourly_minor,
        "take_minor": pay.take_minor,
        "sign_at": _sign_at(offer),
    }


def _sign_at(offer: Offer) -> str:
    """For the performer alone."""
    if offer.state is not OfferState.OPEN or offer.performer_id != current_actor().id:
        return ""
    paper = paper_to_sign(db.session(), offer)
    return settings().url + url_for("signing.paper", agreement_id=paper) if paper else ""
