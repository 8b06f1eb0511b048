"""What a client owes us is said with its reason, paid on a page, and holds up new work once it is
overdue; nothing else that they pay is taken for it."""

import re
from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.notices import queries as notices
from marketplace.budgets import asking as budget_asking
from marketplace.gigs.opening import missing_for
from marketplace.requests.models import RequestVersion, SceneRequest
from payouts.funding import actions, debts, giving_back, reading
from payouts.funding.actions import Wanted
from payouts.funding.errors import BalanceTooSmall, OwesLess, SettledADebt
from payouts.funding.models import Means
from payouts.journal.chart import Account, Kind, Purpose
from payouts.journal.posting import Line, post
from tests.cast import NORTHLAB, sign_in
from tests.marketplace.market import approved
from tests.payouts.funding.paying import (
    AT_ONCE,
    ORDER,
    an_order,
    books_fit,
    confirmed,
    held,
    paid,
    promise,
    usd,
    way,
)
from tests.payouts.funding.test_getting_around import own, taken_back
from tests.payouts.standing_in_for_stripe import hear

__all__ = ["own"]
DUE = timedelta(days=14)


def owes(minor: int = 10_000) -> None:
    """Work that was approved beyond what was set aside."""
    performer = Account(Kind.PERFORMER_PAYABLE, ORDER, "USD")
    client = Account(Kind.RECEIVABLE_CLIENT, NORTHLAB, "USD")
    with transaction() as session:
        line = Line(client, performer, usd(minor), Purpose.EARN, ORDER)
        post(session, f"beyond {clock.now()}", [line])


def owed() -> int:
    return held(Kind.RECEIVABLE_CLIENT, NORTHLAB)


def settle(cast, minor: int, means: Means = Means.BALANCE):
    return actions.settle_debt(Wanted(None, usd(minor), means), actor=cast.ada.actor)


def settled_by_card(at_stripe, cast, minor: int):
    funding_id = settle(cast, minor, Means.CHECKOUT)
    at_stripe.page(way(funding_id, cast.ada), number=AT_ONCE, email="client@example.org")
    hear()
    return funding_id


def found() -> list[debts.Debt]:
    db.session.rollback()
    return debts.debts(db.session(), NORTHLAB)


def in_the_way() -> list[str]:
    db.session.rollback()
    return list(budget_asking.in_the_way(db.session(), NORTHLAB))


class TestWhatABankTookBack:
    """An order's payment of 100.00, all of it lost to a dispute."""

    @pytest.fixture(autouse=True)
    def disputed(self, cast, at_stripe, own):
        return taken_back(at_stripe, cast)

    def test_is_said_with_its_reason_and_who_pays_is_told(self, cast):
        (debt,) = found()
        assert (debt.amount, debt.why) == (usd(10_000), "your bank took payments back")
        db.session.rollback()
        kinds = [each.kind for each in notices.page(db.session(), cast.ada.id).items]
        assert kinds.count("funding.owed") == 1

    def test_is_paid_by_card_and_the_order_has_its_money_again(self, cast, at_stripe):
        assert confirmed() == 0
        funding_id = settled_by_card(at_stripe, cast, 10_000)
        assert (owed(), found()) == (0, [])
        assert confirmed() == held(Kind.ORDER_FUNDS, ORDER) == 10_000
        reading.read_again(funding_id)
        assert (owed(), confirmed()) == (0, 10_000), "read again it counts once"
        assert books_fit(at_stripe)
        with pytest.raises(SettledADebt):
            giving_back.ask_to_give_back(funding_id, usd(1), actor=cast.ada.actor)

    def test_in_part_the_order_has_as_much(self, cast, at_stripe):
        settled_by_card(at_stripe, cast, 4_000)
        assert (owed(), confirmed()) == (6_000, 4_000)

    def test_won_after_it_was_paid_it_is_in_their_balance(self, cast, at_stripe, disputed):
        settled_by_card(at_stripe, cast, 10_000)
        (dispute,) = at_stripe.stripe.v1.disputes.list({}).data
        at_stripe.lever(f"disputes/{dispute.id}/win")
        hear()
        reading.read_again(disputed)
        assert owed() == 0
        assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 10_000
        assert confirmed() == 10_000, "and not promised twice"
        assert books_fit(at_stripe)

    def test_won_before_it_arrived_what_they_paid_is_in_their_balance(
        self, cast, at_stripe, disputed
    ):
        late = settle(cast, 10_000, Means.CHECKOUT)
        at_stripe.page(way(late, cast.ada), number=AT_ONCE, email="client@example.org")
        (dispute,) = at_stripe.stripe.v1.disputes.list({}).data
        at_stripe.lever(f"disputes/{dispute.id}/win")
        reading.read_again(disputed)
        assert (owed(), confirmed()) == (0, 10_000)
        reading.read_again(late)
        assert owed() == 0
        assert held(Kind.CLIENT_BALANCE, NORTHLAB) == 10_000

    def test_what_is_promised_stays_promised(self, cast, at_stripe):
        settled_by_card(at_stripe, cast, 10_000)
        promise(10_000)
        assert confirmed() == 10_000

    def test_what_they_pay_for_an_order_is_not_taken_for_it(self, cast, at_stripe):
        paid(at_stripe, cast.ada, AT_ONCE, 3_000)
        hear()
        assert (owed(), confirmed()) == (10_000, 3_000)


