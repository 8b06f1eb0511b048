"""Moving, swapping and cancelling: what it costs was shown before, and is the same sum now."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import invitations, news, policy, rules, steps
from marketplace.bookings.costs import cover, pay_late_change, pay_minimum_call
from marketplace.bookings.errors import (
    BookingNotFound,
    CallHasPassed,
    InThePast,
    PriceChanged,
)
from marketplace.bookings.models import Booking, BookingState, PlaceState
from marketplace.bookings.proposing import Asked, refuse_taken
from marketplace.bookings.rules import Due, Held


class Because(StrEnum):
    """Why a booking is cancelled."""

    NOT_NEEDED = "not_needed"
    NOBODY_FREE = "nobody_free"
    ILL = "ill"
    TECHNICAL = "technical"
    GIG_CANCELLED = "gig_cancelled"
    UNANSWERED = "unanswered"


CHOSEN = (Because.NOT_NEEDED, Because.NOBODY_FREE, Because.ILL, Because.TECHNICAL)


def move_booking(booking_id: UUID, asked: Asked, price_minor: int, *, actor: Actor) -> None:
    """Everybody is asked again. `price_minor` is what was shown for it."""
    with transaction() as session:
        booking = arranged(session, booking_id, actor)
        if asked.starts_at <= now():
            raise InThePast
        held = steps.held(session, booking)
        dues = rules.due_for_moving(held, now())
        _refuse_other_price(dues, price_minor)
        _free(session, booking, held)
        others = [each.place.performer_id for each in steps.live(held)]
        session.flush()
        refuse_taken(session, others, asked)
        before = booking.starts_at
        booking.starts_at, booking.ends_at, booking.zone = (
            asked.starts_at,
            asked.ends_at,
            asked.zone,
        )
        booking.sequence += 1
        steps.ask_again(booking)
        step = _moved(session, booking, before, actor)
        for due in dues:
            pay_late_change(session, booking, due, step, actor=actor)
        for each in steps.live(held):
            late = each.is_late(now())
            each.place.state, each.place.answered_at = PlaceState.ASKED, None
            each.place.firm_for = each.place.firm_for if late else None
        session.flush()
        for each in steps.live(held):
            cover(session, each)
        news.tell_performers(session, booking, "moved")
        invitations.move(session, booking, others)


def cancel_booking(booking_id: UUID, because: Because, price_minor: int, *, actor: Actor) -> None:
    with transaction() as session:
        booking = arranged(session, booking_id, actor)
        dues = rules.due_for_cancelling(steps.held(session, booking), now())
        _refuse_other_price(dues, price_minor)
        cancel(session, booking, because, actor=actor)


def cancel(session: Session, booking: Booking, because: Because, *, actor: Actor) -> None:
    """A step, of a booking that is locked and whose call is still to come."""
    held = steps.held(session, booking)
    playing = [each.place.performer_id for each in steps.live(held)]
    invited = playing if booking.sequence else []
    for due in rules.due_for_cancelling(held, now()):
        pay_minimum_call(session, booking, due, actor=actor)
    _free(session, booking, held)
    booking.state, booking.answer_by = BookingState.CANCELLED, None
    booking.sequence += 1
    session.flush()
    for each in held:
        cover(session, each)
    steps.record(session, booking, "cancelled", actor=actor, because=because.value)
    news.tell(
        session, booking, "cancelled", {*playing, *news.arrangers(session, booking)} - {actor.id}
    )
    invitations.withdraw(session, booking, invited)


def set_room(booking_id: UUID, room: str, *, actor: Actor) -> None:
    """Also after the call: a room that fails is replaced while people wait."""
    with transaction() as session:
        booking = followed(session, booking_id, actor)
        if booking.room == room:
            return
        booking.room = room
        booking.sequence += 1
        session.flush()
        steps.record(session, booking, "room_set", actor=actor)
        news.tell_performers(session, booking, "changed")
        if booking.state is BookingState.CONFIRMED:
            invitations.invite(session, booking)


def arranged(session: Session, booking_id: UUID, actor: Actor) -> Booking:
    """Locked, standing, its call still to come, and this actor's to change."""
    booking = followed(session, booking_id, actor)
    if booking.starts_at <= now():
        raise CallHasPassed
    return booking


def followed(session: Session, booking_id: UUID, actor: Actor) -> Booking:
    booking = steps.locked(session, booking_id)
    if not policy.may_arrange(actor, booking.client_id):
        raise BookingNotFound
    steps.refuse_ended(booking)
    return booking


def moved_to(booking: Booking, starts_at: datetime, zone: str) -> Asked:
    """As long as before."""
    length = booking.ends_at - booking.starts_at
    return Asked(starts_at=starts_at, minutes=length // timedelta(minutes=1), zone=zone)


def price(dues: list[Due]) -> int:
    found = rules.total(dues)
    return found.amount_minor if found else 0


def _refuse_other_price(dues: list[Due], shown_minor: int) -> None:
    if price(dues) != shown_minor:
        raise PriceChanged


def _free(session: Session, booking: Booking, held: list[Held]) -> None:
    for each in held:
        steps.free_time(session, booking, each.place.performer_id)


def _moved(session: Session, booking: Booking, before: datetime, actor: Actor) -> UUID:
    session.flush()
    return steps.record(
        session,
        booking,
        "moved",
        actor=actor,
        before=before.isoformat(),
        starts_at=booking.starts_at.isoformat(),
    )
