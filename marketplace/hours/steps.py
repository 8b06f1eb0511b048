"""What every change of hours shares: the log, the timesheet's lock, its record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from marketplace.bookings.models import Booking
from marketplace.hours.errors import HoursNotFound
from marketplace.hours.models import LogEvent, Phase, Timesheet


def log_of(session: Session, booking_id: UUID) -> Sequence[LogEvent]:
    wanted = select(LogEvent).where(LogEvent.booking_id == booking_id).order_by(LogEvent.number)
    return session.scalars(wanted.execution_options(populate_existing=True)).all()


def is_ended(log: Sequence[LogEvent]) -> bool:
    return bool(log) and log[-1].phase is Phase.END


def write(session: Session, booking: Booking, phase: Phase, at: datetime, *, actor: Actor) -> None:
    """Under the booking's lock."""
    number = len(log_of(session, booking.id))
    session.add(
        LogEvent(
            booking_id=booking.id, number=number, phase=phase, at=at, zone=booking.zone, by=actor.id
        )
    )
    session.flush()
    audit.record(session, actor, "hours.logged", booking.id, phase=phase.value)


def locked(session: Session, sheet_id: UUID) -> Timesheet:
    """The row that all who change these hours queue for."""
    session.execute(update(Timesheet).where(Timesheet.id == sheet_id).values(id=Timesheet.id))
    found = session.get(Timesheet, sheet_id, populate_existing=True)
    if found is None:
        raise HoursNotFound
    return found


def sheets_of(session: Session, booking_id: UUID) -> Sequence[Timesheet]:
    wanted = select(Timesheet).where(Timesheet.booking_id == booking_id)
    return session.scalars(wanted.order_by(Timesheet.made_at, Timesheet.id)).all()


def record(session: Session, sheet: Timesheet, act: str, *, actor: Actor, **details: Any) -> None:
    audit.record(session, actor, "hours.changed", sheet.id, act=act, **details)
