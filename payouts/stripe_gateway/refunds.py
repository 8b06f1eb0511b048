"""Money given back to a client. It never takes a transfer back: that is decided apart."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_sent
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, instant, labels, money, reference, text
from payouts.stripe_gateway.sending import Sending, path


class State(StrEnum):
    PENDING = "pending"
    REQUIRES_ACTION = "requires_action"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    """The money came back to us; the client has to be paid another way."""
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Refund:
    id: str
    state: State
    amount: Money
    payment: str
    charge: str
    failure: str
    balance_transaction: str
    failure_balance_transaction: str
    metadata: dict[str, str]
    created_at: datetime


def prepare(payment: str, amount: Money, *, metadata: dict[str, str]) -> Sending:
    """Always says how much: without an amount Stripe gives back all that is left."""
    number, _currency = as_sent(amount)
    if number <= 0:
        raise ValueError(f"nothing to give back: {amount}")
    parameters = {
        "payment_intent": payment,
        "amount": number,
        "reason": "requested_by_customer",
        "metadata": metadata,
    }
    return Sending("/v1/refunds", parameters)


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Refund]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, refund: str) -> Refund:
    return stripe.get(path("/v1/refunds/{}", refund), read)


def of_payment(stripe: Stripe, payment: str) -> list[Refund]:
    """How an unknown outcome is resolved."""
    return list(stripe.pages("/v1/refunds", read, {"payment_intent": payment}))


def read(said: JsonObject) -> Refund:
    return Refund(
        id=identifier(said),
        state=State(said["status"]),
        amount=money(said),
        payment=reference(said, "payment_intent"),
        charge=reference(said, "charge"),
        failure=text(said, "failure_reason"),
        balance_transaction=reference(said, "balance_transaction"),
        failure_balance_transaction=reference(said, "failure_balance_transaction"),
        metadata=labels(said),
        created_at=instant(said),
    )
