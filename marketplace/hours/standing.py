"""How each line of a timesheet stands now: what it says, and whether anything waits about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.hours.models import (
    HoursAnswer,
    HoursDecision,
    HoursDispute,
    HoursLine,
    LineKind,
    Timesheet,
)

ANSWERED_WITHIN = timedelta(days=7)
"""Who says nothing to a correction until then agrees to it."""
QUESTIONABLE = (LineKind.CALL, LineKind.BREAK, LineKind.WAITING)
"""What is counted. The others are posted: nobody has to ask for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a line, and what the other side said to it."""

    line: HoursLine
    answer: HoursAnswer | None

    @property
    def waits(self) -> bool:
        later = now() < self.line.at + ANSWERED_WITHIN
        return self.line.number > 0 and self.answer is None and later

    @property
    def counts(self) -> bool:
        if self.line.number == 0:
            return True
        return not self.waits if self.answer is None else self.answer.agreed


@dataclass(frozen=True, slots=True)
class Standing:
    kind: LineKind
    rows: Sequence[Row]
    dispute: HoursDispute | None
    decision: HoursDecision | None

    @property
    def seconds(self) -> int:
        """As agreed, or as it was decided."""
        if self.decision is not None:
            return self.decision.seconds
        return next(row.line.seconds for row in reversed(self.rows) if row.counts)

    @property
    def waiting(self) -> Row | None:
        """The correction that nobody answered yet."""
        return self.rows[-1] if self.rows[-1].waits and self.is_open else None

    @property
    def is_open(self) -> bool:
        """Neither decided nor disputed."""
        return self.decision is None and self.dispute is None

    @property
    def may_be_decided(self) -> bool:
        return self.is_open and self.waiting is None

    @property
    def claimed_seconds(self) -> int:
        """What its performer says it was; never less than what the line says."""
        said = [row.line.seconds for row in self.rows if row.line.by_performer]
        return max(self.seconds, said[-1] if said else 0)


def standings(session: Session, sheet: Timesheet) -> Mapping[LineKind, Standing]:
    """In the order in which kinds are listed."""
    rows: dict[LineKind, list[Row]] = {}
    wanted = (
        select(HoursLine, HoursAnswer)
        .outerjoin(HoursAnswer, HoursAnswer.line_id == HoursLine.id)
        .where(HoursLine.timesheet_id == sheet.id)
        .order_by(HoursLine.number)
    )
    for line, answer in session.execute(wanted):
        rows.setdefault(line.kind, []).append(Row(line, answer))
    disputes = {
        each.kind: each
        for each in session.scalars(
            select(HoursDispute).where(HoursDispute.timesheet_id == sheet.id)
        )
    }
    decisions = {
        each.kind: each
        for each in session.scalars(
            select(HoursDecision).where(HoursDecision.timesheet_id == sheet.id)
        )
    }
    return {
        kind: Standing(kind, rows[kind], disputes.get(kind), decisions.get(kind))
        for kind in LineKind
        if kind in rows
    }
