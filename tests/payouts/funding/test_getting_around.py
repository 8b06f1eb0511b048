"""A client who wants their money twice, somebody who clicks twice, labels at Stripe that lie."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from payouts.funding import actions, asking, reading
from payouts.funding.actions import Wanted
from payouts.funding.errors import ChangedSince, NotMadeGood
from payouts.funding.models import Funding, GivingBack, Means
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.posting import Line, post
from payouts.stripe_gateway import refunds
from payouts.stripe_gateway.one_by_one import GIVES_UP_AFTER
from payouts.stripe_gateway.sending import Sending
from tests.cast import NORTHLAB, sign_in
from tests.databases.crowd import at_once
from tests.payouts.funding.paying import (
    AT_ONCE,
    DISPUTED,
    ORDER,
    an_order,
    asked,
    books_fit,
    confirmed,
    funding,
    held,
    paid,
    promise,
    usd,
    way,
)
from tests.payouts.standing_in_for_stripe import hear, run


@pytest.fixture
def own(cast, at_stripe):
    """Money of ours at Stripe, because it keeps its fees, and an order of Northlab's."""
    an_order()
    at_stripe.fund(90_000)
    cash, capital = (
        Account(kind, PLATFORM, "USD") for kind in (Kind.STRIPE_AVAILABLE, Kind.CAPITAL)
    )
    with transaction() as session:
        post(session, "own", [Line(cash, capital, usd(90_000), Purpose.FUND, ORDER)])


def taken_back(at_stripe, cast, **more):
    """A payment of 10,000 that the bank takes back some days later."""
    found = paid(at_stripe, cast.ada, DISPUTED, **more)
    hear()
    at_stripe.days(8)
    clock.move(timedelta(days=8))
    hear()
    run("funding.read_again")
    assert funding(found).disputed
    return found


def from_balance(cast, minor, **more):
    return actions.fund_order(
        Wanted(ORDER, usd(minor), Means.BALANCE, **more), actor=cast.ada.actor
    )


class TestWhatABankTookBack:
    def test_cannot_be_promised_any_more_where_it_was_free(self, cast, at_stripe, own):
        disputed = paid(at_stripe, cast.ada, DISPUTED)
        hear()
        promise(4_000)
        at_stripe.days(8)
        clock.move(timedelta(days=8))
        hear()
        run("funding.read_again")
        assert confirmed() == 4_000, "what is promised stays, and is owed by the client"
        reading.read_again(disputed)
        assert confirmed() == 4_000, "read again it is taken once"
        assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 10_000
        assert books_fit(at_stripe)

    def test_is_there_again_once_it_is_won(self, cast, at_stripe, own):
        disputed = taken_back(at_stripe, cast)
        assert confirmed() == 0
        (dispute,) = at_stripe.stripe.v1.disputes.list({}).data
        at_stripe.lever(f"disputes/{dispute.id}/win")
        hear()
        reading.read_again(disputed)
        assert confirmed() == 10_000
        assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 0

    def test_is_not_spent_from_the_balance(self, cast, at_stripe, own):
        taken_back(at_stripe, cast, order=None)
        with pytest.raises(NotMadeGood, match=r"\$100\.00"):
            from_balance(cast, 1)
        assert (confirmed(), held(Kind.CLIENT_BALANCE, NORTHLAB)) == (0, 10_000)
        paid(at_stripe, cast.ada, AT_ONCE, 15_000, order=None)
        hear()
        from_balance(cast, 15_000)
        with pytest.raises(NotMadeGood):
            from_balance(cast, 1)

    def test_does_not_go_back_a_second_time_by_another_payment(self, cast, at_stripe, own):
        other = paid(at_stripe, cast.ada, AT_ONCE, 10_000, order=None)
        taken_back(at_stripe, cast, order=None)
        asking.give_back(other, usd(10_000), actor=cast.ada.actor)
        assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 10_000
        more = paid(at_stripe, cast.ada, AT_ONCE, 5_000, order=None)
        hear()
        from_balance(cast, 5_000)
        with pytest.raises(NotMadeGood):
            asking.give_back(more, usd(5_000), actor=cast.ada.actor)

    def test_what_an_order_covers_is_asked_for_once(self, cast, at_stripe, own):
        """The order has so much less; the balance is the client's all the same."""
        taken_back(at_stripe, cast)
        paid(at_stripe, cast.ada, AT_ONCE, 3_000, order=None)
        hear()
        from_balance(cast, 3_000)
        assert confirmed() == 3_000


