"""Our own bank's money on its way into our balance at Stripe, so that a run is covered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_sent
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import (
    identifier,
    instant,
    instant_or_none,
    labels,
    money,
    reference,
    text,
)
from payouts.stripe_gateway.sending import Sending, path


class State(StrEnum):
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"
    REVERSED = "reversed"


@dataclass(frozen=True, slots=True)
class Topup:
    id: str
    state: State
    amount: Money
    available_at: datetime | None
    """When it is expected to be there."""
    balance_transaction: str
    failure: str
    metadata: dict[str, str]
    created_at: datetime


def prepare(amount: Money, *, label: str, metadata: dict[str, str]) -> Sending:
    number, currency = as_sent(amount)
    if number <= 0:
        raise ValueError(f"nothing to top up: {amount}")
    parameters = {
        "amount": number,
        "currency": currency,
        "description": label,
        "metadata": metadata,
    }
    return Sending("/v1/topups", parameters)


def prepare_cancelling(topup: str) -> Sending:
    return Sending(path("/v1/topups/{}/cancel", topup), {})


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Topup]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, topup: str) -> Topup:
    return stripe.get(path("/v1/topups/{}", topup), read)


def since(stripe: Stripe, at: datetime) -> list[Topup]:
    asked = {"created": {"gte": int(at.timestamp())}}
    return list(stripe.pages("/v1/topups", read, asked))


def read(said: JsonObject) -> Topup:
    return Topup(
        id=identifier(said),
        state=State(said["status"]),
        amount=money(said),
        available_at=instant_or_none(said, "expected_availability_date"),
        balance_transaction=reference(said, "balance_transaction"),
        failure=text(said, "failure_code"),
        metadata=labels(said),
        created_at=instant(said),
    )
