"""Clients pay: by card, by bank debit, on the page that Stripe hosts."""

import pytest
import stripe

GOOD, DECLINED, NO_FUNDS = "4242424242424242", "4000000000000002", "4000000000009995"
DISPUTED, AT_ONCE = "4000000000000259", "4000000000000077"
DEBIT, BAD_DEBIT = "000123456789", "000222222227"


def pay(visitor, session, number):
    return visitor.page(session.url, number=number, email="client@example.org")


def charge_of(visitor, session):
    shown = visitor.stripe.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["payment_intent.latest_charge.balance_transaction"]}
    )
    return shown.payment_intent.latest_charge


def test_the_page_shows_what_is_paid_and_says_that_no_money_moves(visitor):
    page = visitor.page(visitor.checkout().url)
    assert page.status == 200
    for words in ("no real money", "Order", "100.00 USD", "Numbers to try"):
        assert words in page.text
    assert "<script" not in page.text


def test_a_good_card_pays_and_leads_back(visitor):
    session = visitor.checkout(
        client_reference_id="order-7",
        payment_intent_data={"transfer_group": "gig_7", "metadata": {"order": "7"}},
    )
    answer = pay(visitor, session, "4242 4242 4242 4242")
    assert (answer.status, answer.location) == (
        303,
        f"http://127.0.0.1/paid?session={session.id}",
    )
    shown = visitor.stripe.v1.checkout.sessions.retrieve(session.id)
    assert (shown.status, shown.payment_status) == ("complete", "paid")
    assert shown.client_reference_id == "order-7"
    charge = charge_of(visitor, session)
    assert (charge.transfer_group, charge.metadata.to_dict()) == ("gig_7", {"order": "7"})
    assert visitor.told()[-1] == "checkout.session.completed"


def test_stripes_fee_is_in_the_balance_transaction(visitor):
    session = visitor.checkout(10_000)
    pay(visitor, session, GOOD)
    booked = charge_of(visitor, session).balance_transaction
    assert (booked.amount, booked.fee, booked.net) == (10_000, 320, 9680)
    assert sum(each.amount for each in booked.fee_details) == 320
    assert (visitor.available(), visitor.pending()) == (0, 9680)


def test_funds_of_a_card_are_pending_for_two_banking_days(visitor):
    session = visitor.checkout(10_000)
    pay(visitor, session, GOOD)
    booked = charge_of(visitor, session).balance_transaction
    visitor.lever("advance_clock", to=booked.available_on - 1)
    assert visitor.available() == 0
    visitor.lever("advance_clock", seconds=1)
    assert (visitor.available(), visitor.pending()) == (9680, 0)
    assert visitor.told()[-1] == "balance.available"


def test_one_card_gives_its_funds_at_once(visitor):
    pay(visitor, visitor.checkout(10_000), AT_ONCE)
    assert visitor.available() == 9680


@pytest.mark.parametrize(("number", "why"), [(DECLINED, "declined"), (NO_FUNDS, "insufficient")])
def test_a_declined_card_says_so_and_another_may_follow(visitor, number, why):
    session = visitor.checkout()
    refused = pay(visitor, session, number)
    assert refused.status == 422
    assert why in refused.text
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).status == "open"
    assert "payment_intent.payment_failed" in visitor.told()
    assert pay(visitor, session, GOOD).status == 303
    assert visitor.told().count("payment_intent.created") == 1


def test_what_is_no_test_number_is_refused_with_a_sentence(visitor):
    session = visitor.checkout()
    refused = pay(visitor, session, "4111111111111111")
    assert refused.status == 422
    assert "none of the test numbers" in refused.text


def test_paying_twice_pays_once(visitor):
    session = visitor.checkout(10_000)
    pay(visitor, session, GOOD)
    assert pay(visitor, session, GOOD).status == 303
    assert visitor.pending() == 9680


def test_a_bank_debit_settles_days_later(visitor):
    session = visitor.checkout(10_000)
    pay(visitor, session, DEBIT)
    shown = visitor.stripe.v1.checkout.sessions.retrieve(session.id)
    assert (shown.status, shown.payment_status) == ("complete", "unpaid")
    assert visitor.available() + visitor.pending() == 0
    visitor.days(7)
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert visitor.told()[-1] == "checkout.session.async_payment_succeeded"
    assert visitor.available() == 10_000 - 80


