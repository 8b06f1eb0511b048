"""Money from a performer's balance at Stripe to their bank, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_sent, payable
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, instant, labels, money, reference, text
from payouts.stripe_gateway.sending import Sending, path, without_empty


class State(StrEnum):
    """`PAID` is provisional: a bank can still send it back, and then it is `FAILED`."""

    PENDING = "pending"
    IN_TRANSIT = "in_transit"
    PAID = "paid"
    FAILED = "failed"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class BankPayout:
    id: str
    amount: Money
    state: State
    arrives_at: datetime
    """When it is expected at the bank."""
    destination: str
    """The bank account or card it goes to, by its id at Stripe."""
    failure: str
    """A code such as `account_closed`; empty unless it failed."""
    failure_sentence: str
    balance_transaction: str
    failure_balance_transaction: str
    """The money that came back."""
    reversed_by: str
    reconciled: bool
    """Stripe knows which transactions it is made of."""
    metadata: dict[str, str]
    created_at: datetime


def prepare(
    amount: Money,
    *,
    account: str,
    metadata: dict[str, str],
    instant_payout: bool = False,
    destination: str = "",
) -> Sending:
    """From the balance of this connected account. `destination`: not the default one."""
    _whole, left = payable(amount)
    number, currency = as_sent(amount)
    if number <= 0 or left.amount_minor:
        raise ValueError(f"no payout can carry exactly {amount}")
    parameters = {
        "amount": number,
        "currency": currency,
        "method": "instant" if instant_payout else "standard",
        "destination": destination,
        "metadata": metadata,
    }
    return Sending("/v1/payouts", without_empty(parameters), account)


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[BankPayout]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, payout: str, *, account: str) -> BankPayout:
    return stripe.get(path("/v1/payouts/{}", payout), read, account=account)


def since(stripe: Stripe, at: datetime, *, account: str) -> list[BankPayout]:
    """All of an account made at that time or later: how an unknown outcome is resolved."""
    asked = {"created": {"gte": int(at.timestamp())}}
    return list(stripe.pages("/v1/payouts", read, asked, account=account))


def read(said: JsonObject) -> BankPayout:
    return BankPayout(
        id=identifier(said),
        amount=money(said),
        state=State(text(said, "status")),
        arrives_at=instant(said, "arrival_date"),
        destination=reference(said, "destination"),
        failure=text(said, "failure_code"),
        failure_sentence=text(said, "failure_message"),
        balance_transaction=reference(said, "balance_transaction"),
        failure_balance_transaction=reference(said, "failure_balance_transaction"),
        reversed_by=reference(said, "reversed_by"),
        reconciled=text(said, "reconciliation_status") == "completed",
        metadata=labels(said),
        created_at=instant(said),
    )
