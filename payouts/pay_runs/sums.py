"""What a run comes to in each currency, and the fingerprint by which two look at the same."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.pay_runs.models import LIVE, Payout, PayoutState, PayRun, Skipped


@dataclass(frozen=True, slots=True)
class Sum:
    payouts: int
    amount: Money
    """What is sent."""
    withheld: Money
    counted_again: int = 0

    @property
    def earned(self) -> Money:
        return self.amount + self.withheld


def totals(session: Session, run_ids: Collection[UUID]) -> dict[UUID, list[Sum]]:
    """Without what is void."""
    found: dict[UUID, list[Sum]] = {each: [] for each in run_ids}
    rows = session.execute(
        select(
            Payout.run_id,
            Payout.currency,
            func.count(Payout.id),
            func.sum(Payout.amount_minor),
            func.sum(Payout.withheld_minor),
            func.sum(Payout.counted_again),
        )
        .where(among(session, Payout.run_id, run_ids), Payout.state.in_(LIVE))
        .group_by(Payout.run_id, Payout.currency)
        .order_by(Payout.currency)
    )
    for run_id, currency, count, amount, withheld, again in rows:
        money = Money(int(amount), currency), Money(int(withheld), currency)
        found[run_id].append(Sum(count, *money, int(again)))
    return found


def progress(session: Session, run_ids: Collection[UUID]) -> dict[UUID, dict[PayoutState, int]]:
    """How many payouts of each run are how far, void ones too."""
    found: dict[UUID, dict[PayoutState, int]] = {each: {} for each in run_ids}
    rows = session.execute(
        select(Payout.run_id, Payout.state, func.count(Payout.id))
        .where(among(session, Payout.run_id, run_ids))
        .group_by(Payout.run_id, Payout.state)
    )
    for run_id, state, count in rows:
        found[run_id][state] = count
    return found


@dataclass(frozen=True, slots=True)
class SkippedSum:
    reason: str
    earnings: int
    payees: int
    amount: Money


def skipped(session: Session, run_id: UUID) -> Sequence[SkippedSum]:
    rows = session.execute(
        select(
            Skipped.reason,
            Skipped.currency,
            func.count(Skipped.id),
            func.count(Skipped.performer_id.distinct()),
            func.sum(Skipped.amount_minor),
        )
        .where(Skipped.run_id == run_id)
        .group_by(Skipped.reason, Skipped.currency)
        .order_by(Skipped.reason, Skipped.currency)
    )
    return [
        SkippedSum(reason, earnings, payees, Money(int(amount), currency))
        for reason, currency, earnings, payees, amount in rows
    ]


def fingerprint(run: PayRun, sums: Sequence[Sum]) -> str:
    """A plan only ever loses payouts or has some counted again, so that counts and sums tell one
    plan from another."""
    parts = (f"{each.payouts} {each.amount} {each.withheld} {each.counted_again}" for each in sums)
    said = [str(run.id), *parts]
    return sha256("\n".join(said).encode()).hexdigest()[:32]
