"""Every movement of a balance at Stripe, with its fee: what our books are compared with."""

from dataclasses import dataclass
from datetime import datetime

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.reading import identifier, instant, money, reference, text
from payouts.stripe_gateway.sending import path


@dataclass(frozen=True, slots=True)
class BalanceTransaction:
    """`net` is `amount` without `fee`, and what the balance grew by; below zero it shrank."""

    id: str
    kind: str
    """`charge`, `payment`, `transfer`, `payout`, `payout_failure`, `stripe_fee`, …"""
    category: str
    """Stripe's coarser word, `reporting_category`."""
    source: str
    """The charge, transfer, payout, … that it is about; empty where there is none."""
    amount: Money
    fee: Money
    net: Money
    pending: bool
    available_at: datetime
    created_at: datetime


def retrieve(stripe: Stripe, transaction: str, *, account: str = "") -> BalanceTransaction:
    return stripe.get(path("/v1/balance_transactions/{}", transaction), read, account=account)


def of_source(stripe: Stripe, source: str, *, account: str = "") -> list[BalanceTransaction]:
    return list(stripe.pages("/v1/balance_transactions", read, {"source": source}, account=account))


def between(
    stripe: Stripe, start: datetime, end: datetime, *, account: str = ""
) -> list[BalanceTransaction]:
    """From `start` until before `end`."""
    asked = {"created": {"gte": int(start.timestamp()), "lt": int(end.timestamp())}}
    return list(stripe.pages("/v1/balance_transactions", read, asked, account=account))


def read(said: JsonObject) -> BalanceTransaction:
    return BalanceTransaction(
        id=identifier(said),
        kind=text(said, "type"),
        category=text(said, "reporting_category"),
        source=reference(said, "source"),
        amount=money(said),
        fee=money(said, "fee"),
        net=money(said, "net"),
        pending=text(said, "status") == "pending",
        available_at=instant(said, "available_on"),
        created_at=instant(said),
    )
