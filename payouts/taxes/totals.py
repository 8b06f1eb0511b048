"""What banks got in a year, by payee and kind: paid less returned, by the day of the payment, in
UTC. Before any withholding: what was withheld is paid to the tax office for them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.cursors import Page, page_of
from foundation.statements import among
from payouts.earnings.models import Earning, Settlement
from payouts.earnings.with_banks import is_with_a_bank
from payouts.pay_runs.models import Payout
from payouts.taxes.errors import NoSuchYear
from payouts.taxes.thresholds import CURRENCY, TaxClass, YearRules, class_of

_FIRST, _LAST = 2000, 9998


@dataclass(slots=True)
class Total:
    """Of one payee in one currency."""

    performer_id: UUID
    currency: str
    kinds: dict[str, int] = field(default_factory=dict)
    withheld_minor: int = 0

    @property
    def amount_minor(self) -> int:
        return sum(self.kinds.values())

    @property
    def classes(self) -> dict[TaxClass, int]:
        found: dict[TaxClass, int] = defaultdict(int)
        for kind, amount in self.kinds.items():
            found[class_of(kind)] += amount
        return dict(found)

    def reached(self, rules: YearRules) -> frozenset[TaxClass]:
        """What must be reported of it."""
        if self.currency != CURRENCY:
            return frozenset()
        classes = self.classes.items()
        return frozenset(each for each, minor in classes if minor >= rules.from_minor[each])


def bounds(year: int) -> tuple[datetime, datetime]:
    if not _FIRST <= year <= _LAST:
        raise NoSuchYear(year)
    return datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)


def totals(
    session: Session, year: int, performer_ids: Collection[UUID] | None = None
) -> list[Total]:
    """Of everybody, or of these, in one order."""
    start, end = bounds(year)
    of, paid = Earning, func.sum(Settlement.amount_minor)
    wanted = (
        select(of.performer_id, of.currency, of.kind, paid)
        .join(Settlement, Settlement.earning_id == of.id)
        .where(Settlement.at >= start, Settlement.at < end, is_with_a_bank())
        .group_by(of.performer_id, of.currency, of.kind)
        .order_by(of.performer_id, of.currency, of.kind)
    )
    if performer_ids is not None:
        wanted = wanted.where(among(session, of.performer_id, performer_ids))
    found: dict[tuple[UUID, str], Total] = {}
    for performer_id, currency, kind, amount in session.execute(wanted):
        total = found.setdefault((performer_id, currency), Total(performer_id, currency))
        total.kinds[kind] = int(amount)
    withheld = _withheld(session, start, end, performer_ids)
    for (performer_id, currency), amount in withheld.items():
        total = found.setdefault((performer_id, currency), Total(performer_id, currency))
        total.withheld_minor = amount
    return sorted(found.values(), key=lambda each: (each.performer_id, each.currency))


def payees(session: Session, year: int, *, after: str | None, limit: int) -> Page[UUID]:
    """Who was paid in it, whoever was paid last first."""
    start, end = bounds(year)
    last = (
        select(Earning.performer_id, func.max(Settlement.at).label("at"))
        .join(Settlement, Settlement.earning_id == Earning.id)
        .where(Settlement.at >= start, Settlement.at < end, is_with_a_bank())
        .group_by(Earning.performer_id)
        .subquery()
    )
    wanted = select(last.c.performer_id, last.c.at)
    found = page_of(session, wanted, last.c.at, last.c.performer_id, after=after, limit=limit)
    return Page([each.performer_id for each in found.items], found.next)


def _withheld(
    session: Session, start: datetime, end: datetime, performer_ids: Collection[UUID] | None
) -> Mapping[tuple[UUID, str], int]:
    """With the payment that it was withheld of, by its day: of what came back there is none."""
    paid = select(Settlement.payout_id).where(
        Settlement.at >= start, Settlement.at < end, is_with_a_bank()
    )
    of = Payout
    wanted = (
        select(of.performer_id, of.currency, func.sum(of.withheld_minor))
        .where(of.withheld_minor > 0, of.id.in_(paid))
        .group_by(of.performer_id, of.currency)
    )
    if performer_ids is not None:
        wanted = wanted.where(among(session, of.performer_id, performer_ids))
    return {(owner, currency): int(amount) for owner, currency, amount in session.execute(wanted)}


def years_of(session: Session, performer_id: UUID | None = None) -> list[int]:
    """In which anything was paid, the newest first."""
    wanted = select(func.min(Settlement.at), func.max(Settlement.at)).where(is_with_a_bank())
    if performer_id is not None:
        wanted = wanted.join(Earning, Earning.id == Settlement.earning_id)
        wanted = wanted.where(Earning.performer_id == performer_id)
    first, last = session.execute(wanted).one()
    return list(range(last.year, first.year - 1, -1)) if first else []
