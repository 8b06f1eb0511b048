"""Saying yes or no to a time, and taking a yes back."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import invitations, news, policy, steps
from marketplace.bookings.costs import cover, pay_minimum_call
from marketplace.bookings.errors import (
    BookingNotFound,
    CallHasPassed,
    NothingToAnswer,
    OwnTimeIsTaken,
    TimeChanged,
)
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.bookings.rules import Due, Held


class Why(StrEnum):
    """A closed set: what somebody is free to say about themselves, they say in a message."""

    NOT_FREE = "not_free"
    ILL = "ill"
    TERMS = "terms"
    SAFETY = "safety"
    OTHER = "other"


def accept_booking(booking_id: UUID, seen: datetime, *, actor: Actor) -> None:
    """`seen` is the call that was shown. From now on the time is theirs to give no more."""
    with transaction() as session:
        booking, own = _own(session, booking_id, actor)
        if booking.starts_at != seen:
            raise TimeChanged
        _refuse_unless_asked(booking, own.place)
        if not steps.take_time(session, booking, actor.id):
            raise OwnTimeIsTaken
        own.place.state, own.place.answered_at = PlaceState.ACCEPTED, now()
        session.flush()
        steps.record(session, booking, "accepted", actor=actor)
        _tell_answer(session, booking, actor.id, "said yes")
        if steps.confirm_if_all_agreed(session, booking):
            session.flush()
            steps.record(session, booking, "confirmed", actor=actor)
            _tell_confirmed(session, booking)


def decline_booking(booking_id: UUID, why: Why, *, actor: Actor) -> None:
    """Also after a yes, until the call: then somebody else is looked for."""
    with transaction() as session:
        booking, own = _own(session, booking_id, actor)
        steps.refuse_ended(booking)
        if own.place.state not in (PlaceState.ASKED, PlaceState.ACCEPTED):
            raise NothingToAnswer
        if booking.starts_at <= now():
            raise CallHasPassed
        decline(session, booking, own, why, actor=actor)


def decline(session: Session, booking: Booking, own: Held, why: Why, *, actor: Actor) -> None:
    """A step, of a booking that is locked and whose call is still to come."""
    place = own.place
    moved_away = place.state is PlaceState.ASKED and place.firm_for is not None
    steps.free_time(session, booking, place.performer_id)
    place.state, place.answered_at = PlaceState.DECLINED, now()
    session.flush()
    if moved_away:
        due = Due(own, own.minimum_call)
        pay_minimum_call(session, booking, due, actor=actor)
    place.firm_for = None
    if booking.sequence:
        booking.sequence += 1
        invitations.withdraw(session, booking, [place.performer_id])
    if booking.state is BookingState.CONFIRMED:
        steps.ask_again(booking)
    session.flush()
    cover(session, own)
    steps.record(session, booking, "declined", actor=actor, why=why.value)
    _tell_answer(session, booking, place.performer_id, "said no")


def _own(session: Session, booking_id: UUID, actor: Actor) -> tuple[Booking, Held]:
    booking = steps.locked(session, booking_id)
    found = steps.held(session, booking)
    if not policy.plays(actor, [each.place for each in found]):
        raise BookingNotFound
    return booking, next(each for each in found if each.place.performer_id == actor.id)


def _refuse_unless_asked(booking: Booking, place: Place) -> None:
    steps.refuse_ended(booking)
    too_late = booking.answer_by is None or booking.answer_by <= now()
    if place.state is not PlaceState.ASKED or too_late:
        raise NothingToAnswer


def _tell_answer(session: Session, booking: Booking, performer_id: UUID, said: str) -> None:
    name = news.name_of(session, performer_id)
    news.tell_arranger(session, booking, "answered", name=name, said=said)


def _tell_confirmed(session: Session, booking: Booking) -> None:
    news.tell_performers(session, booking, "confirmed")
    news.tell_arranger(session, booking, "confirmed")
    invitations.invite(session, booking)
