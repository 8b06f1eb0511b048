"""Whoever is deactivated plays in nothing that is still to come."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.bookings import steps
from marketplace.bookings.answering import Why, decline
from marketplace.bookings.models import Booking, Place, PlaceState

_OPEN = (PlaceState.ASKED, PlaceState.ACCEPTED)


def leave_bookings(session: Session, performer_id: UUID, actor: Actor) -> None:
    """A step, for the hook of deactivation: as if they had said no, so that somebody else is
    looked for. What a moved booking owes them stays owed."""
    wanted = (
        select(Booking.id)
        .join(Place, Place.booking_id == Booking.id)
        .where(Place.performer_id == performer_id, Place.state.in_(_OPEN))
        .where(Booking.state.in_(steps.STANDING), Booking.starts_at > now())
    )
    for booking_id in session.scalars(wanted.order_by(Booking.id)).all():
        booking = steps.locked(session, booking_id)
        for own in steps.held(session, booking):
            if own.place.performer_id == performer_id and own.place.state in _OPEN:
                decline(session, booking, own, Why.OTHER, actor=actor)
