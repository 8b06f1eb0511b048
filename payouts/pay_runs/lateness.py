"""How much time is left to pay what was earned: finance hears at 10, 3 and 1 days, and when a day
has passed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, insert, or_, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import transaction
from foundation.money import Money
from payouts.earnings.models import LEFT, Earning, EarningState
from payouts.pay_runs import news
from payouts.pay_runs.models import PayByAlert, Payout, PayoutState

STEPS = (10, 3, 1, -1)
"""Days before the last on which something may be paid; after the last, it is late."""
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Pressing:
    """What is due by one day, in one currency."""

    pay_by: date
    earnings: int
    payees: int
    amount: Money
    held: int
    planned: int
    """In a run that waits for its approval."""


def _not_on_its_way() -> ColumnElement[bool]:
    """Nobody sends what was not approved."""
    in_plan = exists().where(Payout.id == Earning.payout_id, Payout.state == PayoutState.PLANNED)
    waiting = Earning.state.in_((EarningState.PAYABLE, EarningState.HELD))
    return or_(waiting, in_plan)


def pressing(session: Session, days: int = STEPS[0]) -> Sequence[Pressing]:
    """For finance's board: the most pressing first."""
    held = case((Earning.state == EarningState.HELD, 1), else_=0)
    planned = case((Earning.payout_id.is_not(None), 1), else_=0)
    rows = session.execute(
        select(
            Earning.pay_by,
            Earning.currency,
            func.count(Earning.id),
            func.count(Earning.performer_id.distinct()),
            func.sum(LEFT),
            func.sum(held),
            func.sum(planned),
        )
        .where(_not_on_its_way(), Earning.pay_by <= now().date() + timedelta(days=days))
        .group_by(Earning.pay_by, Earning.currency)
        .order_by(Earning.pay_by, Earning.currency)
    )
    return [
        Pressing(pay_by, count, payees, Money(int(amount), currency), int(held), int(planned))
        for pay_by, currency, count, payees, amount, held, planned in rows
    ]


def alert() -> int:
    """Each earning once for each step, however late the job comes by; one notice for all of a
    step. A step that was missed is not made up for."""
    done = 0
    for step, days in enumerate(STEPS):
        with transaction() as session:
            found = _to_alert(session, step, days)
            if not found:
                continue
            rows = [{"earning_id": id_, "days": days, "alerted_at": now()} for id_, _ in found]
            session.execute(insert(PayByAlert), rows)
            news.tell_pay_by(session, min(last for _, last in found), len(found))
            done += len(found)
    return done


def _to_alert(session: Session, step: int, days: int) -> Sequence[tuple[UUID, date]]:
    today = now().date()
    alerted = exists().where(PayByAlert.earning_id == Earning.id, PayByAlert.days <= days)
    wanted = select(Earning.id, Earning.pay_by).where(
        _not_on_its_way(),
        Earning.pay_by <= today + timedelta(days=days),
        ~alerted,
    )
    if step + 1 < len(STEPS):
        wanted = wanted.where(Earning.pay_by > today + timedelta(days=STEPS[step + 1]))
    rows = session.execute(wanted.order_by(Earning.pay_by, Earning.id).limit(_AT_ONCE)).all()
    return [(row.id, row.pay_by) for row in rows]
