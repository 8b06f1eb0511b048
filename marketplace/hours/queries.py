"""What is asked about hours, each answered for who asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, false, select, true
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings import queries as bookings
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.models import Booking, Place
from marketplace.gigs.models import Gig
from marketplace.hours.errors import HoursNotFound
from marketplace.hours.models import Timesheet

_MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    sheet: Timesheet
    booking: Booking
    title: str


def booking_for(session: Session, booking_id: UUID, actor: Actor) -> tuple[Booking, list[Place]]:
    """Raises HoursNotFound."""
    try:
        booking = bookings.booking_for(session, booking_id, actor)
    except BookingNotFound:
        raise HoursNotFound from None
    return booking, bookings.places_of(session, [booking_id]).get(booking_id, [])


def sheet_for(session: Session, sheet_id: UUID, actor: Actor) -> Timesheet:
    found = session.scalars(
        select(Timesheet).where(Timesheet.id == sheet_id, _visible(actor))
    ).one_or_none()
    if found is None:
        raise HoursNotFound
    return found


def sheets_for(session: Session, booking_id: UUID, actor: Actor) -> Sequence[Timesheet]:
    """Of a performer only their own: what the partner earns is the partner's."""
    of = Timesheet
    wanted = select(of).where(of.booking_id == booking_id, _visible(actor))
    return session.scalars(wanted.order_by(of.made_at, of.id)).all()


def unsettled(session: Session, actor: Actor) -> list[Listed]:
    """First what is approved by itself first."""
    return _listed(session, actor, Timesheet.settled_at.is_(None), Timesheet.approve_by)


def settled(session: Session, actor: Actor) -> list[Listed]:
    return _listed(session, actor, Timesheet.settled_at.is_not(None), Timesheet.approve_by.desc())


def _listed(
    session: Session, actor: Actor, condition: ColumnElement[bool], order: SQLColumnExpression[Any]
) -> list[Listed]:
    wanted = (
        select(Timesheet, Booking, Gig.title)
        .join(Booking, Booking.id == Timesheet.booking_id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(condition, _visible(actor))
        .order_by(order, Timesheet.id)
        .limit(_MOST)
    )
    return [Listed(*row) for row in session.execute(wanted)]


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.role == Role.PERFORMER:
        return Timesheet.performer_id == actor.id
    if actor.role in (Role.CASTING, Role.COMPLIANCE):
        return true()
    if actor.role in CLIENT_SIDE and actor.on_behalf_of is not None:
        return Timesheet.client_id == actor.on_behalf_of
    return false()


def page(
    session: Session, actor: Actor, *, after: str | None, limit: int
) -> cursors.Page[Timesheet]:
    """For programs; newest first."""
    of = Timesheet
    theirs = select(of.id, of.made_at).where(_visible(actor))
    found = cursors.page_of(session, theirs, of.made_at, of.id, after=after, limit=limit)
    return cursors.loaded(session, of, found)
