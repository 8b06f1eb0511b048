"""What Stripe says: all of one place, or nothing of it. Outside any transaction."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from flask.globals import app_ctx

from foundation.clock import now
from foundation.errors import DomainError
from foundation.money import Money
from payouts.reconciliation.errors import BooksMoved
from payouts.stripe_gateway import balance_transactions, balances, bank_payouts, transfers
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.balances import Balance
from payouts.stripe_gateway.bank_payouts import BankPayout
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.transfers import Transfer

SIDE_BY_SIDE = 8
_SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OurPlace:
    """Our own balance at Stripe, and what moved it."""

    available: Mapping[str, int]
    total: Mapping[str, int]
    movements: Sequence[BalanceTransaction]
    transfers: Sequence[Transfer]


@dataclass(frozen=True, slots=True)
class TheirPlace:
    """One performer's accounts there, together."""

    total: Mapping[str, int]
    bank_payouts: Sequence[BankPayout]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose accounts to look into, and from when on."""

    performer_id: UUID
    accounts: Collection[str]
    since: datetime


def ours(stripe: Stripe, since: datetime) -> OurPlace:
    """The balance before and after: where it is the same, what moved it is all there."""
    before = balances.ours(stripe)
    moved = balance_transactions.between(stripe, since, now() + timedelta(days=1))
    sent = transfers.since(stripe, since - _SLACK)
    balance = balances.ours(stripe)
    if balance != before:
        raise BooksMoved
    return OurPlace(_sums(balance.available), _total(balance), moved, sent)


def theirs(stripe: Stripe, wanted: Sequence[Wanted]) -> dict[UUID, TheirPlace | str]:
    """Side by side. A sentence in the place of what could not be read."""
    app = app_ctx.app

    def one(each: Wanted) -> TheirPlace | str:
        with app.app_context():
            try:
                return _one(stripe, each)
            except DomainError as why:
                return str(why)

    with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="reconciliation") as pool:
        found = list(pool.map(one, wanted))
    return {each.performer_id: place for each, place in zip(wanted, found, strict=True)}


def _one(stripe: Stripe, wanted: Wanted) -> TheirPlace:
    sent: list[BankPayout] = []
    total: Counter[str] = Counter()
    for account in sorted(wanted.accounts):
        sent += bank_payouts.since(stripe, wanted.since - _SLACK, account=account)
        total.update(_total(balances.of_account(stripe, account)))
    return TheirPlace(total, sent)


def _total(balance: Balance) -> Counter[str]:
    return _sums((*balance.available, *balance.pending))


def _sums(amounts: Collection[Money]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in amounts:
        found[each.currency] += each.amount_minor
    return found
