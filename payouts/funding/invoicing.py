"""Our own invoice for a payment by invoice, beside the page at Stripe on which it is paid. Its
number is given in the transaction that keeps it: none is left out, and none is given twice."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, pdf
from foundation.clock import now
from foundation.errors import NotFound
from foundation.formats import day, money
from foundation.numbering import next_number
from foundation.settings import Settings
from payouts.funding.invoice_models import InvoiceCounter, IssuedInvoice
from payouts.funding.models import Funding, FundingState
from payouts.funding.news import name_of

DAYS_UNTIL_DUE = 14
_TEMPLATE = Path(__file__).with_name("invoice.typ")
_TAX = (
    "No tax was computed for this invoice, and none is in the amount. If VAT, GST or sales tax is"
    " due where you are, it comes on top by your own rules: ask your tax adviser."
)


class NoInvoice(NotFound):
    message = "There is no invoice of ours for this payment."


def issue(session: Session, funding: Funding, settings: Settings) -> None:
    """A step, under the funding's lock: once for each payment by invoice."""
    if session.get(IssuedInvoice, funding.id) is not None:
        return
    client = hooks.names(session, [funding.client_id]).get(funding.client_id, "A client")
    row = IssuedInvoice(
        funding_id=funding.id,
        number=next_number(session, InvoiceCounter, "INV"),
        due_on=(now() + timedelta(days=DAYS_UNTIL_DUE)).astimezone(UTC).date(),
        said={
            "seller": settings.operator_name,
            "address": settings.operator_address or settings.url,
            "tax_number": settings.operator_tax_number,
            "buyer": client,
            "what": name_of(session, funding),
            "purchase_order": funding.purchase_order,
        },
    )
    session.add(row)
    session.flush()


def issued(session: Session, funding_id: UUID) -> IssuedInvoice | None:
    return session.get(IssuedInvoice, funding_id)


def invoice_of(session: Session, funding: Funding) -> bytes:
    row = issued(session, funding.id)
    if row is None:
        raise NoInvoice
    template, content = _TEMPLATE.read_bytes(), content_of(row, dict(row.said), funding)
    return pdf.made_anyway(template, content, at=row.issued_at, noted_in="outro")


def content_of(row: IssuedInvoice, said: dict[str, Any], funding: Funding) -> dict[str, Any]:
    amount = money(funding.amount_minor, funding.currency)
    tax_number = said["tax_number"] or "none is stated"
    return {
        "title": f"Invoice {row.number}",
        "seller": [said["seller"], said["address"], f"Tax number: {tax_number}"],
        "buyer": [said["buyer"]],
        "facts": [
            ["Invoice", row.number],
            ["Issued on", day(row.issued_at.astimezone(UTC).date())],
            ["Due on", day(row.due_on)],
            ["Your purchase order", said["purchase_order"] or "none given"],
            ["Number at Stripe", funding.invoice_number or "not known yet"],
        ],
        "rows": [
            [f"Advance for {said['what']}: performers' pay and the platform's fee", amount],
            ["Tax", "not computed"],
        ],
        "total": ["To be paid", amount],
        "outro": [_TAX, _state(funding)],
    }


def _state(funding: Funding) -> str:
    if funding.paid_at is not None:
        return f"Paid on {day(funding.paid_at.astimezone(UTC).date())}. The receipt says so too."
    if funding.state is FundingState.FAILED:
        return "Void: it was not paid, and is not to be paid any more."
    return "It is paid on Stripe's page, to which the page of this payment leads."
