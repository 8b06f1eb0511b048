"""Moving, cancelling and swapping: each page says what it costs before it is done."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import formats
from foundation.clock import now
from foundation.database import db
from foundation.errors import DomainError, NotFound
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.accounts.zones import CHOICES
from marketplace.bookings import changing, options, queries, rules, saying, showing, swapping
from marketplace.bookings.arranging_routes import blueprint
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.rules import Due
from marketplace.bookings.schemas import CancelForm, MoveForm, SwapForm
from marketplace.bookings.showing import Person, Shown
from marketplace.bookings.times import instant

_Said = Mapping[str, Any]


@blueprint.get("/<uuid:booking_id>/move")
def move_page(booking_id: UUID) -> ResponseReturnValue:
    return _move(booking_id, {}, {})


@blueprint.post("/<uuid:booking_id>/move")
def move(booking_id: UUID) -> ResponseReturnValue:
    try:
        form = MoveForm().load(request.form)
        booking = queries.booking_for(db.session(), booking_id, current_actor())
        at = instant(form["wall"], form["zone"], form["which"])
        asked = changing.moved_to(booking, at, form["zone"])
        changing.move_booking(booking_id, asked, form["price"], actor=current_actor())
    except ValidationError as invalid:
        return _move(booking_id, request.form, invalid.messages_dict), 422
    except NotFound:
        raise
    except DomainError as refused:
        db.session.rollback()
        return _move(booking_id, request.form, {"wall": str(refused)}), 422
    return _back(booking_id, "It is moved, and everybody is asked again.")


@blueprint.get("/<uuid:booking_id>/cancel")
def cancel_page(booking_id: UUID) -> ResponseReturnValue:
    return _cancel(booking_id, {}, {})


@blueprint.post("/<uuid:booking_id>/cancel")
def cancel(booking_id: UUID) -> ResponseReturnValue:
    try:
        form = CancelForm().load(request.form)
    except ValidationError as invalid:
        return _cancel(booking_id, request.form, invalid.messages_dict), 422
    changing.cancel_booking(booking_id, form["because"], form["price"], actor=current_actor())
    return _back(booking_id, "The booking is cancelled, and everybody is told.")


@blueprint.get("/<uuid:booking_id>/swap")
def swap_page(booking_id: UUID) -> ResponseReturnValue:
    return _swap(booking_id, {})


@blueprint.post("/<uuid:booking_id>/swap")
def swap(booking_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = SwapForm().load(request.form)
        instead = UUID(form["instead"]) if form["instead"] != "nobody" else None
    except ValidationError as invalid:
        return _swap(booking_id, {"_form": next(iter(invalid.messages_dict.values()))}), 422
    except ValueError:
        return _swap(booking_id, {"_form": "Choose somebody, or go on without."}), 422
    swapping.swap_performer(booking_id, form["out"], instead, form["price"], actor=actor)
    return _back(booking_id, "Who plays is changed.")


def _move(booking_id: UUID, values: _Said, errors: _Said) -> str:
    page = _shown(booking_id)
    _, dues = showing.prices(db.session(), page.booking)
    return render_template(
        "marketplace/bookings/move.html",
        page=page,
        zones=CHOICES,
        values={"zone": reader().zone, **values},
        errors=errors,
        **_priced(page.people, dues),
    )


def _cancel(booking_id: UUID, values: _Said, errors: _Said) -> str:
    page = _shown(booking_id)
    dues, _ = showing.prices(db.session(), page.booking)
    return render_template(
        "marketplace/bookings/cancel.html",
        page=page,
        because=saying.BECAUSE,
        values=values,
        errors=errors,
        **_priced(page.people, dues),
    )


def _swap(booking_id: UUID, errors: _Said) -> str:
    page = _shown(booking_id)
    session = db.session()
    gig = queries.gig_for(session, page.booking.gig_id, current_actor())
    playing = {str(each.held.engagement.id) for each in page.playing}
    free = [each for each in options.choices(session, gig) if each[0] not in playing]
    leaving = [each for each in page.people if each.place.state.value != "swapped"]
    return render_template(
        "marketplace/bookings/swap.html",
        page=page,
        rows=[_row(each) for each in leaving],
        others=[*free, ("nobody", "Nobody: go on without")],
        errors=errors,
    )


def _row(person: Person) -> dict[str, Any]:
    dues = rules.due_for_cancelling([person.held], now())
    said = _priced([person], dues)
    engagement = person.held.engagement.id
    return {"name": person.name, "part": person.part, "engagement_id": engagement, **said}


def _shown(booking_id: UUID) -> Shown:
    """Only to those who may do it, while it can be done."""
    session, actor = db.session(), current_actor()
    page = showing.shown(session, booking_id, actor)
    if not page.may_change:
        raise BookingNotFound
    put_on_record([each.place.performer_id for each in page.people], actor=actor)
    return showing.shown(db.session(), booking_id, actor)


def _priced(people: Sequence[Person], dues: list[Due]) -> dict[str, Any]:
    names = {each.place.performer_id: each.name for each in people}
    total = rules.total(dues)
    return {
        "dues": [(names[due.held.place.performer_id], _money(due.amount)) for due in dues],
        "total": _money(total) if total else "",
        "price_minor": changing.price(dues),
    }


def _money(amount: Any) -> str:
    return formats.money(amount.amount_minor, amount.currency, reader())


def _back(booking_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("bookings.booking", booking_id=booking_id))
