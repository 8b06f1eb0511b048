"""Campaigns for programs: how full each cell is, slots to offer and to take."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView

from foundation import api, cursors
from foundation.actors import Actor
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.roles import Role
from marketplace.bookings.reading import put_on_record
from marketplace.campaigns import describing, filling, matching, offering, queries, showing, taking
from marketplace.campaigns.api_schemas import (
    CampaignFillSchema,
    CampaignQuery,
    CampaignSchema,
    CellSchema,
    DescriptionBodySchema,
    SlotQuery,
    SlotsBodySchema,
    SlotSchema,
    SlotsMadeSchema,
    SlotTakenSchema,
    SlotTakingSchema,
)
from marketplace.campaigns.cells import campaign_of, content_of, labels
from marketplace.campaigns.offering import Offered
from marketplace.gigs.models import Gig

READ = api.Scope("campaigns:read", "Read campaigns, how full they are, and their slots")
WRITE = api.Scope("campaigns:write", "Offer, withdraw and take slots; approve a pilot")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_campaigns", __name__, url_prefix="/api/v1/campaigns", description="Campaigns"
)


@blueprint.route("")
class Campaigns(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(CampaignQuery, location="query")
    @blueprint.response(200, api.page_schema(CampaignSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """Campaigns you play in or follow, newest first"""
        page = queries.page(db.session(), current_actor(), **asked)
        return {"items": [_campaign(row.Gig) for row in page.items], "next": page.next}


@blueprint.route("/<uuid:gig_id>")
class CampaignFill(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CampaignFillSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, gig_id: UUID) -> dict[str, Any]:
        """How many minutes each cell has, and when the last will be recorded"""
        session = db.session()
        gig = _concerned(gig_id, current_actor())
        fill = filling.fill_of(session, gig_id, campaign_of(content_of(session, gig)))
        return {
            "gig_id": gig_id,
            "cells": [_of(CellSchema, each) for each in fill.cells],
            "pilot_minutes": fill.pilot_minutes,
            "pilot_approved": fill.pilot_approved,
            "forecast": fill.forecast,
        }


@blueprint.route("/<uuid:gig_id>/slots")
class Slots(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(SlotQuery, location="query")
    @blueprint.response(200, api.page_schema(SlotSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, gig_id: UUID) -> dict[str, Any]:
        """Slots still to come, next first

        A performer gets those that they have or can take now.
        """
        actor = current_actor()
        _concerned(gig_id, actor)
        after = cursors.read(asked["after"]) if asked["after"] else None
        limit = asked["limit"]
        found = queries.slots_of(db.session(), gig_id, after=after, limit=limit + 1)
        more, found = len(found) > limit, found[:limit]
        last = found[-1].slot if more else None
        put_on_record({person for each in found for person in each.taken_by}, actor=actor)
        return {
            "items": _shown(gig_id, found, actor),
            "next": cursors.write(last.starts_at, last.id) if last else None,
        }

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(SlotsBodySchema)
    @blueprint.response(201, SlotsMadeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> dict[str, list[UUID]]:
        """Offer slots, one after the other: everybody engaged is told"""
        return {"ids": offering.offer_slots(gig_id, Offered(**form), actor=current_actor())}


@blueprint.route("/slots/<uuid:slot_id>")
class OneSlot(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def delete(self, slot_id: UUID) -> ResponseReturnValue:
        """Withdraw a slot that nobody has taken"""
        offering.withdraw_slot(slot_id, actor=current_actor())
        return ""


@blueprint.route("/slots/<uuid:slot_id>/taking")
class SlotTaking(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(SlotTakingSchema)
    @blueprint.response(201, SlotTakenSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], slot_id: UUID) -> dict[str, UUID]:
        """Take a slot: it is your booking. Twice changes nothing"""
        return {"booking_id": taking.take_slot(slot_id, form["seen"], actor=current_actor())}


@blueprint.route("/<uuid:gig_id>/pilot-approval")
class Pilot(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, gig_id: UUID) -> ResponseReturnValue:
        """Approve the pilot: the rest opens, and everybody is told"""
        offering.approve_pilot(gig_id, actor=current_actor())
        return ""


@blueprint.route("/<uuid:gig_id>/description")
class Description(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(DescriptionBodySchema)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def put(self, form: dict[str, Any], gig_id: UUID) -> ResponseReturnValue:
        """Say of yourself, for this campaign alone, what one of its cells asks for"""
        describing.describe_yourself(gig_id, form["group"], actor=current_actor())
        return ""

    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, gig_id: UUID) -> ResponseReturnValue:
        """Take back what you said of yourself: it is deleted"""
        describing.take_back(gig_id, actor=current_actor())
        return ""


def _concerned(gig_id: UUID, actor: Actor) -> Gig:
    if actor.role == Role.PERFORMER:
        return queries.own_campaign(db.session(), gig_id, actor)
    return queries.campaign_followed(db.session(), gig_id, actor)


def _shown(gig_id: UUID, found: list[queries.Listed], actor: Actor) -> list[dict[str, Any]]:
    session = db.session()
    gig = _concerned(gig_id, actor)
    campaign = campaign_of(content_of(session, gig))
    if actor.role == Role.PERFORMER:
        fill = filling.fill_of(session, gig_id, campaign)
        found = list(matching.for_performer(session, found, actor.id, fill))
    shown = showing.shown(session, found, labels(campaign), actor.id)
    return [asdict(each) | {"id": each.slot_id} for each in shown]


def _campaign(gig: Gig) -> dict[str, Any]:
    return {
        "gig_id": gig.id,
        "title": gig.title,
        "state": gig.state.value,
        "opened_at": gig.opened_at,
    }


def _of(schema: type[CellSchema], each: filling.Cell) -> dict[str, Any]:
    return {name: getattr(each, name) for name in schema().fields}
