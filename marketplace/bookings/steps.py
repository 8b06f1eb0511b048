"""What every change of a booking shares: its lock, its record, the time it takes of people."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import insert_unless_there
from marketplace.bookings.errors import BookingHasEnded, BookingNotFound
from marketplace.bookings.models import (
    Booking,
    BookingState,
    BookingStep,
    Place,
    PlaceState,
    TakenTime,
)
from marketplace.bookings.rules import Held
from marketplace.bookings.times import quarters
from marketplace.casting.models import Engagement
from marketplace.requests.content import SceneContent

ANSWERED_WITHIN = timedelta(hours=48)
STANDING = frozenset((BookingState.PROPOSED, BookingState.CONFIRMED))


def locked(session: Session, booking_id: UUID) -> Booking:
    """The row that all who change this booking queue for."""
    session.execute(update(Booking).where(Booking.id == booking_id).values(id=Booking.id))
    found = session.get(Booking, booking_id, populate_existing=True)
    if found is None:
        raise BookingNotFound
    return found


def refuse_ended(booking: Booking) -> None:
    if booking.state not in STANDING:
        raise BookingHasEnded


def held(session: Session, booking: Booking) -> list[Held]:
    """Its places with their terms, as they stand under the lock; always in the same order."""
    wanted = (
        select(Place, Engagement)
        .join(Engagement, Engagement.id == Place.engagement_id)
        .where(Place.booking_id == booking.id)
        .order_by(Engagement.part_key, Engagement.id)
        .execution_options(populate_existing=True)
    )
    return [
        Held(place, engagement, SceneContent.read(engagement.terms))
        for place, engagement in session.execute(wanted)
    ]


def live(found: Sequence[Held]) -> list[Held]:
    return [each for each in found if each.is_live]


def note(session: Session, booking: Booking, act: str, *, actor: Actor, **details: Any) -> UUID:
    """On the booking's own record, which both sides read. Never a name or free words."""
    step = BookingStep(booking_id=booking.id, act=act, details=details, by=actor.id)
    session.add(step)
    session.flush()
    return step.id


def record(session: Session, booking: Booking, act: str, *, actor: Actor, **details: Any) -> UUID:
    step_id = note(session, booking, act, actor=actor, **details)
    audit.record(session, actor, "booking.changed", booking.id, act=act)
    return step_id


def take_time(session: Session, booking: Booking, performer_id: UUID) -> bool:
    """False where one of these quarters is given already: of two at once, one gets it."""
    return all(
        insert_unless_there(
            session,
            TakenTime,
            performer_id=performer_id,
            starts_at=each,
            booking_id=booking.id,
        )
        for each in quarters(booking.starts_at, booking.ends_at)
    )


def free_time(session: Session, booking: Booking, performer_id: UUID) -> None:
    session.execute(
        delete(TakenTime).where(
            TakenTime.booking_id == booking.id, TakenTime.performer_id == performer_id
        )
    )


def ask_again(booking: Booking) -> None:
    """Who has not answered has until then; never longer than until the call."""
    booking.state = BookingState.PROPOSED
    booking.answer_by = answer_by(booking.starts_at)


def answer_by(starts_at: datetime) -> datetime:
    return min(now() + ANSWERED_WITHIN, starts_at)


def confirm_if_all_agreed(session: Session, booking: Booking) -> bool:
    """Once everybody said yes the call is firm: from here on, late has its price."""
    playing = live(held(session, booking))
    missing = [each for each in held(session, booking) if each.place.state is PlaceState.DECLINED]
    agreed = playing and all(each.place.state is PlaceState.ACCEPTED for each in playing)
    if missing or not agreed or booking.state is not BookingState.PROPOSED:
        return False
    booking.state, booking.answer_by = BookingState.CONFIRMED, None
    booking.sequence += 1
    for each in playing:
        each.place.firm_for = booking.starts_at
    return True
