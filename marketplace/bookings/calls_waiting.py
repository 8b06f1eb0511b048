"""The calls of the next day, on the home pages of those who play."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.gigs.models import Gig

SOON = timedelta(hours=24)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`: until they have checked in, or it is over."""
    if actor.role != Role.PERFORMER:
        return
    wanted = (
        select(Booking.id, Booking.starts_at, Gig.title)
        .join(Place, Place.booking_id == Booking.id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(Place.performer_id == actor.id, Place.state == PlaceState.ACCEPTED)
        .where(Booking.state == BookingState.CONFIRMED)
        .where(Booking.starts_at <= now() + SOON, Booking.ends_at > now())
        .order_by(Booking.starts_at, Booking.id)
    )
    for row in session.execute(wanted):
        yield Waiting(f"Your call, check in: {row.title}", f"/bookings/{row.id}", row.starts_at)
