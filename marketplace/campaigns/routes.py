"""Pages of campaigns: the grid for the client, the slots for who is engaged."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import DomainError, NotFound
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.accounts.roles import Role
from marketplace.accounts.zones import CHOICES
from marketplace.bookings.policy import may_arrange
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.times import instant
from marketplace.campaigns import describing, filling, matching, offering, queries, showing, taking
from marketplace.campaigns.cells import campaign_of, content_of, labels
from marketplace.campaigns.errors import CampaignNotFound
from marketplace.campaigns.offering import Offered
from marketplace.campaigns.schemas import DescribeForm, OfferForm, TakeForm

blueprint = Blueprint("campaigns", __name__, url_prefix="/campaigns")
_Said = Mapping[str, Any]


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "marketplace/campaigns/list.html",
        campaigns=queries.campaigns(db.session(), actor),
        plays=actor.role == Role.PERFORMER,
    )


@blueprint.get("/<uuid:gig_id>")
def grid(gig_id: UUID) -> ResponseReturnValue:
    return _grid(gig_id, {}, {})


@blueprint.post("/<uuid:gig_id>/slots")
def offer(gig_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.campaign_arranged(db.session(), gig_id, actor)
    try:
        form = OfferForm().load(request.form)
        at = instant(form.pop("wall"), form["zone"], form.pop("which"))
        made = offering.offer_slots(gig_id, Offered(starts_at=at, **form), actor=actor)
    except ValidationError as invalid:
        return _grid(gig_id, request.form, invalid.messages_dict), 422
    except NotFound:
        raise
    except DomainError as refused:
        db.session.rollback()
        return _grid(gig_id, request.form, {"wall": str(refused)}), 422
    flash("One slot is offered." if len(made) == 1 else f"{len(made)} slots are offered.")
    return redirect(url_for("campaigns.grid", gig_id=gig_id))


@blueprint.post("/slots/<uuid:slot_id>/withdraw")
def withdraw(slot_id: UUID) -> ResponseReturnValue:
    gig_id = queries.gig_of(db.session(), slot_id)
    offering.withdraw_slot(slot_id, actor=current_actor())
    flash("The slot is withdrawn.")
    return redirect(url_for("campaigns.grid", gig_id=gig_id))


@blueprint.post("/<uuid:gig_id>/pilot")
def approve_pilot(gig_id: UUID) -> ResponseReturnValue:
    offering.approve_pilot(gig_id, actor=current_actor())
    flash("The pilot is approved. The rest is open, and everybody is told.")
    return redirect(url_for("campaigns.grid", gig_id=gig_id))


@blueprint.get("/<uuid:gig_id>/slots")
def slots(gig_id: UUID) -> ResponseReturnValue:
    return _slots(gig_id, {}, {})


@blueprint.post("/slots/<uuid:slot_id>/take")
def take(slot_id: UUID) -> ResponseReturnValue:
    form = TakeForm().load(request.form)
    booking_id = taking.take_slot(slot_id, form["seen"], actor=current_actor())
    flash("The slot is yours.")
    return redirect(url_for("bookings.booking", booking_id=booking_id))


@blueprint.post("/<uuid:gig_id>/description")
def describe(gig_id: UUID) -> ResponseReturnValue:
    try:
        form = DescribeForm().load(request.form)
    except ValidationError as invalid:
        return _slots(gig_id, request.form, invalid.messages_dict), 422
    describing.describe_yourself(gig_id, form["group"], actor=current_actor())
    flash("It is kept for this campaign alone. You can take it back at any time.")
    return redirect(url_for("campaigns.slots", gig_id=gig_id))


@blueprint.post("/<uuid:gig_id>/description/end")
def take_back(gig_id: UUID) -> ResponseReturnValue:
    describing.take_back(gig_id, actor=current_actor())
    flash("It is deleted.")
    return redirect(url_for("campaigns.slots", gig_id=gig_id))


def _grid(gig_id: UUID, values: _Said, errors: _Said) -> str:
    actor = current_actor()
    queries.campaign_followed(db.session(), gig_id, actor)
    named = {person for each in queries.slots_of(db.session(), gig_id) for person in each.taken_by}
    put_on_record(named, actor=actor)
    session = db.session()
    gig = queries.campaign_followed(session, gig_id, actor)
    content = content_of(session, gig)
    campaign = campaign_of(content)
    called = labels(campaign)
    return render_template(
        "marketplace/campaigns/grid.html",
        gig=gig,
        content=content,
        fill=filling.fill_of(session, gig_id, campaign),
        slots=showing.shown(session, queries.slots_of(session, gig_id), called, actor.id),
        cells=list(called.items()),
        zones=CHOICES,
        values={"zone": reader().zone, "seats": 1, "count": 1, **values},
        errors=errors,
        may_arrange=may_arrange(actor, gig.client_id),
    )


def _slots(gig_id: UUID, values: _Said, errors: _Said) -> str:
    session, actor = db.session(), current_actor()
    gig = queries.own_campaign(session, gig_id, actor)
    engagement = queries.own_engagement(session, gig_id, actor.id)
    if engagement is None:
        raise CampaignNotFound
    campaign = campaign_of(content_of(session, gig))
    fill = filling.fill_of(session, gig_id, campaign)
    found = matching.for_performer(session, queries.slots_of(session, gig_id), actor.id, fill)
    shown = showing.shown(session, found, labels(campaign), actor.id, plays=True)
    return render_template(
        "marketplace/campaigns/slots.html",
        gig=gig,
        own=[each for each in shown if each.own],
        free=[each for each in shown if not each.own],
        minutes_left=max(0, matching.minutes_left(session, engagement)),
        fill=fill,
        groups=[(each, each) for each in sorted({q.group for q in campaign.quotas if q.group})],
        said=describing.said(session, gig_id, actor.id),
        values=values,
        errors=errors,
    )
