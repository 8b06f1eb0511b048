"""The door for pay runs: earnings go into a payout, come out of it again, are with the bank, or
come back. Steps; the money beside them is posted by the caller."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, case, func, insert, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.statements import among
from foundation.tables import table_of
from marketplace.facts.models import FactOutcome
from marketplace.facts.steps import record_settlement
from payouts.earnings.entering import Settled, enter
from payouts.earnings.errors import EarningMoved
from payouts.earnings.models import LEFT, Earning, EarningState, Settlement, SettlementOutcome
from payouts.earnings.moving import moved

_FROM_TO = {
    SettlementOutcome.PAID: (EarningState.ON_ITS_WAY, EarningState.PAID),
    SettlementOutcome.RETURNED: (EarningState.PAID, EarningState.ON_ITS_WAY),
}


def claim(session: Session, payouts: Mapping[UUID, Sequence[UUID]]) -> dict[UUID, Money]:
    """So many earnings for each payout: all of them, or EarningMoved because somebody holds one or
    another payout has it. What each payout is worth; a payout is of one performer and currency."""
    table = table_of(Earning)
    rows = [
        {"earning": earning_id, "payout": payout_id}
        for payout_id, earning_ids in payouts.items()
        for earning_id in earning_ids
    ]
    if not rows:
        return {}
    rows.sort(key=lambda each: each["earning"])
    statement = (
        update(table)
        .where(table.c.id == bindparam("earning"), table.c.state == EarningState.PAYABLE)
        .values(state=EarningState.ON_ITS_WAY, payout_id=bindparam("payout"))
    )
    session.connection().execute(statement, rows)
    # A driver does not count over many; what is there now tells whether all were free.
    sums, count = _claimed(session, payouts)
    if count != len(rows):
        raise EarningMoved
    return sums


def let_go(session: Session, payout_id: UUID) -> int:
    """What is not with a bank is payable again: a definite no, a cancelled payout, or money that
    came back and is ours again. How many; twice is harmless."""
    of_payout = Earning.payout_id == payout_id
    on_its_way, payable = EarningState.ON_ITS_WAY, EarningState.PAYABLE
    return moved(session, of_payout, on_its_way, payable, payout_id=None)


def settle(
    session: Session,
    payout_id: UUID,
    outcome: SettlementOutcome,
    at: datetime,
    *,
    reason: str = "The bank gave it back.",
) -> int:
    """How many were settled: none, where the same was said before. Facts and the rights ledger
    learn of it here; `reason` is why it came back."""
    before, after = _FROM_TO[outcome]
    if not moved(session, Earning.payout_id == payout_id, before, after):
        return 0
    of, recorded_at = Settlement, now()
    wanted = select(Earning.id, Earning.fact_id, LEFT).where(
        Earning.payout_id == payout_id, Earning.state == after
    )
    rows = session.execute(wanted).all()
    amounts = [int(amount) for *_, amount in rows]
    known = (
        select(of.earning_id, func.max(of.n))
        .where(among(session, of.earning_id, [row.id for row in rows]))
        .group_by(of.earning_id)
    )
    last = {earning_id: n for earning_id, n in session.execute(known)}
    values = [
        {
            "id": new_id(),
            "earning_id": id_,
            "n": last.get(id_, 0) + 1,
            "payout_id": payout_id,
            "outcome": outcome.value,
            "amount_minor": amount,
            "at": at,
            "recorded_at": recorded_at,
        }
        for id_, _, amount in rows
    ]
    session.execute(insert(of), values)
    facts = [row.fact_id for row in rows]
    record_settlement(session, facts, FactOutcome(outcome.value), at)
    settled = [
        Settled(row.id, row.fact_id, amount) for row, amount in zip(rows, amounts, strict=True)
    ]
    enter(session, payout_id, outcome, settled, reason)
    return len(rows)


def _claimed(
    session: Session, payouts: Mapping[UUID, Sequence[UUID]]
) -> tuple[dict[UUID, Money], int]:
    of = Earning
    # Asked by payout alone: by the state too, a database may go through all that are on their way.
    on_its_way = func.sum(case((of.state == EarningState.ON_ITS_WAY, 1), else_=0))
    wanted = (
        select(of.payout_id, of.performer_id, of.currency, func.sum(LEFT), on_its_way)
        .where(among(session, of.payout_id, list(payouts)))
        .group_by(of.payout_id, of.performer_id, of.currency)
    )
    sums: dict[UUID, Money] = {}
    count = 0
    for payout_id, _, currency, amount, earnings in session.execute(wanted):
        if payout_id is None or payout_id in sums:
            raise ValueError(f"a payout is of one performer and currency: {payout_id}")
        sums[payout_id] = Money(int(amount), currency)
        count += int(earnings)
    return sums, count
