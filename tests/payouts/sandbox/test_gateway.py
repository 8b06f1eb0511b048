"""The application's own gateway against the stand-in: what one sends, the other understands."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from foundation import clock
from foundation.database import db
from foundation.money import Money
from foundation.settings import Settings
from payouts.stripe_gateway import (
    account_links,
    accounts,
    balance_transactions,
    balances,
    bank_payouts,
    checkout,
    customers,
    disputes,
    events,
    invoices,
    payments,
    payout_methods,
    payout_settings,
    refunds,
    reversals,
    topups,
    transfers,
)
from payouts.stripe_gateway.accounts import Ability
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Unknown
from payouts.stripe_gateway.pace import Pace
from payouts.stripe_gateway.sdk import Sdk
from tests.payouts.sandbox.standing_in import Visitor

RETURNS = checkout.Returns("http://127.0.0.1/paid", "http://127.0.0.1/left")


def usd(amount):
    return Money(amount, "USD")


@pytest.fixture
def stripe(app: Flask, settings: Settings, visitor: Visitor) -> Stripe:
    given = replace(settings, stripe_api_base=visitor.address)
    pace = Pace(db.engine, per_second=400)
    return Stripe(Sdk(given, pace), pace)


@pytest.fixture
def performer(stripe, visitor):
    wanted = accounts.prepare(
        email="ann@example.org", name="Ann", country="US", metadata={"performer": "7"}
    )
    made = accounts.send(stripe, wanted, key="account:7")
    assert isinstance(made, Done)
    visitor.lever(f"accounts/{made.answer.id}/complete")
    return made.answer.id


def test_a_performer_is_made_onboarded_and_payable(stripe, visitor):
    wanted = accounts.prepare(
        email="ann@example.org", name="Ann", country="US", metadata={"performer": "7"}
    )
    made = accounts.send(stripe, wanted, key="account:7").answer
    assert not made.payable
    assert {each.what for each in made.requirements} >= {"identity.individual.date_of_birth"}
    link = account_links.mint(
        stripe, made.id, return_to="http://127.0.0.1/b", refresh_at="http://127.0.0.1/r", key="l1"
    )
    page = visitor.page(link.url)
    visit = page.text.partition('name="visit" value="')[2].partition('"')[0]
    form = {"name": "Ann", "country": "US", "number": "000123456789", "ends": "complete"}
    assert visitor.page(link.url, visit=visit, **form).location == "http://127.0.0.1/b"
    found = accounts.retrieve(stripe, made.id)
    assert (found.payable, found.payouts, found.country) == (True, Ability.ACTIVE, "US")
    [method] = payout_methods.of_account(stripe, made.id)
    assert (method.currency, method.broken) == ("USD", False)
    assert payout_settings.keep_manual(stripe, made.id, key="manual:7")
    assert payout_settings.is_manual(stripe, made.id)


def test_a_payout_goes_all_the_way_and_comes_back(stripe, visitor, performer):
    visitor.fund(10_000)
    sending = transfers.prepare(
        usd(5000), destination=performer, group="run_1", metadata={"payout": "p1"}
    )
    moved = transfers.send(stripe, sending, key="po:1:1").answer
    assert transfers.in_group(stripe, "run_1", destination=performer) == [moved]
    wanted = bank_payouts.prepare(usd(5000), account=performer, metadata={"payout": "p1"})
    sent = bank_payouts.send(stripe, wanted, key="bank:1:1").answer
    visitor.days(3)
    assert bank_payouts.retrieve(stripe, sent.id, account=performer).state.value == "paid"
    visitor.lever(f"payouts/{sent.id}/return")
    back = bank_payouts.retrieve(stripe, sent.id, account=performer)
    assert (back.state.value, back.failure) == ("failed", "no_account")
    taken = reversals.prepare(moved.id, usd(5000), metadata={"payout": "p1"})
    assert isinstance(reversals.send(stripe, taken, key="rev:1:1"), Done)
    assert balances.ours(stripe).available == (usd(10_000),)
    assert payout_methods.of_account(stripe, performer)[0].broken
    told = events.in_account_since(stripe, clock.now() - timedelta(days=1), performer)
    assert "payout.failed" in {each.kind for each in told}


def test_too_little_money_is_a_definite_no(stripe, performer):
    sending = transfers.prepare(usd(1), destination=performer, group="run_1", metadata={})
    refused = transfers.send(stripe, sending, key="po:1:1")
    assert isinstance(refused, DefiniteNo)
    assert refused.insufficient


def test_an_answer_that_never_came_is_unknown_and_can_be_looked_up(stripe, visitor, performer):
    visitor.fund(10_000)
    visitor.lever("fail_next", mode="drop_after_commit", path="/v1/transfers")
    visitor.lever("fail_next", mode="drop_before", path="/v1/transfers", count=2)
    sending = transfers.prepare(usd(5000), destination=performer, group="run_1", metadata={})
    assert isinstance(transfers.send(stripe, sending, key="po:1:1"), Unknown)
    assert len(transfers.in_group(stripe, "run_1", destination=performer)) == 1
    again = transfers.send(stripe, sending, key="po:1:1", again=True)
    assert isinstance(again, Done)
    assert again.replayed
    assert visitor.available(performer) == 5000


def test_an_order_is_funded_by_card_and_refunded(stripe, visitor):
    wanted = checkout.prepare(
        usd(10_000),
        reference="gig_7",
        label="Order 7",
        customer="",
        returns=RETURNS,
        metadata={"order": "7"},
    )
    session = checkout.send(stripe, wanted, key="checkout:7").answer
    visitor.page(session.url, number="4000000000000077")
    done = checkout.retrieve(stripe, session.id)
    assert (done.paid, done.reference) == (True, "gig_7")
    paid = payments.retrieve(stripe, done.payment)
    booked = balance_transactions.retrieve(
        stripe, payments.charge(stripe, paid.charge).balance_transaction
    )
    assert (booked.fee, booked.net, booked.pending) == (usd(320), usd(9680), False)
    back = refunds.prepare(done.payment, usd(4000), metadata={"order": "7"})
    refunded = refunds.send(stripe, back, key="refund:7:1").answer
    assert refunds.of_payment(stripe, done.payment) == [refunded]
    assert balances.ours(stripe).available == (usd(5680),)


def test_an_order_is_funded_by_an_invoice(stripe, visitor):
    studio = customers.prepare(name="Studio", email="studio@example.org", metadata={})
    customer = customers.send(stripe, studio, key="customer:1").answer.id
    draft = invoices.prepare(
        customer, currency="USD", days_until_due=30, purchase_order="PO-1", metadata={"order": "7"}
    )
    invoice = invoices.send(stripe, draft, key="invoice:1").answer
    line = invoices.prepare_line(invoice.id, customer, usd(10_000), label="Order 7")
    assert isinstance(invoices.send_line(stripe, line, key="line:1"), Done)
    final = invoices.send(stripe, invoices.prepare_final(invoice.id), key="final:1").answer
    assert final.remaining == usd(10_000)
    assert isinstance(
        invoices.send(stripe, invoices.prepare_mailing(invoice.id), key="mail:1"), Done
    )
    visitor.page(final.url, number="4242424242424242")
    assert invoices.retrieve(stripe, invoice.id).paid == usd(10_000)
    [payment] = invoices.payments_of(stripe, invoice.id)
    assert payments.retrieve(stripe, payment).received == usd(10_000)


def test_a_dispute_and_a_topup_are_understood(stripe, visitor):
    topup = topups.prepare(usd(9000), label="Float", metadata={})
    brought = topups.send(stripe, topup, key="topup:1").answer
    visitor.days(2)
    assert topups.retrieve(stripe, brought.id).state.value == "succeeded"
    paid = visitor.stripe.v1.payment_intents.create(
        {"amount": 100, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa"}
    )
    visitor.lever("disputes", charge=paid.latest_charge)
    [dispute] = disputes.of_payment(stripe, paid.id)
    assert [(each.amount, each.fee) for each in dispute.movements] == [(usd(-100), usd(1500))]
    told = events.since(stripe, clock.now() - timedelta(days=1))
    assert "charge.dispute.funds_withdrawn" in {each.kind for each in told}
    assert events.thin_since(stripe, clock.now() - timedelta(days=1)) == []