class TestFromTheBalance:
    @pytest.fixture(autouse=True)
    def balance(self, cast, at_stripe):
        an_order()
        paid(at_stripe, cast.ada, AT_ONCE, 8_000, order=None)
        hear()
        owes(10_000)

    def test_it_is_paid_at_once(self, cast, at_stripe):
        settle(cast, 8_000)
        assert (owed(), held(Kind.CLIENT_BALANCE, NORTHLAB)) == (2_000, 0)
        assert books_fit(at_stripe)

    def test_no_more_than_is_there(self, cast):
        with pytest.raises(BalanceTooSmall):
            settle(cast, 8_001)
        assert owed() == 10_000

    def test_no_more_than_is_owed(self, cast):
        with pytest.raises(OwesLess, match=r"owes us US\$100\.00, and not more"):
            settle(cast, 10_001)


class TestOverdue:
    def test_nothing_new_is_posted_until_it_is_paid(self, cast, at_stripe):
        request_id = approved(cast.ben, cast.cora)
        an_order()
        owes(10_000)
        assert in_the_way() == []
        clock.move(DUE)
        (said,) = in_the_way()
        assert "owes us US$100.00" in said
        assert "work that you approved cost more than was set aside" in said
        session = db.session()
        request = session.get_one(SceneRequest, request_id)
        version = session.get_one(RequestVersion, request.approved_version_id)
        assert said in list(missing_for(session, request, version))
        session.rollback()
        paid(at_stripe, cast.ada, AT_ONCE, 10_000, order=None)
        hear()
        assert in_the_way() == [said], "a balance pays nothing by itself"
        settle(cast, 10_000)
        assert in_the_way() == []

    def test_its_days_begin_when_everything_was_paid_last(self, cast):
        owes(1_000)
        clock.move(DUE)
        owes(2_000)
        assert found()[0].is_overdue
        assert found()[0].since == clock.now() - DUE


class TestThePage:
    @pytest.fixture(autouse=True)
    def debt(self, cast, at_stripe):
        an_order()
        owes(10_000)

    def test_says_what_and_why_and_pays_it(self, client, cast):
        sign_in(client, cast.ada)
        text = self.text(client, "/funding")
        assert "Your organisation owes us US$100.00 because work that you approved" in text
        assert "is not taken for it: it is paid here" in text
        sent = {"amount": "100", "currency": "USD", "means": "checkout"}
        answer = client.post("/funding/debts", data=sent)
        assert answer.status_code == 302
        assert "US$100.00 for what you owe" in self.text(client, answer.location)

    def test_says_so_where_an_order_is_funded(self, client, cast):
        sign_in(client, cast.ada)
        text = self.text(client, f"/funding/orders/{ORDER}")
        assert "Nothing of what you pay here is taken for it." in text

    @pytest.mark.parametrize(("amount", "status"), [("100.01", 409), ("0", 422), ("a lot", 422)])
    def test_refuses_at_the_field(self, client, cast, amount, status):
        sign_in(client, cast.ada)
        sent = {"amount": amount, "currency": "USD", "means": "checkout"}
        answer = client.post("/funding/debts", data=sent)
        assert answer.status_code == status
        assert f'value="{amount}"' in answer.text

    def test_who_pays_finds_it_waiting(self, cast):
        def labels(person):
            return [each.label for each in debts.waiting_for(db.session(), person.actor)]

        assert labels(cast.ada) == ["Pay the US$100.00 that you owe"]
        assert labels(cast.vera) == labels(cast.fay) == []

    def text(self, client, path) -> str:
        return re.sub("<[^>]*>", "", client.get(path).text)


def test_a_debt_that_is_not_posted_would_be_found(cast, at_stripe, monkeypatch):
    """The planted fault: what they pay for it goes into their balance."""
    an_order()
    owes(10_000)
    monkeypatch.setattr("payouts.funding.accounts.owed_by", debts.balance_of)
    settled_by_card(at_stripe, cast, 10_000)
    assert owed() == 10_000
