"""A client's bank takes a payment back, and what becomes of it. Never a performer's loss."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.balance_transactions import read as read_transaction
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import (
    each,
    identifier,
    inside,
    instant,
    instant_or_none,
    money,
    reference,
    text,
)
from payouts.stripe_gateway.sending import Sending, path, without_empty

_OVER = ("won", "lost", "prevented", "warning_closed")


@dataclass(frozen=True, slots=True)
class Dispute:
    id: str
    status: str
    """`needs_response`, `under_review`, `won`, `lost`, …"""
    reason: str
    amount: Money
    charge: str
    payment: str
    movements: tuple[BalanceTransaction, ...]
    """What was taken from our balance and what came back, with fees; none for a mere inquiry."""
    answer_by: datetime | None
    answers: int
    """How often an answer of ours was sent on to the bank."""
    created_at: datetime

    @property
    def over(self) -> bool:
        return self.status in _OVER


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a bank reads."""

    product: str
    """What was sold, and what became of it."""
    happened: str
    """All else that speaks against the dispute."""
    customer: str
    service_date: str
    policy: str
    """What the client agreed to about money that goes back."""
    files: Mapping[str, str]
    """By Stripe's name for what it shows, the file's id there."""


def prepare_answer(dispute: str, evidence: Evidence) -> Sending:
    """Sent on to the bank at once, and for good."""
    said = without_empty(
        {
            "product_description": evidence.product,
            "uncategorized_text": evidence.happened,
            "customer_name": evidence.customer,
            "service_date": evidence.service_date,
            "refund_policy_disclosure": evidence.policy,
            **evidence.files,
        }
    )
    if not said:
        raise ValueError(f"nothing to say about {dispute}")
    return Sending(path("/v1/disputes/{}", dispute), {"evidence": said, "submit": True})


def prepare_accepting(dispute: str) -> Sending:
    """It is lost then, and for good."""
    return Sending(path("/v1/disputes/{}/close", dispute), {})


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Dispute]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, dispute: str) -> Dispute:
    return stripe.get(path("/v1/disputes/{}", dispute), read)


def of_payment(stripe: Stripe, payment: str) -> list[Dispute]:
    return list(stripe.pages("/v1/disputes", read, {"payment_intent": payment}))


def read(said: JsonObject) -> Dispute:
    return Dispute(
        id=identifier(said),
        status=text(said, "status"),
        reason=text(said, "reason"),
        amount=money(said),
        charge=reference(said, "charge"),
        payment=reference(said, "payment_intent"),
        movements=each(said, "balance_transactions", read_transaction),
        answer_by=instant_or_none(inside(said, "evidence_details"), "due_by"),
        answers=int(inside(said, "evidence_details").get("submission_count") or 0),
        created_at=instant(said),
    )
