"""Money goes back to a client: what is promised to performers never does."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import transaction
from foundation.webhooks.models import Endpoint, Event
from marketplace.budgets.errors import NotSoMuchIsFree
from marketplace.clients.models import Client
from payouts.funding import actions, asking, reading
from payouts.funding.actions import Wanted
from payouts.funding.errors import NotSoMuchLeft, NotThereYet
from payouts.funding.models import GivingBack, GivingBackState, Means
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.errors import NotSoMuch
from payouts.journal.posting import Line, post
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.payouts.funding.paying import (
    AT_ONCE,
    DISPUTED,
    GOOD,
    ORDER,
    REFUND_FAILS,
    an_order,
    books_fit,
    confirmed,
    funding,
    held,
    paid,
    promise,
    usd,
)
from tests.payouts.standing_in_for_stripe import hear, run

OWN = Account(Kind.STRIPE_AVAILABLE, PLATFORM, "USD")


@pytest.fixture
def arrived(cast, at_stripe):
    """10,000 for the order, beside some money of our own, because Stripe keeps its fees."""
    an_order()
    at_stripe.fund(2_000)
    with transaction() as session:
        capital = Account(Kind.CAPITAL, PLATFORM, "USD")
        line = Line(OWN, capital, usd(2_000), Purpose.FUND, ORDER)
        post(session, "own money", [line])
    found = paid(at_stripe, cast.ada, AT_ONCE)
    hear()
    return found


def back(funding_id, minor, person):
    asking.give_back(funding_id, usd(minor), actor=person.actor)


def test_what_is_free_goes_back_to_where_it_came_from(session, cast, at_stripe, arrived):
    promise(6_000)
    back(arrived, 4_000, cast.ada)
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (6_000, 6_000)
    assert funding(arrived).refundable == usd(6_000)
    assert books_fit(at_stripe)


def test_what_is_promised_stays(cast, at_stripe, arrived):
    promise(6_000)
    with pytest.raises(NotSoMuchIsFree):
        back(arrived, 4_001, cast.ada)
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (10_000, 10_000)
    assert at_stripe.stripe.v1.refunds.list({}).data == []


def test_more_than_was_paid_does_not_go_back(cast, at_stripe, arrived):
    back(arrived, 9_000, cast.ada)
    with pytest.raises(NotSoMuchLeft):
        back(arrived, 1_001, cast.ada)


def test_before_it_has_arrived_nothing_goes_back(cast, at_stripe):
    an_order()
    pending = paid(at_stripe, cast.ada, GOOD)
    hear()
    with pytest.raises(NotThereYet):
        back(pending, 100, cast.ada)


@pytest.mark.parametrize("mode", ["drop_after_commit", "drop_before"])
def test_whatever_breaks_it_goes_back_once(session, cast, at_stripe, arrived, mode):
    at_stripe.lever("fail_next", mode=mode, path="/v1/refunds", count=3)
    with pytest.raises(StripeUnavailable):
        back(arrived, 4_000, cast.ada)
    assert confirmed() == 6_000  # Set aside, so that nobody is promised it meanwhile.
    run("funding.give_back", "funding.read_again")
    assert [each.amount for each in at_stripe.stripe.v1.refunds.list({}).data] == [4_000]
    assert books_fit(at_stripe)


@pytest.mark.parametrize(("mode", "left"), [("drop_after_commit", 6_000), ("drop_before", 10_000)])
def test_a_day_later_it_is_looked_up(session, cast, at_stripe, arrived, mode, left):
    at_stripe.lever("fail_next", mode=mode, path="/v1/refunds", count=3)
    with pytest.raises(StripeUnavailable):
        back(arrived, 4_000, cast.ada)
    at_stripe.lever("prune_idempotency")
    clock.move(timedelta(hours=30))
    run("funding.give_back", "funding.read_again")
    assert confirmed() == left
    assert held(Kind.ORDER_FUNDS, ORDER) == left
    assert books_fit(at_stripe)


def test_a_refusal_after_no_answer_proves_nothing(session, cast, at_stripe, arrived, monkeypatch):
    """It was done, and nobody heard; then our key is not taken for a while."""
    at_stripe.lever("fail_next", mode="drop_after_commit", path="/v1/refunds", count=3)
    with pytest.raises(StripeUnavailable):
        back(arrived, 4_000, cast.ada)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("payouts.sandbox.answering._TEST_KEY", re.compile("another"))
        run("funding.give_back")
    assert confirmed() == 6_000
    run("funding.give_back", "funding.read_again")
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (6_000, 6_000)
    assert books_fit(at_stripe)


def test_refunded_by_hand_at_stripe_the_client_owes_it(cast, at_stripe, arrived):
    promise(10_000)
    at_stripe.stripe.v1.refunds.create(
        {"payment_intent": funding(arrived).payment_id, "amount": 5_000}
    )
    hear()
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 5_000
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (10_000, 10_000)
    assert books_fit(at_stripe)


def test_a_dispute_is_owed_by_the_client_and_no_performer_loses(client, cast, at_stripe):
    an_order()
    at_stripe.fund(20_000)
    with transaction() as session:
        capital = Account(Kind.CAPITAL, PLATFORM, "USD")
        post(session, "own", [Line(OWN, capital, usd(20_000), Purpose.FUND, ORDER)])
    disputed = paid(at_stripe, cast.ada, DISPUTED)
    hear()
    promise(10_000)
    at_stripe.days(8)
    clock.move(timedelta(days=8))
    hear()
    run("funding.read_again")
    assert funding(disputed).disputed
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 10_000
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (10_000, 10_000)
    assert books_fit(at_stripe)
    sign_in(client, cast.ada)
    assert "Performers keep what they have earned" in client.get(f"/funding/{disputed}").text
    hear()
    reading.read_again(disputed)
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 10_000


def test_by_its_page_and_with_its_receipt(client, session, cast, at_stripe, arrived):
    sign_in(client, cast.ada)
    answer = client.post(
        f"/funding/{arrived}/give-back", data={"amount": "25"}, follow_redirects=True
    )
    assert "on its way back" in answer.text
    assert "Sent" in answer.text
    session.rollback()
    assert session.query(GivingBack).one().state is GivingBackState.SENT
    assert client.get(f"/funding/{arrived}/receipt.pdf").status_code == 200


def test_the_page_says_beforehand_how_much_is_free(client, cast, at_stripe, arrived):
    sign_in(client, cast.ada)
    page, form = f"/funding/{arrived}", f"/funding/{arrived}/give-back"
    assert free(client, page) == "100.00"
    promise(6_000)
    assert free(client, page) == "40.00"
    client.post(form, data={"amount": "15"})
    assert free(client, page) == "25.00"
    client.post(form, data={"amount": "25"})
    assert "Nothing of it can be given back now" in client.get(page).text


def free(client, page):
    said = client.get(page).text.split(" can be given back")[0].rsplit("<strong>", 1)[-1]
    return re.findall(r"[\d.]+", said)[0]


def test_a_receipt_is_made_for_a_name_that_no_font_has(client, cast, at_stripe, arrived):
    with transaction() as session:
        session.get_one(Client, NORTHLAB).name = "株式会社アニメ"
    sign_in(client, cast.ada)
    assert client.get(f"/funding/{arrived}/receipt.pdf").data.startswith(b"%PDF")


def test_to_another_organisation_it_does_not_exist(client, cast, at_stripe, arrived):
    sign_in(client, cast.rolf)
    assert cast.rolf.actor.on_behalf_of == RIVALLAB
    for path in ("", "/receipt.pdf", "/returned"):
        assert client.get(f"/funding/{arrived}{path}").status_code == 404
    assert client.post(f"/funding/{arrived}/give-back", data={"amount": "1"}).status_code == 404


def test_of_a_balance_only_what_no_order_has_goes_back(cast, at_stripe, arrived):
    filled = paid(at_stripe, cast.ada, AT_ONCE, 5_000, order=None)
    hear()
    actions.fund_order(Wanted(ORDER, usd(4_000), Means.BALANCE), actor=cast.ada.actor)
    with pytest.raises(NotSoMuch):
        back(filled, 1_001, cast.ada)
    back(filled, 1_000, cast.ada)
    assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 0
    assert books_fit(at_stripe)


def test_a_refund_that_the_bank_does_not_take_ends_in_the_balance(cast, at_stripe, arrived):
    filled = paid(at_stripe, cast.ada, REFUND_FAILS, 5_000)
    for days in (3, 0):
        at_stripe.days(days)
        clock.move(timedelta(days=days))
        hear()
        run("funding.read_again")
    back(filled, 4_000, cast.ada)
    at_stripe.days(2)
    hear()
    assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 4_000
    assert (confirmed(), held(Kind.ORDER_FUNDS, ORDER)) == (11_000, 11_000)
    assert books_fit(at_stripe)


def test_machines_of_the_client_hear_of_it(session, cast, at_stripe, arrived):
    with transaction() as writing:
        writing.add(
            Endpoint(
                owner_id=NORTHLAB, url="http://127.0.0.1:9/hook", note="", created_by=cast.ada.id
            )
        )
    paid(at_stripe, cast.ada, AT_ONCE, 500)
    hear()
    session.rollback()
    assert session.scalars(select(Event.type)).all() == ["funding.paid"]
