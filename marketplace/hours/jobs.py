"""What happens to hours by themselves: an end is proposed, silence approves, disputes run out."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from marketplace.bookings import steps as bookings
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.hours import steps
from marketplace.hours.approving import decide, decide_open, is_judged
from marketplace.hours.closing import make_timesheets, propose_end
from marketplace.hours.models import (
    HoursDecision,
    HoursDispute,
    LineKind,
    LogEvent,
    Timesheet,
)
from marketplace.hours.open_lines import has_open_line
from marketplace.hours.standing import standings

PRESSED_WITHIN = timedelta(hours=2)
"""After the planned end, and after whatever was pressed last: then the planned end is proposed."""
_AT_ONCE = 200


def close_over(lease: Lease) -> str:
    """Bookings whose end nobody pressed, and performers who turned out to have come."""
    return f"{in_turn(lease, _bookings(), partial(_close, lease))} closed"


def approve_unanswered(lease: Lease) -> str:
    """Who said nothing in time has approved, and has agreed to each correction of the other."""
    of = Timesheet
    found = _sheets(of.settled_at.is_(None), of.approve_by <= now(), has_open_line())
    return f"{in_turn(lease, found, partial(_approve, lease))} approved"


def decide_late(lease: Lease) -> str:
    """A dispute that nobody decided in time is decided as the performer says."""
    overdue = select(HoursDispute.timesheet_id).where(
        HoursDispute.decide_by <= now(), ~_is_decided()
    )
    found = _sheets(Timesheet.id.in_(overdue))
    return f"{in_turn(lease, found, partial(_decide_late, lease))} decided"


def _close(lease: Lease, booking_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        booking = bookings.locked(session, booking_id)
        propose_end(session, booking)
        make_timesheets(session, booking)
        return 1


def _approve(lease: Lease, sheet_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        sheet = steps.locked(session, sheet_id)
        if sheet.approve_by > now() or not is_judged(session, sheet):
            return 0
        return int(decide_open(session, sheet, actor=SYSTEM))


def _decide_late(lease: Lease, sheet_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        sheet = steps.locked(session, sheet_id)
        wanted = _overdue(session, sheet) if is_judged(session, sheet) else {}
        decide(session, sheet, wanted, actor=SYSTEM)
        return int(bool(wanted))


def _overdue(session: Session, sheet: Timesheet) -> dict[LineKind, int]:
    return {
        kind: line.claimed_seconds
        for kind, line in standings(session, sheet).items()
        if line.decision is None and line.dispute is not None and line.dispute.decide_by <= now()
    }


def _is_decided() -> ColumnElement[bool]:
    of = HoursDecision
    return exists().where(
        of.timesheet_id == HoursDispute.timesheet_id, of.kind == HoursDispute.kind
    )


def _bookings() -> Sequence[UUID]:
    """Somebody came who has no timesheet, and all that could still be pressed would be late."""
    since = now() - PRESSED_WITHIN
    missing = (
        select(Place.booking_id)
        .outerjoin(
            Timesheet,
            (Timesheet.booking_id == Place.booking_id)
            & (Timesheet.engagement_id == Place.engagement_id),
        )
        .where(Place.state == PlaceState.CHECKED_IN, Timesheet.id.is_(None))
    )
    pressed = exists().where(LogEvent.booking_id == Booking.id)
    lately = exists().where(LogEvent.booking_id == Booking.id, LogEvent.at > since)
    over = Booking.state.in_((BookingState.OVER, BookingState.CONFIRMED))
    called_off = (Booking.state == BookingState.CANCELLED) & pressed
    wanted = (
        select(Booking.id)
        .where(Booking.id.in_(missing), or_(over, called_off), Booking.ends_at <= since, ~lately)
        .order_by(Booking.ends_at, Booking.id)
        .limit(_AT_ONCE)
    )
    return _read(wanted)


def _sheets(*conditions: ColumnElement[bool]) -> Sequence[UUID]:
    of = Timesheet
    return _read(select(of.id).where(*conditions).order_by(of.approve_by, of.id).limit(_AT_ONCE))


def _read(wanted: Select[UUID]) -> Sequence[UUID]:
    session = db.session()
    found = session.scalars(wanted).all()
    session.rollback()
    return found


JOBS = (
    Job("hours.close", close_over, timedelta(minutes=5)),
    Job("hours.approve", approve_unanswered, timedelta(minutes=5)),
    Job("hours.decide", decide_late, timedelta(minutes=5)),
)
