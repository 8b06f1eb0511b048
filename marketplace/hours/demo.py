"""Made-up hours, in each state that their pages know: of the bookings that the demo has."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.bookings import demo_cast
from marketplace.bookings import steps as bookings
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig
from marketplace.hours import steps
from marketplace.hours.approving import approve_hours
from marketplace.hours.closing import make_timesheets, propose_end
from marketplace.hours.correcting import correct_line
from marketplace.hours.disputing import dispute_line
from marketplace.hours.models import Because, LineKind, LogEvent, Phase, Timesheet

_WHOLE = (
    (Phase.TECH_CHECK, -10),
    (Phase.WAITING, 0),
    (Phase.WORK, 7),
    (Phase.BREAK, 55),
    (Phase.WORK, 68),
    (Phase.END, 121),
)
_BEGUN = ((Phase.BRIEFING, 0), (Phase.WORK, 12))
"""Minutes after the call. Nobody presses the end of these."""


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`, after the bookings'. What an earlier start made stays as it is."""
    found = _past(db.session())
    db.session.rollback()
    if len(found) > 2:
        whole, unended, running = found[:3]
        _write(whole, _WHOLE)
        _write(unended, _BEGUN)
        _write(running, _BEGUN, is_over=False)
        _disagree(whole)
    return ()


def _past(session: Session) -> Sequence[UUID]:
    """Those that somebody came to, the oldest first; none where they have a log already."""
    came = select(Place.booking_id).where(Place.state == PlaceState.CHECKED_IN)
    wanted = (
        select(Booking.id)
        .join(Gig, Gig.id == Booking.gig_id)
        .where(
            Gig.title == demo_cast.GIG.title,
            Booking.id.in_(came),
            Booking.state.in_((BookingState.OVER, BookingState.CONFIRMED)),
        )
    )
    found = session.scalars(wanted.order_by(Booking.starts_at)).all()
    known = select(LogEvent.id).where(LogEvent.booking_id.in_(found)).limit(1)
    return [] if session.scalar(known) else found


def _write(booking_id: UUID, taps: Iterable[tuple[Phase, int]], *, is_over: bool = True) -> None:
    by = Actor(character("mira").id, Role.PERFORMER)
    with transaction() as session:
        booking = bookings.locked(session, booking_id)
        for phase, minutes in taps:
            at = booking.starts_at + timedelta(minutes=minutes)
            steps.write(session, booking, phase, at, actor=by)
        if is_over:
            propose_end(session, booking)
            make_timesheets(session, booking)


def _disagree(booking_id: UUID) -> None:
    """One is approved, one waits for an answer, one is disputed."""
    ben = Actor(character("ben").id, Role.CLIENT_PRODUCER, NORTHLAB)
    wanted = select(Timesheet).where(Timesheet.booking_id == booking_id)
    of = {sheet.performer_id: sheet.id for sheet in db.session().scalars(wanted)}
    db.session.rollback()
    mira, juno, dev = (Actor(character(name).id, Role.PERFORMER) for name in demo_cast.PLAYERS)
    approve_hours(of[mira.id], actor=ben)
    correct_line(of[juno.id], LineKind.CALL, 110 * 60, Because.PRESSED_LATE, actor=juno)
    dispute_line(of[dev.id], LineKind.WAITING, "I waited longer than that.", actor=dev)
