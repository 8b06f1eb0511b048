"""What the next pay run may pay: not held, in no payout, and earned before a cut-off."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.earnings.models import Earning, EarningState

_AT_ONCE = 5_000
LEFT = Earning.amount_minor - Earning.taken_minor


@dataclass(frozen=True, slots=True)
class Payable:
    """Of one performer in one currency."""

    performer_id: UUID
    amount: Money
    earnings: int
    pay_by: date
    """Of what is due first."""


@dataclass(frozen=True, slots=True)
class PayableLine:
    earning_id: UUID
    fact_id: UUID
    performer_id: UUID
    amount: Money
    pay_by: date


def payable(session: Session, *, before: datetime | None = None) -> Iterator[Payable]:
    """Everybody who has something, by one query; `before` is the cut-off."""
    of = Earning
    wanted = (
        select(of.performer_id, of.currency, func.sum(LEFT), func.count(), func.min(of.pay_by))
        .where(*_is_payable(before))
        .group_by(of.performer_id, of.currency)
        .order_by(of.performer_id, of.currency)
        .execution_options(yield_per=_AT_ONCE)
    )
    for performer_id, currency, amount, count, pay_by in session.execute(wanted):
        yield Payable(performer_id, Money(int(amount), currency), count, pay_by)


def payable_lines(
    session: Session,
    *,
    before: datetime | None = None,
    performers: Collection[UUID] | None = None,
    due_until: date | None = None,
) -> Iterator[PayableLine]:
    """The earnings behind it, each performer's together, what is due first first. `due_until`
    leaves out what may wait longer than that day."""
    of = Earning
    conditions = _is_payable(before)
    if performers is not None:
        conditions.append(among(session, of.performer_id, list(performers)))
    if due_until is not None:
        conditions.append(of.pay_by <= due_until)
    wanted: Any = (
        select(of.id, of.fact_id, of.performer_id, of.currency, LEFT.label("left"), of.pay_by)
        .where(*conditions)
        .order_by(of.performer_id, of.currency, of.pay_by, of.id)
        .execution_options(yield_per=_AT_ONCE)
    )
    for row in session.execute(wanted):
        money = Money(int(row.left), row.currency)
        yield PayableLine(row.id, row.fact_id, row.performer_id, money, row.pay_by)


def states_of(session: Session, earning_ids: Collection[UUID]) -> dict[UUID, EarningState]:
    wanted = select(Earning.id, Earning.state).where(among(session, Earning.id, list(earning_ids)))
    return {id_: state for id_, state in session.execute(wanted)}


def _is_payable(before: datetime | None) -> list[ColumnElement[bool]]:
    conditions = [Earning.state == EarningState.PAYABLE]
    return conditions if before is None else [*conditions, Earning.earned_at < before]
