"""What waits for somebody about bookings: an answer, or somebody else for a place."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Waiting
from marketplace.accounts.roles import Role
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.gigs.models import Gig

_MOST = 20


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    plays = actor.role == Role.PERFORMER
    state = PlaceState.ASKED if plays else PlaceState.DECLINED
    whose = Place.performer_id == actor.id if plays else Booking.made_by == actor.id
    wanted = (
        select(Booking, Gig.title)
        .join(Place, Place.booking_id == Booking.id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(Booking.state == BookingState.PROPOSED, Place.state == state, whose)
        .order_by(Booking.starts_at, Booking.id)
        .limit(_MOST)
    )
    said = "Can you be there" if plays else "Somebody said no"
    for booking, title in session.execute(wanted):
        yield Waiting(f"{said}: {title}", f"/bookings/{booking.id}", booking.answer_by)