def test_the_fee_of_a_bank_debit_has_a_ceiling(visitor):
    session = visitor.checkout(1_000_000)
    pay(visitor, session, DEBIT)
    visitor.days(7)
    assert charge_of(visitor, session).balance_transaction.fee == 500


def test_a_bank_debit_fails_days_later_and_brings_nothing(visitor):
    session = visitor.checkout()
    pay(visitor, session, BAD_DEBIT)
    visitor.days(7)
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).payment_status == "unpaid"
    assert visitor.told()[-1] == "checkout.session.async_payment_failed"
    assert visitor.available() + visitor.pending() == 0


def test_a_session_expires_and_then_takes_no_money(visitor):
    session = visitor.checkout()
    visitor.days(2)
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert pay(visitor, session, GOOD).status == 410
    assert visitor.told() == ["checkout.session.expired"]


def test_a_session_can_be_ended_by_us_but_not_twice(visitor):
    session = visitor.checkout()
    assert visitor.stripe.v1.checkout.sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError):
        visitor.stripe.v1.checkout.sessions.expire(session.id)


def test_line_items_are_shown_to_those_who_ask(visitor):
    session = visitor.checkout(700)
    assert visitor.stripe.v1.checkout.sessions.retrieve(session.id).line_items is None
    shown = visitor.stripe.v1.checkout.sessions.retrieve(session.id, {"expand": ["line_items"]})
    assert shown.line_items.data[0].amount_total == 700
    listed = visitor.stripe.v1.checkout.sessions.line_items.list(session.id)
    assert listed.data[0].description == "Order"


def test_yen_have_no_decimals(visitor):
    session = visitor.checkout(5000, "jpy")
    assert "5,000 JPY" in visitor.page(session.url).text
    pay(visitor, session, GOOD)
    assert visitor.pending(currency="jpy") == 5000 - 175


def test_an_intent_is_confirmed_by_the_api_too(visitor):
    made = visitor.stripe.v1.payment_intents.create({"amount": 2000, "currency": "usd"})
    with pytest.raises(stripe.CardError) as refused:
        visitor.stripe.v1.payment_intents.confirm(
            made.id, {"payment_method": "pm_card_chargeDeclined"}
        )
    assert refused.value.error.decline_code == "generic_decline"
    done = visitor.stripe.v1.payment_intents.confirm(made.id, {"payment_method": "pm_card_visa"})
    assert (done.status, done.amount_received) == ("succeeded", 2000)
    tried = visitor.stripe.v1.charges.list({"payment_intent": made.id}).data
    assert [each.status for each in tried] == ["succeeded", "failed"]
    with pytest.raises(stripe.InvalidRequestError):
        visitor.stripe.v1.payment_intents.cancel(made.id)


def test_an_intent_nobody_paid_can_be_cancelled(visitor):
    made = visitor.stripe.v1.payment_intents.create({"amount": 2000, "currency": "usd"})
    assert visitor.stripe.v1.payment_intents.cancel(made.id).status == "canceled"


def test_a_topup_arrives_the_next_banking_day(visitor):
    made = visitor.stripe.v1.topups.create({"amount": 9000, "currency": "eur"})
    assert (made.status, visitor.available(currency="eur")) == ("pending", 0)
    visitor.days(2)
    assert visitor.stripe.v1.topups.retrieve(made.id).status == "succeeded"
    assert visitor.available(currency="eur") == 9000


def test_a_topup_can_fail_or_be_cancelled(visitor):
    bad = {"amount": 1, "currency": "usd", "source": "btok_us_verified_insufficientFunds"}
    failing = visitor.stripe.v1.topups.create(bad)
    ended = visitor.stripe.v1.topups.create({"amount": 1, "currency": "usd"})
    assert visitor.stripe.v1.topups.cancel(ended.id).status == "canceled"
    visitor.days(2)
    assert visitor.stripe.v1.topups.retrieve(failing.id).status == "failed"
    assert visitor.available() == 0
    found = visitor.stripe.v1.topups.list({"status": "failed"})
    assert [each.id for each in found.data] == [failing.id]
