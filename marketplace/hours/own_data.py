"""What is kept of somebody's hours, for their own copy of it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.hours.models import LogEvent, Timesheet
from marketplace.hours.standing import Standing, standings


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`. Ids only: nothing here goes with an account, and what was worked
    stays with what was paid for it."""
    of = Timesheet
    sheets = session.scalars(
        select(of).where(of.performer_id == person_id).order_by(of.made_at, of.id)
    )
    taps = session.scalars(
        select(LogEvent).where(LogEvent.by == person_id).order_by(LogEvent.at, LogEvent.id)
    )
    return {
        "hours": [_exported(session, each) for each in sheets],
        "hours_logged": [
            {"booking": str(tap.booking_id), "what": tap.phase.value, "at": tap.at.isoformat()}
            for tap in taps
        ],
    }


def _exported(session: Session, sheet: Timesheet) -> dict[str, Any]:
    return {
        "booking": str(sheet.booking_id),
        "starts_at": sheet.starts_at.isoformat(),
        "ends_at": sheet.ends_at.isoformat(),
        "approved": sheet.settled_at is not None,
        "lines": {kind.value: _line(each) for kind, each in standings(session, sheet).items()},
    }


def _line(line: Standing) -> dict[str, Any]:
    return {
        "seconds": line.seconds,
        "rows": [row.line.seconds for row in line.rows],
        "amount_minor": line.decision.amount_minor if line.decision else None,
    }
