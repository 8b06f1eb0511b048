"""One tap on the booking's page: what begins now, for everybody in it."""

from datetime import timedelta
from uuid import UUID

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import steps as bookings
from marketplace.bookings.attending import OPENS_BEFORE
from marketplace.bookings.models import Booking, BookingState
from marketplace.hours import policy, steps
from marketplace.hours.closing import make_timesheets
from marketplace.hours.errors import HoursNotFound, LogNotOpen, NothingToEnd
from marketplace.hours.models import Phase

_RUNS = frozenset((BookingState.CONFIRMED, BookingState.OVER))
CLOSES_AFTER = timedelta(hours=12)
"""The planned end: whoever presses later corrects a line."""


def press(booking_id: UUID, phase: Phase, *, actor: Actor) -> None:
    """What is going on already is not begun again: two who tap at once say the same."""
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        places = [each.place for each in bookings.held(session, booking)]
        if not policy.may_press(actor, booking, places):
            raise HoursNotFound
        log = steps.log_of(session, booking.id)
        going_on = log[-1].phase if log else None
        if going_on is phase:
            return
        if not policy.is_there(actor, booking, places) or not is_open(booking, going_on):
            raise LogNotOpen
        if phase is Phase.END and going_on is None:
            raise NothingToEnd
        steps.write(session, booking, phase, now(), actor=actor)
        if phase is Phase.END:
            make_timesheets(session, booking)


def is_open(booking: Booking, going_on: Phase | None) -> bool:
    opens, closes = booking.starts_at - OPENS_BEFORE, booking.ends_at + CLOSES_AFTER
    return booking.state in _RUNS and going_on is not Phase.END and opens <= now() < closes
