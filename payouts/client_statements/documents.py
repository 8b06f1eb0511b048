"""A statement as a document: a table for each currency, and what was paid with which paper."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation import formats, pdf
from foundation.formats import Reader
from foundation.settings import Settings
from payouts.client_statements import saying
from payouts.client_statements.adding_up import Spend, Statement, Total
from payouts.client_statements.movements import What

_TEMPLATE = Path(__file__).with_name("statement.typ")


def document_of(
    found: Statement,
    client: str,
    numbers: Mapping[UUID, str],
    reader: Reader,
    settings: Settings,
) -> bytes:
    """The same bytes for the same figures."""
    template, content = _TEMPLATE.read_bytes(), content_of(found, client, numbers, reader, settings)
    return pdf.made_anyway(template, content, at=found.period.start, noted_in="notes")


def content_of(
    found: Statement,
    client: str,
    numbers: Mapping[UUID, str],
    reader: Reader,
    settings: Settings,
) -> dict[str, Any]:
    first, last = (formats.day(each, reader) for each in (found.period.first, found.period.last))
    return {
        "title": f"Statement for {client}",
        "operator": settings.operator_name,
        "subject": f"What {client} paid in and spent from {first} to {last}",
        "footer": f"{settings.operator_name}, statement from {first} to {last}",
        "summary": f"From {first} to {last}, days by UTC.",
        "sections": [
            *(_section(each, found.spends, numbers, reader) for each in found.totals),
            *([_payments(found, numbers, reader)] if found.payments else []),
        ],
        "notes": [
            saying.STRIPE_FEES_ARE_OURS,
            "What is there is what is set aside for your orders and your balance, less what you"
            " owe. Each figure is the sum of postings in our journal.",
            f"The same as files and by order: {settings.url}/client-statements/{found.client_id}",
        ],
    }


def _section(
    total: Total, spends: Sequence[Spend], numbers: Mapping[UUID, str], reader: Reader
) -> dict[str, Any]:
    def said(minor: int) -> str:
        return formats.money(minor, total.currency, reader)

    own = [each for each in spends if each.currency == total.currency]
    shown = saying.columns(own)
    rows = [[saying.spend_name(each, numbers), *_row(each, shown, said)] for each in own]
    after = [
        f"Set aside for your orders: {said(total.set_aside)}",
        f"Your balance: {said(total.balance)}",
    ]
    if total.owed:
        after.append(f"You owe: {said(total.owed)}")
    if total.going_back:
        after.append(f"Of it on its way back to you: {said(total.going_back)}")
    return {
        "title": f"In {total.currency}",
        "columns": ["For", "There before", *(name for _, name in shown), "There after"],
        "rows": [*rows, ["In all", *_row(total, shown, said)]],
        "after": after,
    }


def _row(of: Spend | Total, shown: Sequence[tuple[What, str]], said: Any) -> list[str]:
    return [said(of.before), *(said(of.moved.get(what, 0)) for what, _ in shown), said(of.after)]


def _payments(found: Statement, numbers: Mapping[UUID, str], reader: Reader) -> dict[str, Any]:
    return {
        "title": "Invoices and receipts",
        "columns": ["For", "Amount", "State", "On", "Invoice", "Your purchase order"],
        "rows": [
            [
                saying.payment_name(each, numbers),
                formats.money(each.amount_minor, each.currency, reader),
                saying.state(each),
                formats.day((each.paid_at or each.asked_at).date(), reader),
                found.invoices.get(each.id, "none"),
                each.purchase_order or "none",
            ]
            for each in found.payments
        ],
        "after": [],
    }
