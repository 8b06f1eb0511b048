"""The demo's money tells one story: budgets, statements and Stripe's books agree to the cent."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from foundation import clock, demo
from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from foundation.web import settings
from marketplace.accounts import demo as accounts_demo
from marketplace.budgets import demo_money, steps
from marketplace.budgets.models import Budget
from marketplace.clients import demo as clients_demo
from marketplace.clients.demo import NORTHLAB
from payouts.client_statements.adding_up import made
from payouts.client_statements.periods import Period
from payouts.client_statements.standing import standings
from payouts.demo import clients, paying_in
from payouts.demo.visiting import Visitor
from payouts.funding import asking
from payouts.funding.models import Funding, GivingBack, GivingBackState, Means
from payouts.journal.beancount import write_beancount
from payouts.journal.chart import PLATFORM, Kind
from payouts.reconciliation import turns
from payouts.reconciliation.reconciling import reconcile
from payouts.stripe_gateway.making import stripe
from tests.payouts.earnings.earned import holds
from tests.payouts.journal.test_beancount import checked
from tests.payouts.pay_runs.earned import all_of
from tests.payouts.reconciliation.reconciled import named
from tests.payouts.standing_in_for_stripe import at_stripe  # noqa: F401 - a fixture

ALWAYS = Period(date(2020, 1, 1), date(2040, 12, 31))
ORDERS = {"first": 30_000, "second": 7_000_000, "third": 45_000}
"""What they cost: the second more than one filling of the balance."""


def eur(minor):
    return Money(minor, "EUR")


@pytest.fixture
def brought(app):
    """Northlab's orders by their names, each paid for."""
    accounts_demo.make(demo.USUAL)
    clients_demo.make(demo.USUAL)
    found = {}
    for name, minor in ORDERS.items():
        order_id = found[name] = new_id()
        with transaction() as session:
            steps.open_budget(session, order_id, NORTHLAB, "EUR")
            demo_money.bring(session, order_id, eur(minor))
    return found


def agree():
    """Each budget and the books, order by order, and in all what was paid in."""
    db.session.rollback()
    session = db.session()
    of = {each.order_id: each for each in standings(session, NORTHLAB).orders}
    budgets = session.scalars(select(Budget).where(Budget.client_id == NORTHLAB)).all()
    [total] = made(session, NORTHLAB, ALWAYS).totals
    paid = [each.confirmed_minor for each in budgets if each.confirmed_minor]
    in_books = [
        of[each.order_id].funded if each.order_id in of else 0
        for each in budgets
        if each.confirmed_minor
    ]
    return bool(paid) and paid == in_books and not total.owed


def differences():
    clock.move(timedelta(minutes=20))
    assert reconcile(stripe(), turns.ask_for(actor=SYSTEM))
    return named()


def test_orders_are_paid_out_of_a_balance_that_was_filled(brought):
    assert agree()
    means = [each.means for each in all_of(Funding)]
    assert (means.count(Means.CHECKOUT), means.count(Means.BALANCE)) == (2, 3)
    filled = sum(each.amount_minor for each in all_of(Funding) if each.order_id is None)
    assert holds(Kind.CLIENT_BALANCE, NORTHLAB) == filled - sum(ORDERS.values())


def test_a_budget_that_no_book_knows_would_be_found(brought):
    """Planted: as the demo did it before."""
    with transaction() as session:
        steps.confirm(session, brought["first"], eur(1), cause="demo", actor=SYSTEM)
    assert not agree()


def test_the_stand_in_is_told_once_and_agrees(brought, at_stripe):  # noqa: F811
    assert {kind for kind, *_ in differences()} == {"missing_at_stripe"}, "before it is told"
    visitor = Visitor(at_stripe.address)
    for _ in range(2):
        paying_in.tell(visitor)
    assert holds(Kind.STRIPE_AVAILABLE, PLATFORM) == at_stripe.available("", "eur")
    assert differences() == []


def test_what_it_was_told_can_be_given_back(brought, at_stripe):  # noqa: F811
    paying_in.tell(Visitor(at_stripe.address))
    filled = next(each for each in all_of(Funding) if each.order_id is None)
    db.session.rollback()
    asking.give_back(filled.id, eur(1_000), actor=paying_in.ada())
    assert [each.state for each in all_of(GivingBack)] == [GivingBackState.SENT]
    assert holds(Kind.STRIPE_AVAILABLE, PLATFORM) == at_stripe.available("", "eur")


def test_the_whole_demo_is_one_story(app, tmp_path, at_stripe):  # noqa: F811
    demo.load(settings())
    assert agree()
    session = db.session()
    for each in standings(session, NORTHLAB).orders:
        assert each.spent <= each.committed, "nothing is earned that was not promised"
        assert not each.missing
    session.rollback()
    visitor = Visitor(at_stripe.address)
    paying_in.tell(visitor)
    clients.pay(visitor)
    assert differences() == []
    books = tmp_path / "books.beancount"
    with books.open("w") as to:
        assert write_beancount(db.session(), to) > 5
    assert checked(books) == ""
    before = len(all_of(Funding))
    db.session.rollback()
    demo.load(settings())
    clients.pay(visitor)
    assert len(all_of(Funding)) == before, "a second start adds nothing"
