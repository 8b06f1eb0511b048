"""A booking's page, the list of one's own, and what performers answer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.formats import moment
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.accounts.roles import Role
from marketplace.bookings import answering, attending, changing, policy, queries, saying, showing
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.schemas import AcceptForm, DeclineForm, RoomForm, SettleForm

blueprint = Blueprint("bookings", __name__, url_prefix="/bookings")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    coming = queries.coming(session, actor)
    put_on_record([place.performer_id for each in coming for place in each.places], actor=actor)
    return render_template(
        "marketplace/bookings/list.html",
        asked=[each for each in coming if each.waits(actor.id)],
        coming=[each for each in coming if not each.waits(actor.id)],
        past=queries.past(session, actor),
        gigs=[] if actor.role == Role.PERFORMER else queries.gigs_followed(session, actor),
        plays=actor.role == Role.PERFORMER,
        may_keep_calendar=policy.may_keep_calendar(actor),
        own_id=actor.id,
        saying=saying,
    )


@blueprint.get("/<uuid:booking_id>")
def booking(booking_id: UUID) -> ResponseReturnValue:
    return _page(booking_id, {}, {})


@blueprint.post("/<uuid:booking_id>/accept")
def accept(booking_id: UUID) -> ResponseReturnValue:
    form = AcceptForm().load(request.form)
    answering.accept_booking(booking_id, form["seen"], actor=current_actor())
    return _back(booking_id, "You said yes. The time is yours to keep now.")


@blueprint.post("/<uuid:booking_id>/decline")
def decline(booking_id: UUID) -> ResponseReturnValue:
    try:
        form = DeclineForm().load(request.form)
    except ValidationError as invalid:
        return _page(booking_id, request.form, invalid.messages_dict), 422
    answering.decline_booking(booking_id, form["why"], actor=current_actor())
    return _back(booking_id, "You said no. Nobody expects you then.")


@blueprint.post("/<uuid:booking_id>/check-in")
def check_in(booking_id: UUID) -> ResponseReturnValue:
    attending.check_in(booking_id, actor=current_actor())
    return _back(booking_id, "You are checked in.")


@blueprint.post("/<uuid:booking_id>/dispute")
def dispute(booking_id: UUID) -> ResponseReturnValue:
    attending.dispute_no_show(booking_id, actor=current_actor())
    return _back(booking_id, "Compliance looks at it and tells you what they decide.")


@blueprint.post("/<uuid:booking_id>/settle")
def settle(booking_id: UUID) -> ResponseReturnValue:
    form = SettleForm().load(request.form)
    attending.settle_no_show(booking_id, form["performer"], form["came"], actor=current_actor())
    return _back(booking_id, "It is decided, and both are told.")


@blueprint.post("/<uuid:booking_id>/room")
def set_room(booking_id: UUID) -> ResponseReturnValue:
    try:
        form = RoomForm().load(request.form)
    except ValidationError as invalid:
        return _page(booking_id, request.form, invalid.messages_dict), 422
    changing.set_room(booking_id, form["room"], actor=current_actor())
    return _back(booking_id, "The room is set, and everybody is told.")


def _page(booking_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    actor, session = current_actor(), db.session()
    put_on_record(_performers(booking_id), actor=actor)
    found = showing.shown(session, booking_id, actor)
    return render_template(
        "marketplace/bookings/page.html",
        page=found,
        booking=found.booking,
        values={"room": found.booking.room, **values},
        errors=errors,
        why=saying.WHY,
        may_settle=actor.role == Role.COMPLIANCE,
        happened=[(said, moment(step.at, reader()), "") for step, said in found.acts],
    )


def _performers(booking_id: UUID) -> list[UUID]:
    """Asked first: recording it ends what was read before."""
    session, actor = db.session(), current_actor()
    queries.booking_for(session, booking_id, actor)
    places = queries.places_of(session, [booking_id]).get(booking_id, [])
    return [each.performer_id for each in places]


def _back(booking_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("bookings.booking", booking_id=booking_id))
