"""An order of Northlab's, ways to pay for it, and what the books say."""

from uuid import UUID

from sqlalchemy import select

from foundation.database import db, transaction
from foundation.money import Money
from marketplace.budgets import steps as budgets
from payouts.funding import actions, asking
from payouts.funding.actions import Wanted
from payouts.funding.models import Funding, Means
from payouts.journal.balances import balance
from payouts.journal.chart import PLATFORM, Account, Kind
from payouts.stripe_gateway.checkout import Returns
from tests.cast import NORTHLAB, Person
from tests.payouts.sandbox.standing_in import Visitor

ORDER = UUID(int=77)
BACK = Returns("http://127.0.0.1/back", "http://127.0.0.1/back")
GOOD, AT_ONCE, DISPUTED = "4242424242424242", "4000000000000077", "4000000000000259"
REFUND_FAILS = "4000000000005126"
DEBIT, BAD_DEBIT = "000123456789", "000222222227"


def usd(minor: int) -> Money:
    return Money(minor, "USD")


def an_order() -> None:
    with transaction() as session:
        budgets.open_budget(session, ORDER, NORTHLAB, "USD")


def asked(person: Person, minor: int = 10_000, *, order=ORDER, means=Means.CHECKOUT, **more):
    return actions.ask_to_fund(Wanted(order, usd(minor), means, **more), actor=person.actor)


def way(funding_id: UUID, person: Person) -> str:
    return asking.way_to_pay(funding_id, BACK, actor=person.actor)


def paid(visitor: Visitor, person: Person, number: str = GOOD, minor: int = 10_000, **more):
    funding_id = asked(person, minor, **more)
    visitor.page(way(funding_id, person), number=number, email="client@example.org")
    return funding_id


def funding(funding_id: UUID) -> Funding:
    db.session().rollback()
    return db.session().get_one(Funding, funding_id)


def newest() -> Funding:
    db.session().rollback()
    return db.session().scalars(select(Funding).order_by(Funding.asked_at.desc())).first()


def confirmed() -> int:
    db.session().rollback()
    return budgets.budget_of(db.session(), ORDER).confirmed_minor


def promise(minor: int) -> None:
    with transaction() as session:
        budgets.commit(session, ORDER, usd(minor), kind="offer", cause_id=UUID(int=1))


def held(kind: Kind, owner: UUID = PLATFORM) -> int:
    db.session().rollback()
    return balance(db.session(), Account(kind, owner, "USD")).posted.amount_minor


def books_fit(visitor: Visitor) -> bool:
    """What our books say lies at Stripe, and what Stripe says."""
    return (held(Kind.STRIPE_AVAILABLE), held(Kind.STRIPE_PENDING)) == (
        visitor.available(),
        visitor.pending(),
    )
