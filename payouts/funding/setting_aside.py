"""A step: what a client has in its balance, set aside for an order or taken for what it owes."""

from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.funding import debts, steps
from payouts.funding.accounts import balance_of, target_of
from payouts.funding.covering import left_after, refuse_uncovered
from payouts.funding.errors import BalanceTooSmall, ChangedSince
from payouts.funding.models import Funding, FundingState
from payouts.journal.balances import balance
from payouts.journal.chart import Purpose
from payouts.journal.errors import NotSoMuch
from payouts.journal.owing import left
from payouts.journal.posting import Line, post


def from_balance(session: Session, funding: Funding, *, seen_minor: int | None = None) -> None:
    """At once: the money is here already."""
    source = balance_of(funding.client_id, funding.currency)
    there = left(session, {source}).get(source, 0)
    if seen_minor is not None and seen_minor != there:
        raise ChangedSince
    line = Line(source, target_of(funding), funding.amount, Purpose.SET_ASIDE, funding.id)
    if funding.amount_minor <= there and not funding.settles:
        leaves = left_after(session, funding.client_id, funding.amount)
        refuse_uncovered(session, funding.client_id, leaves)
    try:
        post(session, f"from-balance:{funding.id}", [line])
    except NotSoMuch:
        raise BalanceTooSmall(balance(session, source).posted) from None
    funding.state, funding.paid_at, funding.is_available = FundingState.PAID, now(), True
    steps.confirm(session, funding, funding.amount, f"balance {funding.id}")
    if funding.settles:
        debts.settled(session, funding)
