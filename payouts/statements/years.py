"""A performer's year: earned by month and kind of work, and what banks had by month. Each currency
by itself: nothing is converted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import case, extract, func, select
from sqlalchemy.orm import Session

from foundation.charts import Series
from marketplace.facts.models import FactKind
from payouts.earnings.models import LEFT, Earning, EarningState, Settlement
from payouts.earnings.with_banks import is_with_a_bank

_MONTHS = range(1, 13)
_USES = frozenset((FactKind.OPTIONAL_USE, FactKind.RENEWAL, FactKind.ROYALTY))
_CHANGES = frozenset(
    (
        FactKind.CORRECTION,
        FactKind.LATE_CHANGE,
        FactKind.MINIMUM_CALL,
        FactKind.REMEDY,
        FactKind.STOP,
        FactKind.WAITING,
    )
)
GROUPS = ("Work", "Uses of your work", "Waiting, changes and remedies")


@dataclass(frozen=True, slots=True)
class Year:
    """In one currency, less what was taken because it was too much."""

    currency: str
    series: Sequence[Series]
    """By kind: of each month, what was worked in it."""
    kinds: Sequence[tuple[str, int]]
    """Of the whole year, the largest first."""
    paid: Sequence[int]
    """Of each month, what banks had in it."""
    waits: int
    """Of the year's work: earned, and neither paid nor on its way."""
    on_its_way: int

    @property
    def earned(self) -> int:
        return sum(sum(each.values) for each in self.series)


def bounds(year: int) -> tuple[datetime, datetime]:
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def years_of(session: Session, performer_id: UUID) -> list[int]:
    """In which they worked or were paid, the newest first."""
    of = Earning
    worked = select(func.min(of.worked_on), func.max(of.worked_on))
    first, last = session.execute(worked.where(of.performer_id == performer_id)).one()
    if first is None:
        return []
    paid = select(func.max(Settlement.at)).join(of, of.id == Settlement.earning_id)
    paid_last = session.scalar(paid.where(of.performer_id == performer_id))
    until = max(last.year, paid_last.year) if paid_last else last.year
    return list(range(until, first.year - 1, -1))


def of_year(session: Session, performer_id: UUID, year: int) -> list[Year]:
    of = Earning
    month = extract("month", of.worked_on)
    rows = session.execute(
        select(of.currency, of.kind, of.state, month, func.sum(LEFT))
        .where(of.performer_id == performer_id)
        .where(of.worked_on >= date(year, 1, 1), of.worked_on <= date(year, 12, 31))
        .group_by(of.currency, of.kind, of.state, month)
    ).all()
    paid = _paid(session, performer_id, year)
    found = []
    for currency in sorted({row[0] for row in rows} | set(paid)):
        groups = {name: [0] * 12 for name in GROUPS}
        kinds: dict[str, int] = {}
        by_state = dict.fromkeys(EarningState, 0)
        for _, kind, state, at, amount in (row for row in rows if row[0] == currency):
            groups[_group(kind)][int(at) - 1] += int(amount)
            kinds[kind] = kinds.get(kind, 0) + int(amount)
            by_state[state] += int(amount)
        found.append(
            Year(
                currency,
                [Series(name, values) for name, values in groups.items()],
                sorted(kinds.items(), key=lambda each: (-each[1], each[0])),
                paid.get(currency, [0] * 12),
                by_state[EarningState.PAYABLE] + by_state[EarningState.HELD],
                by_state[EarningState.ON_ITS_WAY],
            )
        )
    return found


def _group(kind: str) -> str:
    if kind in _USES:
        return GROUPS[1]
    return GROUPS[2] if kind in _CHANGES else GROUPS[0]


def _paid(session: Session, performer_id: UUID, year: int) -> dict[str, list[int]]:
    """By UTC, as the tax year is."""
    start, end = bounds(year)
    of = Settlement
    ends = [(datetime(year, month + 1, 1, tzinfo=UTC), month) for month in _MONTHS[:-1]]
    month = case(*((of.at < until, number) for until, number in ends), else_=12)
    rows = session.execute(
        select(Earning.currency, month, func.sum(of.amount_minor))
        .join(Earning, Earning.id == of.earning_id)
        .where(Earning.performer_id == performer_id, of.at >= start, of.at < end, is_with_a_bank())
        .group_by(Earning.currency, month)
    )
    found: dict[str, list[int]] = {}
    for currency, at, amount in rows:
        found.setdefault(currency, [0] * 12)[int(at) - 1] = int(amount)
    return found
