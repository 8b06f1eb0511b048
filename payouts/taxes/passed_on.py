"""What was withheld in a year, how much of it the tax office has, and what may still be noted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, loaded, page_of
from payouts.earnings.models import Settlement
from payouts.earnings.with_banks import is_with_a_bank
from payouts.journal.balances import balance
from payouts.journal.chart import Kind, platform
from payouts.pay_runs.models import Payout
from payouts.taxes import policy
from payouts.taxes.errors import PassingNotFound
from payouts.taxes.passing_models import COUNT, PassingState, TaxPassedOn
from payouts.taxes.thresholds import CURRENCY
from payouts.taxes.totals import bounds


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Of one year, in minor units."""

    by_month: Mapping[int, int]
    """What was withheld, by the month of the payment it was withheld of."""
    noted: int
    proposed: int
    in_books: int
    """Withheld by the journal and not passed on, of all years together, what is proposed away."""

    @property
    def withheld(self) -> int:
        return sum(self.by_month.values())

    @property
    def left(self) -> int:
        """What may still be noted. Below nothing: the tax office has too much, since a payment
        came back that tax was passed on for."""
        return min(self.withheld - self.noted - self.proposed, self.in_books)


def passed_on(session: Session, year: int) -> PassedOn:
    of_year = _sums(session, year)
    everything = _sums(session)
    withheld = balance(session, platform(Kind.TAX_WITHHELD, CURRENCY)).posted.amount_minor
    return PassedOn(
        _by_month(session, year),
        of_year[PassingState.NOTED],
        of_year[PassingState.PROPOSED],
        withheld - sum(everything[each] for each in COUNT),
    )


def notes_of(session: Session, year: int) -> Sequence[TaxPassedOn]:
    """The newest first."""
    of = TaxPassedOn
    wanted = select(of).where(of.year == year)
    return session.scalars(wanted.order_by(of.noted_at.desc(), of.id)).all()


def page(session: Session, year: int, *, after: str | None, limit: int) -> Page[TaxPassedOn]:
    of = TaxPassedOn
    wanted = select(of.id, of.noted_at).where(of.year == year)
    found = page_of(session, wanted, of.noted_at, of.id, after=after, limit=limit)
    return loaded(session, of, found)


def proposed(session: Session) -> Sequence[TaxPassedOn]:
    of = TaxPassedOn
    wanted = select(of).where(of.state == PassingState.PROPOSED)
    return session.scalars(wanted.order_by(of.noted_at, of.id)).all()


def visible(session: Session, note_id: UUID, actor: Actor, *, lock: bool = False) -> TaxPassedOn:
    if not policy.may_keep_taxes(actor):
        raise PassingNotFound
    found = session.get(TaxPassedOn, note_id, with_for_update=lock or None)
    if found is None:
        raise PassingNotFound
    return found


def is_known(session: Session, year: int, reference: str) -> bool:
    of = TaxPassedOn
    same = select(of.id).where(of.year == year, of.reference == reference, of.state.in_(COUNT))
    return session.scalars(same.limit(1)).first() is not None


def _sums(session: Session, year: int | None = None) -> Counter[PassingState]:
    of = TaxPassedOn
    wanted = select(of.state, func.sum(of.amount_minor)).where(of.currency == CURRENCY)
    if year is not None:
        wanted = wanted.where(of.year == year)
    rows = session.execute(wanted.group_by(of.state))
    return Counter({state: int(amount) for state, amount in rows})


def _by_month(session: Session, year: int) -> dict[int, int]:
    """By the same rows as the year's totals."""
    start, end = bounds(year)
    paid = (
        select(Settlement.payout_id, func.min(Settlement.at).label("at"))
        .where(Settlement.at >= start, Settlement.at < end, is_with_a_bank())
        .group_by(Settlement.payout_id)
        .subquery()
    )
    rows = session.execute(
        select(paid.c.at, Payout.withheld_minor)
        .join(Payout, Payout.id == paid.c.payout_id)
        .where(Payout.withheld_minor > 0, Payout.currency == CURRENCY)
    )
    found: Counter[int] = Counter()
    for at, withheld in rows:
        found[at.month] += withheld
    return dict(sorted(found.items()))
