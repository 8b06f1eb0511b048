"""What waits for somebody about bookings: an answer, somebody else for a place, a decision."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.bookings import news, policy
from marketplace.bookings.attending import DISPUTED, SETTLED
from marketplace.bookings.models import Booking, BookingState, BookingStep, Place, PlaceState
from marketplace.gigs.models import Gig

_MOST = 20


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if policy.may_settle(actor):
        for booking, title in _titled(session, Booking.id.in_(_disputed(session))):
            yield Waiting(f"Did they come: {title}", f"/bookings/{booking.id}", None)
    plays = actor.role == Role.PERFORMER
    said = "Can you be there" if plays else "Somebody said no"
    for booking, title in _titled(session, *_unanswered(actor, plays)):
        if plays or actor.id in news.arrangers(session, booking):
            yield Waiting(f"{said}: {title}", f"/bookings/{booking.id}", booking.answer_by)


def _unanswered(actor: Actor, plays: bool) -> tuple[ColumnElement[bool], ...]:
    state = PlaceState.ASKED if plays else PlaceState.DECLINED
    places = select(Place.booking_id).where(Place.state == state)
    if plays:
        places = places.where(Place.performer_id == actor.id)
    waits = (Booking.state == BookingState.PROPOSED, Booking.id.in_(places))
    if plays:
        return waits
    of_client = Booking.client_id == actor.on_behalf_of
    return (*waits, Booking.made_by == actor.id if actor.role == Role.CASTING else of_client)


def _disputed(session: Session) -> list[UUID]:
    """Each was disputed oftener than it was settled."""
    of = BookingStep
    counted = select(of.booking_id, of.act, func.count()).where(of.act.in_((DISPUTED, SETTLED)))
    found: dict[UUID, int] = {}
    for booking_id, act, count in session.execute(counted.group_by(of.booking_id, of.act)):
        found[booking_id] = found.get(booking_id, 0) + (count if act == DISPUTED else -count)
    return [booking_id for booking_id, open_ in found.items() if open_ > 0]


def _titled(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[Booking, str]]:
    wanted = select(Booking, Gig.title).join(Gig, Gig.id == Booking.gig_id).where(*conditions)
    rows = session.execute(wanted.order_by(Booking.starts_at, Booking.id).limit(_MOST))
    return [(row.Booking, row.title) for row in rows]
