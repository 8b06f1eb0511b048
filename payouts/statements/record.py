"""How punctual we are, counted over everybody: earnings of the year before a day."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Date, Select, func, select
from sqlalchemy.orm import Session

from payouts.earnings.models import Earning, EarningState, Settlement
from payouts.earnings.with_banks import is_with_a_bank
from payouts.statements.models import PayRecord

FEWEST = 20
"""Payouts. Of fewer, a rate says nothing, and might tell what one person was paid."""
WINDOW = timedelta(days=365)


def counted(session: Session, today: date) -> PayRecord:
    """On time is what a bank had on its last day or before, in UTC. Late is what a bank had later,
    and what no bank has though its day is over: what is held, too."""
    start = datetime.combine(today - WINDOW, time(), UTC)
    on_time, late = 0, 0
    days: Counter[int] = Counter()
    for paid_on, worked_on, pay_by, earnings in session.execute(_paid(session, start)):
        # SQLite gives the day back as text.
        day = date.fromisoformat(str(paid_on))
        on_time += earnings if day <= pay_by else 0
        late += earnings if day > pay_by else 0
        days[(day - worked_on).days] += earnings
    return PayRecord(
        counted_on=today,
        payouts=_payouts(session, start),
        on_time=on_time,
        late=late + _overdue(session, today),
        median_days=_median(days),
    )


def newest(session: Session) -> PayRecord | None:
    """None where too few were paid to tell."""
    of = PayRecord
    found = session.scalar(select(of).order_by(of.counted_on.desc()).limit(1))
    return found if found is not None and found.payouts >= FEWEST else None


def _paid(session: Session, start: datetime) -> Select[Any]:
    day = _day(session)
    return (
        select(day, Earning.worked_on, Earning.pay_by, func.count())
        .join(Earning, Earning.id == Settlement.earning_id)
        .where(Settlement.at >= start, is_with_a_bank())
        .group_by(day, Earning.worked_on, Earning.pay_by)
    )


def _day(session: Session) -> Any:
    if session.get_bind().dialect.name == "sqlite":
        return func.date(Settlement.at)
    return func.timezone("UTC", Settlement.at).cast(Date)


def _payouts(session: Session, start: datetime) -> int:
    payouts = func.count(Settlement.payout_id.distinct())
    return session.scalar(select(payouts).where(Settlement.at >= start, is_with_a_bank())) or 0


def _overdue(session: Session, today: date) -> int:
    of = Earning
    open_ = (EarningState.PAYABLE, EarningState.HELD, EarningState.ON_ITS_WAY)
    wanted = select(func.count()).where(
        of.state.in_(open_), of.pay_by < today, of.pay_by >= today - WINDOW
    )
    return session.scalar(wanted) or 0


def _median(days: Counter[int]) -> int:
    """The lower one of two."""
    half, seen = (days.total() + 1) // 2, 0
    for each in sorted(days):
        seen += days[each]
        if seen >= half:
            return each
    return 0
