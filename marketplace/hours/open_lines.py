"""Which timesheets have a line that can be decided now: as `standing` has it, in SQL."""

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import aliased

from foundation.clock import now
from marketplace.hours.models import (
    HoursAnswer,
    HoursDecision,
    HoursDispute,
    HoursLine,
    Timesheet,
)
from marketplace.hours.standing import ANSWERED_WITHIN


def has_open_line() -> ColumnElement[bool]:
    """One that is neither decided nor disputed, and that no correction waits about."""
    line, corrected = aliased(HoursLine), aliased(HoursLine)
    asked = exists().where(
        corrected.timesheet_id == line.timesheet_id,
        corrected.kind == line.kind,
        *waits(corrected),
    )
    return exists().where(
        line.timesheet_id == Timesheet.id, line.number == 0, is_open(line), ~asked
    )


def is_open(line: type[HoursLine]) -> ColumnElement[bool]:
    return ~(_about(HoursDecision, line) | _about(HoursDispute, line))


def waits(line: type[HoursLine]) -> tuple[ColumnElement[bool], ...]:
    """Silence agrees after a while."""
    return (
        line.number > 0,
        line.at > now() - ANSWERED_WITHIN,
        ~exists().where(HoursAnswer.line_id == line.id),
    )


def _about(
    of: type[HoursDecision] | type[HoursDispute], line: type[HoursLine]
) -> ColumnElement[bool]:
    return exists().where(of.timesheet_id == line.timesheet_id, of.kind == line.kind)
