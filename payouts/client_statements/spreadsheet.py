"""A statement as a file that spreadsheets open: a row for each order and thing that happened."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from foundation.money import decimals_of
from foundation.spreadsheets import written
from payouts.client_statements import saying
from payouts.client_statements.adding_up import Statement
from payouts.client_statements.standing import Standing
from payouts.funding.models import Funding

COLUMNS = (
    *("part", "first", "last", "order_id", "order", "what", "currency", "amount", "amount_minor"),
    *("on", "invoice", "purchase_order", "payment_id"),
)
_NO_PAYMENT = ("", "", "", "")
_NOW = ("committed", "funded", "spent", "left", "free", "missing")


def lines(found: Statement, now: Sequence[Standing], numbers: Mapping[UUID, str]) -> Iterator[str]:
    yield written([COLUMNS])
    yield written(_rows(found, now, numbers))


def _rows(
    found: Statement, now: Sequence[Standing], numbers: Mapping[UUID, str]
) -> Iterator[Sequence[str]]:
    days = (found.period.first.isoformat(), found.period.last.isoformat())
    for each in found.spends:
        of = ("spend", *days, str(each.order_id or ""), saying.spend_name(each, numbers))
        parts = [
            ("before", each.before),
            *((what.value, each.moved.get(what, 0)) for what, _ in saying.COLUMNS),
            ("after", each.after),
        ]
        for what, minor in parts:
            yield (*of, what, *_money(minor, each.currency), *_NO_PAYMENT)
    for total in found.totals:
        for what in ("before", "after", "set_aside", "balance", "owed", "going_back"):
            minor = getattr(total, what)
            yield ("total", *days, "", "", what, *_money(minor, total.currency), *_NO_PAYMENT)
    for payment in found.payments:
        yield _payment(found, payment, days, numbers)
    for standing in now:
        of = ("now", "", "", *_order(standing.order_id, numbers))
        for what in _NOW:
            minor = getattr(standing, what)
            yield (*of, what, *_money(minor, standing.currency), *_NO_PAYMENT)


def _payment(
    found: Statement, payment: Funding, days: tuple[str, str], numbers: Mapping[UUID, str]
) -> Sequence[str]:
    on = payment.paid_at or payment.asked_at
    return (
        *("payment", *days, str(payment.order_id or ""), saying.payment_name(payment, numbers)),
        saying.state(payment),
        *_money(payment.amount_minor, payment.currency),
        *(
            on.date().isoformat(),
            found.invoices.get(payment.id, ""),
            payment.purchase_order,
            str(payment.id),
        ),
    )


def _order(order_id: UUID | None, numbers: Mapping[UUID, str]) -> tuple[str, str]:
    return str(order_id or ""), saying.order_name(order_id, numbers)


def _money(minor: int, currency: str) -> tuple[str, str, str]:
    """With a point and nothing else, so that a spreadsheet adds it up."""
    decimals = decimals_of(currency)
    return currency, f"{Decimal(minor).scaleb(-decimals):.{decimals}f}", str(minor)
