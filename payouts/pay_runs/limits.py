"""How many people a run needs. A sum that is cut into several runs is still one sum: what one
person alone let go of in the last days counts with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.money import Money
from payouts.pay_runs import rules, sums
from payouts.pay_runs.models import Payout, PayRun, RunApproval, RunState

DAYS = 7
"""Rolling: counted back from the moment of the approval."""


@dataclass(frozen=True, slots=True)
class Above:
    """A currency of a run that is above its limit, by itself or with what went before."""

    plan: Money
    before: Money
    """Approved by one person alone in the last days."""
    limit: Money

    @property
    def together(self) -> Money:
        return self.plan + self.before

    @property
    def by_itself(self) -> bool:
        return self.plan.amount_minor > self.limit.amount_minor


def people_needed(session: Session, run: PayRun, approver_id: UUID) -> int:
    """A step under the schedule's lock where somebody approves: two runs that are approved at once
    are approved one after the other, and the second finds the first."""
    return 2 if above(session, run, approver_id) else 1


def above(session: Session, run: PayRun, approver_id: UUID) -> list[Above]:
    """Of the plan as it was made, with what was taken out since. Otherwise one person alone would
    cut a run until it is small enough, and pay the rest by the next."""
    limits = rules.limits_for(session, approver_id)
    made = session.execute(
        select(Payout.currency, func.sum(Payout.amount_minor + Payout.withheld_minor))
        .where(Payout.run_id == run.id)
        .group_by(Payout.currency)
        .order_by(Payout.currency)
    )
    before = _by_one_alone(session)
    found = [
        Above(
            Money(int(amount), currency),
            Money(before[currency], currency),
            Money(limits.get(currency, 0), currency),
        )
        for currency, amount in made
    ]
    return [each for each in found if each.together.amount_minor > each.limit.amount_minor]


def _by_one_alone(session: Session) -> Counter[str]:
    """In each currency, whoever that one person was. What is void by now moved nothing."""
    counted: Counter[str] = Counter()
    for found in sums.totals(session, _alone(session)).values():
        for each in found:
            counted[each.earned.currency] += each.earned.amount_minor
    return counted


def _alone(session: Session) -> Sequence[UUID]:
    """Runs whose last plan one person approved: an approval of an earlier plan does not count."""
    rows = session.scalars(
        select(RunApproval)
        .join(PayRun, PayRun.id == RunApproval.run_id)
        .where(PayRun.state == RunState.APPROVED, PayRun.decided_at > now() - timedelta(days=DAYS))
        .order_by(RunApproval.approved_at, RunApproval.id)
    ).all()
    plans = {each.run_id: each.fingerprint for each in rows}
    people: dict[UUID, set[UUID]] = {}
    for each in rows:
        if each.fingerprint == plans[each.run_id]:
            people.setdefault(each.run_id, set()).add(each.approved_by)
    return [run_id for run_id, who in people.items() if len(who) == 1]
