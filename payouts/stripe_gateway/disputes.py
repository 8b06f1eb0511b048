"""A client's bank takes a payment back, and what becomes of it. Never a performer's loss."""

from dataclasses import dataclass
from datetime import datetime

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.balance_transactions import read as read_transaction
from payouts.stripe_gateway.conversation import Stripe
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
from payouts.stripe_gateway.sending import path

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
    created_at: datetime

    @property
    def over(self) -> bool:
        return self.status in _OVER


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
        created_at=instant(said),
    )
