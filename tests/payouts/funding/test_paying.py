"""A client pays, and the books, the budget and Stripe say the same."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from marshmallow import ValidationError
from sqlalchemy import select

from foundation import clock
from foundation.notices.models import Notice
from payouts.funding import actions, reading
from payouts.funding.actions import Wanted
from payouts.funding.errors import BalanceTooSmall, KnownToStripe, NotPayable
from payouts.funding.models import Funding, FundingState, Means
from payouts.funding.schemas import AmountForm
from payouts.journal.chart import Kind
from payouts.stripe_gateway.errors import StripeUnavailable
from payouts.webhooks.handling import Told
from tests.cast import NORTHLAB, sign_in
from tests.payouts.funding.paying import (
    AT_ONCE,
    BAD_DEBIT,
    DEBIT,
    GOOD,
    ORDER,
    an_order,
    asked,
    books_fit,
    confirmed,
    funding,
    held,
    newest,
    paid,
    usd,
    way,
)
from tests.payouts.standing_in_for_stripe import hear, run


@pytest.fixture(autouse=True)
def order(cast, at_stripe):
    an_order()


def days(at_stripe, count):
    at_stripe.days(count)
    clock.move(timedelta(days=count))


def told(session, person):
    session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    return sorted(kind for kind in session.scalars(of) if kind.startswith("funding."))


def test_a_card_funds_the_order_with_stripes_own_fee_in_the_books(session, cast, at_stripe):
    funding_id = paid(at_stripe, cast.ada)
    hear()
    assert funding(funding_id).state is FundingState.PAID
    assert confirmed() == 10_000
    assert held(Kind.ORDER_FUNDS, ORDER) == 10_000
    assert (held(Kind.STRIPE_PENDING), held(Kind.STRIPE_FEES)) == (9_680, 320)
    assert books_fit(at_stripe)
    assert told(session, cast.ada) == ["funding.paid"]


def test_what_is_pending_becomes_available_on_its_day(cast, at_stripe):
    funding_id = paid(at_stripe, cast.ada)
    hear()
    assert not funding(funding_id).is_available
    days(at_stripe, 3)
    run("funding.read_again")
    assert (held(Kind.STRIPE_AVAILABLE), held(Kind.STRIPE_PENDING)) == (9_680, 0)
    assert books_fit(at_stripe)


def test_in_a_browser_from_the_budget_to_the_receipt(client, cast, at_stripe):
    sign_in(client, cast.ada)
    assert f"/funding/orders/{ORDER}" in client.get(f"/budgets/{ORDER}").text
    form = {"amount": "150.50", "means": "checkout"}
    shown = client.post(f"/funding/orders/{ORDER}", data=form, follow_redirects=True).text
    assert "To be paid" in shown
    leaving = client.post(f"/funding/{newest().id}/pay").text
    url = re.search(r'href="(http://127[^"]+)"[^>]*>Go on to Stripe', leaving)[1]
    back = at_stripe.page(url, number=GOOD, email="client@example.org")
    assert back.location.endswith(f"/funding/{newest().id}/returned")
    page = client.get(f"/funding/{newest().id}/returned", follow_redirects=True).text
    assert "Paid" in page
    assert client.get(f"/funding/{newest().id}/receipt.pdf").data.startswith(b"%PDF")
    assert confirmed() == 15_050
    assert "$150.50" in client.get("/funding").text


def test_who_left_without_paying_can_go_on(client, cast, at_stripe):
    sign_in(client, cast.ada)
    funding_id = asked(cast.ada)
    first = way(funding_id, cast.ada)
    client.get(f"/funding/{funding_id}/returned")
    assert funding(funding_id).state is FundingState.OPEN
    assert way(funding_id, cast.ada) == first
    assert confirmed() == 0


def test_a_bank_debit_funds_when_it_settles_and_not_before(session, cast, at_stripe):
    funding_id = paid(at_stripe, cast.ada, DEBIT)
    hear()
    assert funding(funding_id).state is FundingState.PROCESSING
    assert confirmed() == 0
    days(at_stripe, 7)
    hear()
    assert funding(funding_id).state is FundingState.PAID
    assert confirmed() == 10_000
    assert books_fit(at_stripe)


def test_who_would_pay_twice_is_told_what_is_on_its_way(client, cast, at_stripe):
    sign_in(client, cast.ada)
    page, said = f"/funding/orders/{ORDER}", "on their way from your bank already"
    before = client.get(page).text
    assert said not in before
    assert 'value="100.00"' not in before
    paid(at_stripe, cast.ada, DEBIT)
    hear()
    shown = client.get(page).text
    assert said in shown
    assert shown.count("US$100.00") > 1, "with its amount"
    days(at_stripe, 7)
    hear()
    assert said not in client.get(page).text


def test_a_bank_debit_that_fails_later_funds_nothing_and_says_so(session, cast, at_stripe):
    funding_id = paid(at_stripe, cast.ada, BAD_DEBIT)
    hear()
    days(at_stripe, 7)
    hear()
    assert funding(funding_id).state is FundingState.FAILED
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (0, 0)
    assert told(session, cast.ada) == ["funding.failed"]
    with pytest.raises(NotPayable):
        way(funding_id, cast.ada)


def test_a_bank_debit_that_we_hear_of_only_when_it_has_failed_is_over(session, cast, at_stripe):
    """Nothing was read while it was on its way."""
    funding_id = paid(at_stripe, cast.ada, BAD_DEBIT)
    days(at_stripe, 7)
    hear()
    assert funding(funding_id).state is FundingState.FAILED
    assert told(session, cast.ada) == ["funding.failed"]


@pytest.mark.usefixtures("each_database")
def test_however_often_and_by_whatever_it_is_told_it_counts_once(cast, at_stripe):
    funding_id = paid(at_stripe, cast.ada, AT_ONCE)
    for _ in range(3):
        hear()
        run("funding.read_again")
        reading.read_again(funding_id)
    assert confirmed() == 10_000
    assert books_fit(at_stripe)


@pytest.mark.parametrize("mode", ["drop_after_commit", "500", "drop_before"])
def test_whatever_breaks_there_is_one_page_to_pay_on(cast, at_stripe, mode):
    at_stripe.lever("fail_next", mode=mode, path="/v1/checkout/sessions", count=3)
    funding_id = asked(cast.ada)
    with pytest.raises(StripeUnavailable):
        way(funding_id, cast.ada)
    if mode == "500":
        return  # Stripe repeats a stored 500 as long as it knows the key.
    assert way(funding_id, cast.ada)
    assert len(at_stripe.stripe.v1.checkout.sessions.list({}).data) == 1


def test_an_invoice_funds_when_it_is_paid(cast, at_stripe):
    funding_id = asked(cast.ada, means=Means.INVOICE, purchase_order="PO-4711")
    url = way(funding_id, cast.ada)
    assert "PO-4711" in at_stripe.page(url).text
    reading.read_again(funding_id)
    assert confirmed() == 0
    number = funding(funding_id).invoice_number
    assert number
    at_stripe.page(url, number=GOOD)
    hear()
    assert funding(funding_id).state is FundingState.PAID
    assert confirmed() == 10_000
    run("funding.other_fees", "funding.other_fees")  # Stripe wants something for invoicing too.
    assert books_fit(at_stripe)


@pytest.mark.parametrize("part", ["customers", "invoices", "invoiceitems", "finalize", "send"])
def test_an_invoice_that_broke_half_way_is_finished_and_has_one_line(cast, at_stripe, part):
    path = {"finalize": "/finalize", "send": "/send"}.get(part, f"/v1/{part}")
    funding_id = asked(cast.ada, means=Means.INVOICE)
    at_stripe.lever("fail_next", mode="drop_after_commit", path=path, count=3)
    with pytest.raises(StripeUnavailable):
        way(funding_id, cast.ada)
    way(funding_id, cast.ada)
    found = at_stripe.stripe.v1.invoices.list({}).data
    assert [(each.total, each.status) for each in found] == [(10_000, "open")]


def test_a_balance_is_filled_and_orders_take_from_it(session, cast, at_stripe):
    paid(at_stripe, cast.ada, AT_ONCE, 30_000, order=None)
    hear()
    assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 30_000
    actions.fund_from_balance(Wanted(ORDER, usd(12_000), Means.BALANCE), actor=cast.ada.actor)
    assert (confirmed(), held(Kind.CLIENT_BALANCE, NORTHLAB)) == (12_000, 18_000)
    with pytest.raises(BalanceTooSmall, match=r"\$180\.00"):
        actions.fund_from_balance(Wanted(ORDER, usd(18_001), Means.BALANCE), actor=cast.ada.actor)
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (12_000, 12_000)
    assert books_fit(at_stripe)


def test_what_differs_from_what_was_asked_is_not_posted(session, cast, at_stripe, monkeypatch):
    funding_id = paid(at_stripe, cast.ada)
    with actions.transaction() as writing:
        writing.get_one(Funding, funding_id).amount_minor = 9_999
    hear()
    assert held(Kind.ORDER_FUNDS, ORDER) == 0
    assert confirmed() == 0


def test_payments_of_others_are_nothing_of_ours(at_stripe):
    theirs = at_stripe.checkout()
    assert reading.read_told(Told("checkout.session.completed", theirs.id, "")) is None
    assert reading.read_told(Told("balance.available", "", "")) is None


def test_what_is_typed_wrong_is_said_at_its_field(client, cast, at_stripe):
    sign_in(client, cast.ada)
    for form, said in (
        ({"amount": "no", "means": "checkout"}, "Write an amount"),
        ({"amount": "1.005", "means": "checkout"}, "finer than its currency"),
        ({"amount": "10", "means": "gold"}, "Choose how to pay"),
    ):
        answer = client.post(f"/funding/orders/{ORDER}", data=form)
        assert answer.status_code == 422
        assert said in answer.text
    answer = client.post(f"/funding/orders/{ORDER}", data={"amount": "10", "means": "balance"})
    assert answer.status_code == 409
    assert "0.00. Choose a smaller amount" in answer.text


def test_one_begun_twice_is_dropped_and_nothing_of_it_is_paid(client, cast, at_stripe):
    sign_in(client, cast.ada)
    form = {"amount": "20", "means": "checkout"}
    for _ in range(2):
        client.post(f"/funding/orders/{ORDER}", data=form)
    page = client.get(f"/funding/{newest().id}").text
    assert "Drop it" in page
    url = f"/funding/{newest().id}/drop"
    assert "Dropped. Nothing was paid." in client.post(url, follow_redirects=True).text
    assert newest().state is FundingState.FAILED
    assert client.post(url).status_code == 409


def test_what_stripe_knows_of_is_not_dropped(cast, at_stripe):
    funding_id = asked(cast.ada)
    way(funding_id, cast.ada)
    with pytest.raises(KnownToStripe):
        actions.drop_payment(funding_id, actor=cast.ada.actor)


@pytest.mark.parametrize(
    ("typed", "read"), [("747,50", "747.50"), ("747,5", "747.5"), ("12", "12"), (" 1.5 ", "1.5")]
)
def test_an_amount_with_a_comma_is_read(typed, read):
    assert AmountForm().load({"amount": typed})["amount"] == Decimal(read)


@pytest.mark.parametrize("typed", ["1,500", "1.500,00", ",5", "5,", ""])
def test_what_may_mean_two_amounts_is_asked_again(typed):
    with pytest.raises(ValidationError):
        AmountForm().load({"amount": typed})
