"""Invoices that Stripe sends and collects: drafted, given their line, made final, sent."""

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
    inside,
    instant_or_none,
    labels,
    money,
    reference,
    text,
)
from payouts.stripe_gateway.sending import Sending, path, without_empty


class Stage(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    PAID = "paid"
    UNCOLLECTIBLE = "uncollectible"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Invoice:
    id: str
    stage: Stage
    number: str
    """Given when it is made final."""
    total: Money
    paid: Money
    remaining: Money
    customer: str
    url: str
    """Stripe's page to pay it on."""
    pdf: str
    due_at: datetime | None
    paid_at: datetime | None
    metadata: dict[str, str]


def prepare(
    customer: str,
    *,
    currency: str,
    days_until_due: int,
    purchase_order: str,
    metadata: dict[str, str],
) -> Sending:
    """An empty draft. Nothing else that may wait for this customer slips in."""
    order = [{"name": "Purchase order", "value": purchase_order}] if purchase_order else []
    parameters = {
        "customer": customer,
        "currency": currency.lower(),
        "collection_method": "send_invoice",
        "days_until_due": days_until_due,
        "auto_advance": False,
        "pending_invoice_items_behavior": "exclude",
        "custom_fields": order,
        "metadata": metadata,
    }
    return Sending("/v1/invoices", without_empty(parameters))


def prepare_line(invoice: str, customer: str, amount: Money, *, label: str) -> Sending:
    number, currency = as_sent(amount)
    parameters = {
        "invoice": invoice,
        "customer": customer,
        "amount": number,
        "currency": currency,
        "description": label,
    }
    return Sending("/v1/invoiceitems", parameters)


def prepare_final(invoice: str) -> Sending:
    """From here on it has a number, and cannot be changed."""
    return Sending(path("/v1/invoices/{}/finalize", invoice), {"auto_advance": False})


def prepare_mailing(invoice: str) -> Sending:
    return Sending(path("/v1/invoices/{}/send", invoice), {})


def prepare_voiding(invoice: str) -> Sending:
    return Sending(path("/v1/invoices/{}/void", invoice), {})


def send(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[Invoice]:
    return stripe.send(sending, key=key, again=again, read=read)


def send_line(stripe: Stripe, sending: Sending, *, key: str, again: bool = False) -> Outcome[str]:
    """Its id; the invoice then says the new total."""
    return stripe.send(sending, key=key, again=again, read=identifier)


def retrieve(stripe: Stripe, invoice: str) -> Invoice:
    return stripe.get(path("/v1/invoices/{}", invoice), read)


def payments_of(stripe: Stripe, invoice: str) -> list[str]:
    """The payment intents that paid it; their charges know the fees."""
    asked = {"invoice": invoice, "status": "paid"}
    found = stripe.pages("/v1/invoice_payments", _payment, asked)
    return [payment for payment in found if payment]


def read(said: JsonObject) -> Invoice:
    return Invoice(
        id=identifier(said),
        stage=Stage(said["status"]),
        number=text(said, "number"),
        total=money(said, "total"),
        paid=money(said, "amount_paid"),
        remaining=money(said, "amount_remaining"),
        customer=reference(said, "customer"),
        url=text(said, "hosted_invoice_url"),
        pdf=text(said, "invoice_pdf"),
        due_at=instant_or_none(said, "due_date"),
        paid_at=instant_or_none(inside(said, "status_transitions"), "paid_at"),
        metadata=labels(said),
    )


def _payment(said: JsonObject) -> str:
    return reference(said["payment"], "payment_intent")
