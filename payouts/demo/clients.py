"""What Northlab paid: into its balance, for an order, by an invoice that is open; and what its bank
took back."""

from uuid import UUID

from sqlalchemy import select

from foundation.database import db
from foundation.money import Money
from foundation.web import settings
from marketplace.budgets import queries as budgets
from marketplace.clients.demo import NORTHLAB
from payouts.demo.paying_in import ada
from payouts.demo.visiting import Visitor
from payouts.funding import actions, asking, reading
from payouts.funding.actions import Wanted
from payouts.funding.models import Funding, Means
from payouts.stripe_gateway import payments
from payouts.stripe_gateway.checkout import Returns
from payouts.stripe_gateway.making import stripe

CURRENCY = "EUR"
_CARD, _CARD_AT_ONCE, _DEBIT = "4242424242424242", "4000000000000077", "000123456789"


def pay(visitor: Visitor) -> None:
    """Nothing where somebody has paid there before."""
    known = db.session().scalar(select(Funding.id).where(Funding.checkout_id.is_not(None)).limit(1))
    db.session.rollback()
    if known is not None:
        return
    first = _paid(visitor, _wanted(600_000), _CARD_AT_ONCE)
    asking.give_back(first, Money(25_000, CURRENCY), actor=ada())
    _way(actions.ask_to_fund(_wanted(120_000, Means.INVOICE, "PO-2026-117"), actor=ada()))
    # The first by a bank debit that takes its days, the others by card: these are posted.
    for number, order in zip((_DEBIT, *[_CARD_AT_ONCE] * 9), _orders(), strict=False):
        _paid(visitor, order, number)
    disputed = _paid(visitor, _wanted(80_000), _CARD)
    visitor.pull("disputes", charge=_charge(disputed), reason="fraudulent")
    reading.read_again(disputed)


def _wanted(minor: int, means: Means = Means.CHECKOUT, purchase_order: str = "") -> Wanted:
    return Wanted(None, Money(minor, CURRENCY), means, purchase_order)


def _orders() -> list[Wanted]:
    """All that is missing for each order that waits for its money."""
    wanting = budgets.missing_money(db.session(), NORTHLAB)
    found = [Wanted(each.budget.order_id, each.missing, Means.CHECKOUT) for each in wanting]
    db.session.rollback()
    return found


def _paid(visitor: Visitor, wanted: Wanted, number: str) -> UUID:
    funding_id = actions.ask_to_fund(wanted, actor=ada())
    visitor.pay(_way(funding_id), number)
    reading.read_again(funding_id)
    return funding_id


def _way(funding_id: UUID) -> str:
    back = f"{settings().url}/funding/{funding_id}/returned"
    return asking.way_to_pay(funding_id, Returns(paid=back, left=back), actor=ada())


def _charge(funding_id: UUID) -> str:
    payment = db.session().get_one(Funding, funding_id).payment_id
    db.session.rollback()
    return payments.retrieve(stripe(), str(payment)).charge