class TestASecondClick:
    def test_gives_back_once(self, client, cast, at_stripe, own):
        arrived = paid(at_stripe, cast.ada, AT_ONCE)
        hear()
        sign_in(client, cast.ada)
        page = client.get(f"/funding/{arrived}").text
        assert 'name="seen_minor" value="10000"' in page
        sent = {"amount": "25", "seen_minor": "10000"}
        answers = [client.post(f"/funding/{arrived}/give-back", data=sent) for _ in range(2)]
        assert [each.status_code for each in answers] == [302, 409]
        assert "changed since you looked" in answers[1].text
        assert [each.amount for each in at_stripe.stripe.v1.refunds.list({}).data] == [2_500]

    def test_sets_aside_once(self, client, cast, at_stripe, own):
        paid(at_stripe, cast.ada, AT_ONCE, order=None)
        hear()
        sign_in(client, cast.ada)
        page = client.get(f"/funding/orders/{ORDER}").text
        assert 'name="seen_minor" value="10000"' in page
        sent = {"amount": "25", "means": "balance", "seen_minor": "10000"}
        answers = [client.post(f"/funding/orders/{ORDER}", data=sent) for _ in range(2)]
        assert [each.status_code for each in answers] == [302, 409]
        assert confirmed() == 2_500

    def test_of_a_program_that_says_what_it_saw(self, cast, at_stripe, own):
        paid(at_stripe, cast.ada, AT_ONCE, order=None)
        hear()
        from_balance(cast, 100, seen_minor=10_000)
        with pytest.raises(ChangedSince):
            from_balance(cast, 100, seen_minor=10_000)


@pytest.mark.parametrize("label", ["no id", "", "of another payment", "of nobody"])
def test_a_label_at_stripe_that_lies_moves_nothing_but_what_was_refunded(
    cast, at_stripe, own, label
):
    one, other = (paid(at_stripe, cast.ada, AT_ONCE) for _ in range(2))
    hear()
    if label == "of another payment":
        at_stripe.lever("fail_next", mode="drop_before", path="/v1/refunds", count=3)
        with pytest.raises(Exception, match="does not answer"):
            asking.give_back(other, usd(4_000), actor=cast.ada.actor)
        label = str(db.session().scalars(select(GivingBack.id)).one())
    promise(15_000)
    said = {"giving_back": "0" * 32 if label == "of nobody" else label}
    at_stripe.stripe.v1.refunds.create(
        {"payment_intent": funding(one).payment_id, "amount": 5_000, "metadata": said}
    )
    hear()
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 5_000
    run("funding.give_back", "funding.read_again")
    hear()
    assert held(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 5_000
    assert books_fit(at_stripe)


def test_a_refund_of_another_amount_than_asked_is_not_posted(cast, at_stripe, own, monkeypatch):
    arrived = paid(at_stripe, cast.ada, AT_ONCE)
    hear()
    honest = refunds.read
    monkeypatch.setattr(refunds, "read", lambda said: honest({**said, "amount": 1}))
    with pytest.raises(Exception, match="does not fit"):
        asking.give_back(arrived, usd(4_000), actor=cast.ada.actor)
    assert held(Kind.ORDER_FUNDS, ORDER) == 10_000
    monkeypatch.setattr(refunds, "read", honest)
    run("funding.read_again")
    assert held(Kind.ORDER_FUNDS, ORDER) == 6_000
    assert books_fit(at_stripe)


@pytest.mark.parametrize(
    "amount",
    ["1e-9999999", "1e-99", "0", "-5", "NaN", "Infinity", "1e999999", "0.001", "1,500", " "],
)
def test_no_amount_is_an_amount(client, cast, at_stripe, own, amount):
    sign_in(client, cast.ada)
    for path, more in (
        (f"/funding/orders/{ORDER}", {"means": "checkout"}),
        ("/funding", {"means": "checkout", "currency": "USD"}),
    ):
        assert client.post(path, data={"amount": amount, **more}).status_code == 422
    assert db.session().scalars(select(Funding)).all() == []


def test_a_payment_that_stripe_does_not_answer_about_keeps_no_other_from_being_read(
    cast, at_stripe, own
):
    ways = []
    for _ in range(2):
        made = asked(cast.ada)
        ways.append((made, way(made, cast.ada)))
        clock.move(timedelta(seconds=1))
    for _, url in ways:
        at_stripe.page(url, number=AT_ONCE, email="client@example.org")
    first, second = (made for made, _ in ways)
    checkout = funding(first).checkout_id
    at_stripe.lever("fail_next", mode="500", path=f"/v1/checkout/sessions/{checkout}", count=3)
    run("funding.read_again")
    assert [str(funding(each).state) for each in (first, second)] == ["open", "paid"]
    assert GIVES_UP_AFTER > 1


@pytest.mark.usefixtures("each_database")
def test_of_four_clicks_on_pay_at_once_there_is_one_request(app, cast, at_stripe):
    an_order()
    made = asked(cast.ada)
    sending = Sending("/v1/checkout/sessions", {"mode": "payment"})
    planned = at_once(
        app, 4, lambda _: actions.plan(made, "checkout", sending, actor=cast.ada.actor)
    )
    assert {getattr(each, "key", each) for each in planned} == {f"checkout:{made}:1"}
