"""For finance, on one page: what we owe and to which kind of account, what lies at Stripe, what
clients owe us, and what went wrong on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.money import Money
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, Family, Kind
from payouts.journal.models import MOVED, JournalAccount, Posting
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from payouts.transfers.models import OPEN, Attempt, AttemptState, Step

AT_STRIPE = (Kind.STRIPE_PENDING, Kind.STRIPE_AVAILABLE, Kind.CONNECTED)
RECEIVABLE = (Kind.RECEIVABLE_CLIENT, Kind.RECEIVABLE_PERFORMER)
OWED = tuple(kind for kind, meaning in CHART.items() if meaning.family is Family.LIABILITIES)
_RUNS = 5
_EXCEPTIONS = 50
_STUCK_AFTER = timedelta(hours=24)
_REFUSED_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """By all accounts of one kind and currency together."""

    kind: Kind
    amount: Money

    @property
    def says(self) -> str:
        return CHART[self.kind].says


@dataclass(frozen=True, slots=True)
class Wrong:
    """A try at a payout that did not go as it should."""

    attempt: Attempt
    payout: Payout


@dataclass(frozen=True, slots=True)
class Overview:
    owed: Sequence[Held]
    at_stripe: Sequence[Held]
    receivable: Sequence[Held]
    runs: Sequence[PayRun]
    on_their_way: Sequence[tuple[PayoutState, int, Money]]
    wrong: Sequence[Wrong]


def overview(session: Session) -> Overview:
    held = _held(session)
    return Overview(
        [each for each in held if each.kind in OWED],
        [each for each in held if each.kind in AT_STRIPE],
        [each for each in held if each.kind in RECEIVABLE],
        _runs(session),
        _on_their_way(session),
        wrong(session),
    )


def _held(session: Session) -> list[Held]:
    """As posted, by two sums over all postings; what is nothing is left out. What the tax office
    has is owed to nobody any more."""
    sums: dict[tuple[str, str], int] = {}
    for column, sign in ((Posting.debit_id, 1), (Posting.credit_id, -1)):
        for kind, currency, amount in session.execute(_side(column)):
            by_debit = CHART[Kind(kind)].family in GROWS_BY_DEBIT
            change = int(amount) * (sign if by_debit else -sign)
            shown = Kind.TAX_WITHHELD.value if kind == Kind.TAX_PASSED_ON else kind
            sums[shown, currency] = sums.get((shown, currency), 0) + change
    order = list(Kind)
    found = [
        Held(Kind(kind), Money(amount, currency))
        for (kind, currency), amount in sums.items()
        if amount
    ]
    return sorted(found, key=lambda each: (order.index(each.kind), each.amount.currency))


def _side(column: Any) -> Select[str, str, int]:
    of = JournalAccount
    return (
        select(of.kind, of.currency, func.sum(Posting.amount_minor))
        .join(Posting, column == of.id)
        .where(Posting.phase.in_(MOVED))
        .group_by(of.kind, of.currency)
    )


def _runs(session: Session) -> Sequence[PayRun]:
    """What is not decided, and the newest."""
    of = PayRun
    undecided = of.state.in_((RunState.PLANNING, RunState.PLANNED))
    wanted = select(of).order_by(undecided.desc(), of.planned_at.desc())
    return session.scalars(wanted.limit(_RUNS)).all()


def _on_their_way(session: Session) -> list[tuple[PayoutState, int, Money]]:
    of = Payout
    under_way = (
        PayoutState.PLANNED,
        PayoutState.APPROVED,
        PayoutState.SENDING,
        PayoutState.SENT,
        PayoutState.RETURNED,
    )
    rows = session.execute(
        select(of.state, of.currency, func.count(), func.sum(of.amount_minor))
        .where(of.state.in_(under_way))
        .group_by(of.state, of.currency)
        .order_by(of.currency)
    ).all()
    found = [
        (state, count, Money(int(amount), currency)) for state, currency, count, amount in rows
    ]
    return sorted(found, key=lambda each: under_way.index(each[0]))


def wrong(session: Session) -> Sequence[Wrong]:
    """Of which nobody knows whether it was done, what takes too long, and what Stripe refused
    lately. The newest first."""
    of = Attempt
    rows = session.execute(
        select(of, Payout)
        .join(Payout, Payout.id == of.payout_id)
        .where(or_(_unknown(), _stuck(), _refused()))
        .order_by(of.made_at.desc(), of.id)
        .limit(_EXCEPTIONS)
    )
    return [Wrong(attempt, payout) for attempt, payout in rows]


def _unknown() -> ColumnElement[bool]:
    lease_is_over = (Attempt.state == AttemptState.SENDING) & (Attempt.wait_until < now())
    return (Attempt.state == AttemptState.UNKNOWN) | lease_is_over


def _stuck() -> ColumnElement[bool]:
    return Attempt.state.in_(OPEN) & (Attempt.made_at < now() - _STUCK_AFTER)


def _refused() -> ColumnElement[bool]:
    refused = Attempt.state == AttemptState.REFUSED
    return refused & (Attempt.answered_at > now() - _REFUSED_FOR)


STEPS = {
    Step.TRANSFER: "To their Stripe account",
    Step.BANK: "From there to their bank",
    Step.REVERSAL: "Back to us, because their bank did not take it",
}


def said(attempt: Attempt) -> tuple[str, str]:
    """As a badge says it."""
    if attempt.state is AttemptState.REFUSED:
        return "Refused", "stop"
    if attempt.state is AttemptState.READY:
        return "Waits for more than a day", "warn"
    return "Nobody knows yet", "warn"
