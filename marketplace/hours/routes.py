"""A booking's hours: its log to tap, its lines to approve, and the list of one's own."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.roles import Role
from marketplace.bookings.reading import put_on_record
from marketplace.hours import approving, pressing, queries, saying, showing
from marketplace.hours.models import Phase
from marketplace.hours.schemas import ApproveForm, PressForm

blueprint = Blueprint("hours", __name__)
_OF_BOOKING = "/bookings/<uuid:booking_id>/hours"
_OF_SHEET = f"{_OF_BOOKING}/<uuid:sheet_id>"


@blueprint.get("/hours")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    listed = [*queries.unsettled(session, actor), *queries.settled(session, actor)]
    people = {each.sheet.performer_id for each in listed}
    put_on_record(people, actor=actor)
    session = db.session()
    return render_template(
        "marketplace/hours/list.html",
        unsettled=queries.unsettled(session, actor),
        settled=queries.settled(session, actor),
        names=hooks.names(session, people),
        plays=actor.role == Role.PERFORMER,
    )


@blueprint.get(_OF_BOOKING)
def booking(booking_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    _, places = queries.booking_for(session, booking_id, actor)
    put_on_record([each.performer_id for each in places], actor=actor)
    return render_template(
        "marketplace/hours/booking.html",
        page=showing.shown(db.session(), booking_id, actor),
        phases=[(phase, saying.BEGINS[phase]) for phase in Phase],
        saying=saying,
    )


@blueprint.post(f"{_OF_BOOKING}/log")
def press(booking_id: UUID) -> ResponseReturnValue:
    form = PressForm().load(request.form)
    pressing.press(booking_id, form["phase"], actor=current_actor())
    return back(booking_id, f"Written down: {saying.BEGINS[form['phase']]}.")


@blueprint.post(f"{_OF_SHEET}/approve")
def approve(booking_id: UUID, sheet_id: UUID) -> ResponseReturnValue:
    """All that nothing waits about, or one line."""
    form = ApproveForm().load(request.form)
    kinds = [form["kind"]] if form["kind"] else []
    approving.approve_hours(sheet_id, kinds, actor=current_actor())
    return back(booking_id, "Approved. The performer is told.")


@blueprint.post(f"{_OF_SHEET}/agree-end")
def agree_to_end(booking_id: UUID, sheet_id: UUID) -> ResponseReturnValue:
    approving.agree_to_end(sheet_id, actor=current_actor())
    return back(booking_id, "You agreed to the planned end.")


def back(booking_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("hours.booking", booking_id=booking_id))
