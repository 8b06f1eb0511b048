"""Stripe's page on which a client pays: by card at once, by bank debit in some days."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from foundation.money import Money
from foundation.tables import JsonObject
from payouts.stripe_gateway.amounts import as_read, as_sent
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import Outcome
from payouts.stripe_gateway.reading import identifier, instant, labels, number, reference, text
from payouts.stripe_gateway.sending import Sending, path, without_empty


class Stage(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"
    """The client is through; only `paid` says that money is there."""
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Checkout:
    id: str
    stage: Stage
    paid: bool
    amount: Money
    url: str
    """Empty once nobody can pay there any more."""
    payment: str
    """The payment intent; empty until the client went on."""
    reference: str
    metadata: dict[str, str]
    expires_at: datetime

    @property
    def used_up(self) -> bool:
        """Nobody can pay there again, whatever becomes of the payment."""
        return self.stage is Stage.COMPLETE


@dataclass(frozen=True, slots=True)
class Returns:
    """Where the client comes back to."""

    paid: str
    left: str


def prepare(
    amount: Money,
    *,
    reference: str,
    label: str,
    customer: str,
    returns: Returns,
    metadata: dict[str, str],
) -> Sending:
    """One line, one amount. `reference` names the order, and groups what happens to the money."""
    number_, currency = as_sent(amount)
    if number_ <= 0:
        raise ValueError(f"nothing to pay: {amount}")
    price = {
        "currency": currency,
        "unit_amount": number_,
        "product_data": {"name": label},
    }
    parameters = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": reference,
        "customer": customer,
        "success_url": returns.paid,
        "cancel_url": returns.left,
        "metadata": metadata,
        "payment_intent_data": {"transfer_group": reference, "metadata": metadata},
    }
    return Sending("/v1/checkout/sessions", without_empty(parameters))


def prepare_expiring(checkout: str) -> Sending:
    return Sending(path("/v1/checkout/sessions/{}/expire", checkout), {})


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Checkout]:
    return stripe.send(sending, key=key, again=again, read=read)


def retrieve(stripe: Stripe, checkout: str) -> Checkout:
    return stripe.get(path("/v1/checkout/sessions/{}", checkout), read)


def read(said: JsonObject) -> Checkout:
    return Checkout(
        id=identifier(said),
        stage=Stage(said["status"]),
        paid=text(said, "payment_status") == "paid",
        amount=as_read(number(said, "amount_total"), said["currency"]),
        url=text(said, "url"),
        payment=reference(said, "payment_intent"),
        reference=text(said, "client_reference_id"),
        metadata=labels(said),
        expires_at=instant(said, "expires_at"),
    )
