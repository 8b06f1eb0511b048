"""A gig that is cancelled cancels what was booked for it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.bookings import steps
from marketplace.bookings.changing import Because, cancel
from marketplace.bookings.models import Booking
from marketplace.gigs.models import Gig, GigState


def when_gig_ended(session: Session, gig: Gig, actor: Actor) -> None:
    """A step. A gig that is only closed keeps its bookings: who is engaged goes on."""
    if gig.state is not GigState.CANCELLED:
        return
    wanted = select(Booking.id).where(
        Booking.gig_id == gig.id, Booking.state.in_(steps.STANDING), Booking.starts_at > now()
    )
    for booking_id in session.scalars(wanted.order_by(Booking.id)).all():
        booking = steps.locked(session, booking_id)
        if booking.state in steps.STANDING:
            cancel(session, booking, Because.GIG_CANCELLED, actor=actor)
