"""One day's facts of one performer, by what caused them."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from marketplace.bookings.costs import minimum_call_cause
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.models import Booking, Place
from marketplace.bookings.policy import plays
from marketplace.bookings.queries import booking_for, places_of
from marketplace.facts.models import Fact, FactKind
from marketplace.hours.models import LineKind, Timesheet
from marketplace.pricing.publishing import local_day
from marketplace.takes.models import Take, Track

_OF_THE_DAY = (
    FactKind.TECH_CHECK,
    FactKind.BRIEFING,
    FactKind.BONUS,
    FactKind.OPTIONAL_USE,
    FactKind.LATE_CHANGE,
)
"""Caused by the engagement or by a change, not by this booking: told on the day of the work."""


def own_place(session: Session, booking_id: UUID, actor: Actor) -> tuple[Booking, Place]:
    """Nobody reads what a partner's day is worth."""
    booking = booking_for(session, booking_id, actor)
    places = places_of(session, [booking_id]).get(booking_id, [])
    own = next((each for each in places if plays(actor, [each])), None)
    if own is None:
        raise BookingNotFound
    return booking, own


def facts_of(session: Session, booking: Booking, engagement_id: UUID) -> Sequence[Fact]:
    causes = [minimum_call_cause(booking.id, engagement_id)]
    causes += _tracks(session, booking.id, engagement_id)
    for sheet_id in _sheets(session, booking.id, engagement_id):
        causes += [uuid5(sheet_id, kind.value) for kind in LineKind]
    wanted = select(Fact).where(
        Fact.engagement_id == engagement_id,
        or_(Fact.cause_id.in_(causes), _of_the_day(booking)),
    )
    return session.scalars(wanted.order_by(Fact.published_at, Fact.id)).all()


def _of_the_day(booking: Booking) -> ColumnElement[bool]:
    kinds = [each.value for each in _OF_THE_DAY]
    worked_on = local_day(booking.starts_at, booking.zone)
    return Fact.kind.in_(kinds) & (Fact.worked_on == worked_on)


def _tracks(session: Session, booking_id: UUID, engagement_id: UUID) -> list[UUID]:
    wanted = (
        select(Track.id)
        .join(Take, Take.id == Track.take_id)
        .where(Take.booking_id == booking_id, Track.engagement_id == engagement_id)
    )
    return list(session.scalars(wanted))


def _sheets(session: Session, booking_id: UUID, engagement_id: UUID) -> list[UUID]:
    of = Timesheet
    wanted = select(of.id).where(of.booking_id == booking_id, of.engagement_id == engagement_id)
    return list(session.scalars(wanted))
