"""A receipt for a payment that has arrived, as PDF: the same bytes whenever it is asked for."""

from pathlib import Path

from sqlalchemy.orm import Session

from foundation import hooks, pdf
from foundation.formats import day, money
from payouts.funding.errors import NotThereYet
from payouts.funding.models import Funding, GivingBackState, Means
from payouts.funding.news import name_of
from payouts.funding.queries import given_back

_TEMPLATE = Path(__file__).with_name("receipt.typ")
_HOW = {
    Means.CHECKOUT: "Paid on Stripe's page",
    Means.INVOICE: "Paid by invoice",
    Means.BALANCE: "Taken from the balance",
}


def receipt_of(session: Session, funding: Funding) -> bytes:
    if funding.paid_at is None:
        raise NotThereYet
    client = hooks.names(session, [funding.client_id]).get(funding.client_id, "A client")
    rows = [[_what(session, funding), money(funding.amount_minor, funding.currency)]]
    rows += [
        [f"Given back on {day(each.asked_at.date())}", money(-each.amount_minor, funding.currency)]
        for each in reversed(given_back(session, funding.id))
        if each.state is GivingBackState.SENT
    ]
    content = {
        "title": f"Receipt {funding.id.hex[:12].upper()}",
        "intro": [
            f"For {client}",
            f"Received on {day(funding.paid_at.date())}",
            *_numbers(funding),
        ],
        "rows": rows,
        "outro": [
            "This money is set aside for performers and the platform's fee. What is promised to"
            " nobody is given back when you ask."
        ],
    }
    template = _TEMPLATE.read_bytes()
    return pdf.made_anyway(template, content, at=funding.paid_at, noted_in="outro")


def _what(session: Session, funding: Funding) -> str:
    return f"{_HOW[funding.means]}, for {name_of(session, funding)}"


def _numbers(funding: Funding) -> list[str]:
    found = []
    if funding.invoice_number:
        found.append(f"Invoice {funding.invoice_number}")
    if funding.purchase_order:
        found.append(f"Your purchase order {funding.purchase_order}")
    return found
