"""A campaign that winds down: everybody learns its last day, nothing is offered after it."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.bookings import steps
from marketplace.bookings.changing import Because, cancel
from marketplace.bookings.models import Booking
from marketplace.campaigns import news
from marketplace.campaigns.models import Slot
from marketplace.gigs.models import Gig, GigWindDown


def when_winding_down(session: Session, gig: Gig, actor: Actor) -> None:
    """A step. What was booked for later is cancelled, with its price where that is late."""
    ends = session.get_one(GigWindDown, gig.id)
    over = datetime.combine(ends.last_day + timedelta(days=1), time(), tzinfo=UTC)
    later = (Slot.gig_id == gig.id, Slot.starts_at >= over)
    session.execute(
        update(Slot).where(*later, Slot.withdrawn_at.is_(None)).values(withdrawn_at=now())
    )
    wanted = select(Booking.id).join(Slot, Slot.booking_id == Booking.id).where(*later)
    for booking_id in session.scalars(wanted.order_by(Booking.id)).all():
        booking = steps.locked(session, booking_id)
        if booking.state in steps.STANDING and booking.starts_at > now():
            cancel(session, booking, Because.NOT_NEEDED, actor=actor)
    news.tell_pool(session, gig, "ends", day=ends.last_day)
