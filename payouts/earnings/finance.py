"""What finance asks: what waits and until when, what is due first, who owes us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import cursors, hooks
from foundation.money import Money
from foundation.statements import among
from marketplace.facts.models import Fact
from payouts.earnings.hold_models import HoldReason, PayHold
from payouts.earnings.models import LEFT, Earning, EarningState
from payouts.earnings.reduction_models import Reduction, ReductionState
from payouts.journal.balances import balances_of
from payouts.journal.chart import Kind
from payouts.journal.models import JournalAccount

MOST_SHOWN = 50
OWED = (EarningState.PAYABLE, EarningState.HELD, EarningState.ON_ITS_WAY)
_UTC = ZoneInfo("UTC")


class Owed(NamedTuple):
    earning: Earning
    label: str


class Held(NamedTuple):
    hold: PayHold
    earning: Earning
    label: str


@dataclass(frozen=True, slots=True)
class Owing:
    """A client or a performer, in one currency."""

    owner_id: UUID
    amount: Money


def found(session: Session, words: str) -> Sequence[Owed]:
    """What is owed to people of this name or address; without words to anybody. What is due first
    comes first."""
    conditions: list[Any] = [Earning.state.in_(OWED)]
    if words:
        conditions = [among(session, Earning.performer_id, hooks.people_called(session, words))]
    wanted = (
        select(Earning, Fact.label)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(*conditions)
        .order_by(Earning.pay_by, Earning.id)
        .limit(MOST_SHOWN)
    )
    return [Owed(*row) for row in session.execute(wanted)]


def live_holds(session: Session) -> Sequence[Held]:
    """What ends first first."""
    wanted = (
        select(PayHold, Earning, Fact.label)
        .join(Earning, Earning.id == PayHold.earning_id)
        .join(Fact, Fact.id == Earning.fact_id)
        .where(PayHold.ended_at.is_(None))
        .order_by(PayHold.until_on, PayHold.id)
        .limit(MOST_SHOWN)
    )
    return [Held(*row) for row in session.execute(wanted)]


def open_reductions(session: Session) -> Sequence[Reduction]:
    """Appeals first: somebody waits for those."""
    of = Reduction
    wanted = (
        select(of)
        .where(of.state.in_((ReductionState.PROPOSED, ReductionState.APPEALED)))
        .order_by(of.appealed_at.is_(None), of.answer_by, of.id)
        .limit(MOST_SHOWN)
    )
    return session.scalars(wanted).all()


def receivables(session: Session, kind: Kind) -> list[Owing]:
    """Who owes us, the most first."""
    of = JournalAccount
    ids = session.scalars(select(of.id).where(of.kind == kind.value)).all()
    owing = [
        Owing(each.account.owner, each.posted)
        for each in balances_of(session, ids)
        if each.posted.amount_minor > 0
    ]
    return sorted(owing, key=lambda each: (-each.amount.amount_minor, each.owner_id))


def sums(session: Session) -> list[tuple[EarningState, Money]]:
    """What we owe in all, by where it stands."""
    of = Earning
    wanted = (
        select(of.state, of.currency, func.sum(LEFT))
        .where(of.state.in_(OWED))
        .group_by(of.state, of.currency)
        .order_by(of.currency, of.state)
    )
    return [
        (state, Money(int(sum_), currency)) for state, currency, sum_ in session.execute(wanted)
    ]


@dataclass(frozen=True, slots=True)
class HoldRow:
    """As a program reads it."""

    id: UUID
    placed_at: datetime
    earning_id: UUID
    performer_id: UUID
    reason: HoldReason
    amount_minor: int
    currency: str
    until_on: Any
    placed_by: UUID
    case_id: UUID | None
    ended_at: datetime | None


def holds_page(session: Session, *, after: str | None, limit: int) -> cursors.Page[HoldRow]:
    """All of them, the newest first, those that are over too."""
    of = PayHold
    wanted = select(of.id, of.placed_at)
    page: cursors.Page[Any] = cursors.page_of(
        session, wanted, of.placed_at, of.id, after=after, limit=limit
    )
    rows = (
        select(of, Earning)
        .join(Earning, Earning.id == of.earning_id)
        .where(among(session, of.id, [each.id for each in page.items]))
        .order_by(of.placed_at.desc(), of.id.desc())
    )
    return cursors.Page([hold_row(*row) for row in session.execute(rows)], page.next)


def hold_row(hold: PayHold, earning: Earning) -> HoldRow:
    return HoldRow(
        id=hold.id,
        placed_at=hold.placed_at,
        earning_id=earning.id,
        performer_id=earning.performer_id,
        reason=hold.reason,
        amount_minor=hold.amount_minor,
        currency=earning.currency,
        until_on=hold.until_on,
        placed_by=hold.placed_by,
        case_id=hold.case_id,
        ended_at=hold.ended_at,
    )


def end_of(hold: PayHold) -> datetime:
    """The instant at which it runs out, for lists that are sorted by time."""
    return datetime.combine(hold.until_on, time.max, _UTC)
