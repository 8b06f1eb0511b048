"""What a client paid: the intent, and the charge that moved the money and knows its fee."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.reading import (
    identifier,
    inside,
    instant,
    labels,
    money,
    reference,
    text,
)
from payouts.stripe_gateway.sending import path


class Stage(StrEnum):
    WANTING = "wanting"
    """Something is still to be done by the client."""
    PROCESSING = "processing"
    """A bank debit on its way: it may still fail."""
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class Payment:
    id: str
    stage: Stage
    amount: Money
    received: Money
    charge: str
    group: str
    failure: str
    """Why the last try failed, as a code; empty where none did."""
    failure_sentence: str
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class Charge:
    id: str
    payment: str
    amount: Money
    refunded: Money
    paid: bool
    disputed: bool
    balance_transaction: str
    """Says the fee; empty until Stripe knows it."""
    receipt_url: str
    created_at: datetime


def retrieve(stripe: Stripe, payment: str) -> Payment:
    return stripe.get(path("/v1/payment_intents/{}", payment), read)


def charge(stripe: Stripe, charge: str) -> Charge:
    return stripe.get(path("/v1/charges/{}", charge), read_charge)


def read(said: JsonObject) -> Payment:
    failed = inside(said, "last_payment_error")
    return Payment(
        id=identifier(said),
        stage=_stage(text(said, "status")),
        amount=money(said),
        received=money(said, "amount_received"),
        charge=reference(said, "latest_charge"),
        group=text(said, "transfer_group"),
        failure=text(failed, "decline_code") or text(failed, "code"),
        failure_sentence=text(failed, "message"),
        metadata=labels(said),
    )


def read_charge(said: JsonObject) -> Charge:
    return Charge(
        id=identifier(said),
        payment=reference(said, "payment_intent"),
        amount=money(said),
        refunded=money(said, "amount_refunded"),
        paid=said["paid"] is True,
        disputed=said["disputed"] is True,
        balance_transaction=reference(said, "balance_transaction"),
        receipt_url=text(said, "receipt_url"),
        created_at=instant(said),
    )


def _stage(status: str) -> Stage:
    if status.startswith("requires_"):
        return Stage.WANTING
    return Stage(status)
