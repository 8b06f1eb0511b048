"""The sync clap: one instant at which all screens flash, so that tracks can be laid together."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import policy, steps
from marketplace.bookings.errors import BookingNotFound
from marketplace.bookings.models import Booking, BookingStep

AHEAD = timedelta(seconds=8)
"""So long that every page has asked for it before."""
_CLAP = "clap"


def clap(booking_id: UUID, *, actor: Actor) -> datetime:
    """On record: whoever lays the tracks together reads there when it was. Who presses while one
    is still to come gets that one."""
    with transaction() as session:
        booking = steps.locked(session, booking_id)
        places = [each.place for each in steps.held(session, booking)]
        if not policy.may_view(actor, booking, places):
            raise BookingNotFound
        steps.refuse_ended(booking)
        coming = last_clap(session, booking)
        if coming is not None and coming > now():
            return coming
        at = now() + AHEAD
        steps.record(session, booking, _CLAP, actor=actor, at=at.isoformat())
        return at


def last_clap(session: Session, booking: Booking) -> datetime | None:
    of = BookingStep
    wanted = select(of).where(of.booking_id == booking.id, of.act == _CLAP)
    found = session.scalars(wanted.order_by(of.at.desc(), of.id).limit(1)).first()
    return datetime.fromisoformat(found.details["at"]) if found else None
