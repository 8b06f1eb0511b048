"""Nobody is asked for money that their bank has taken on already: they read when it is expected,
and pay only what is missing beyond it."""

import re
from datetime import timedelta
from html import unescape

import pytest

from foundation import clock, hooks
from foundation.database import db, transaction
from foundation.formats import day
from foundation.workdays import after_working_days
from marketplace.budgets import asking
from marketplace.budgets import queries as budgets
from payouts.funding import actions, debts, queries
from payouts.funding.actions import Wanted
from payouts.funding.models import Means
from payouts.funding.queries import DEBIT_DAYS
from tests.cast import sign_in
from tests.payouts.funding.paying import BAD_DEBIT, DEBIT, ORDER, an_order, funding, paid, usd, way
from tests.payouts.funding.test_debts import owes
from tests.payouts.standing_in_for_stripe import hear

NEEDED = 10_000


@pytest.fixture(autouse=True)
def order(cast, at_stripe, monkeypatch):
    """It costs 100.00 at most, and nobody has paid for it."""
    an_order()
    monkeypatch.setattr(asking, "wanted_for", (lambda *_: {ORDER: usd(NEEDED)},))


def debit(at_stripe, cast, minor, number=DEBIT):
    funding_id = paid(at_stripe, cast.ada, number, minor)
    hear()
    return funding_id


def home(person):
    db.session.rollback()
    found = hooks.waiting(db.session(), person.actor)
    return [each for each in found if each.url.startswith(("/budgets/", "/funding"))]


def text(client, path):
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", "", client.get(path).text)))


def expected():
    return day(after_working_days(clock.now(), DEBIT_DAYS).date())


def test_home_says_what_is_on_its_way_and_asks_for_nothing(client, cast, at_stripe):
    (before,) = home(cast.ada)
    assert before.label.startswith("Set money aside for")
    by = expected()
    debit(at_stripe, cast, NEEDED)
    (after,) = home(cast.ada)
    assert after.label.startswith("On its way for")
    assert after.label.endswith(f"US$100.00 from your bank, expected by {by}")
    assert after.comes_by_itself
    sign_in(client, cast.ada)
    said = text(client, "/home")
    assert "Comes by itself" in said
    assert f"expected by {by}" in said
    assert "to do" not in said.split("New for you")[0]


def test_home_asks_for_what_is_missing_beyond_it(cast, at_stripe):
    by = expected()
    debit(at_stripe, cast, 4_000)
    (found,) = home(cast.ada)
    assert found.label.startswith("Set US$60.00 more aside for")
    assert f"On its way: US$40.00 from your bank, expected by {by}" in found.label
    assert not found.comes_by_itself


def test_the_budget_page_and_the_way_to_pay_say_the_same(client, cast, at_stripe):
    sign_in(client, cast.ada)
    page = f"/budgets/{ORDER}"
    assert "US$100.00 are still missing." in text(client, page)
    by = expected()
    debit(at_stripe, cast, 4_000)
    said = text(client, page)
    assert f"US$40.00 are on their way from your bank already, expected by {by}" in said
    assert "US$60.00 are still missing beyond that." in said
    assert 'value="60.00"' in client.get(f"/funding/orders/{ORDER}").text
    debit(at_stripe, cast, 6_000)
    said = text(client, page)
    assert f"US$100.00 are on their way from your bank already, expected by {by}" in said
    assert "still missing" not in said
    assert "Nothing is to be paid now" in said
    assert f"expected by {by}" in text(client, f"/funding/orders/{ORDER}")


def test_its_own_page_says_when_it_is_expected(client, cast, at_stripe):
    funding_id = debit(at_stripe, cast, NEEDED)
    sign_in(client, cast.ada)
    assert f"we expect it by {expected()}" in text(client, f"/funding/{funding_id}")


def test_finance_reads_whose_bank_it_is(client, cast, at_stripe):
    debit(at_stripe, cast, NEEDED)
    sign_in(client, cast.fay)
    assert "on their way from the client's bank already" in text(client, f"/budgets/{ORDER}")


def test_what_a_bank_refused_is_asked_for_again(cast, at_stripe):
    funding_id = debit(at_stripe, cast, NEEDED, BAD_DEBIT)
    assert home(cast.ada)[0].comes_by_itself
    at_stripe.days(7)
    clock.move(timedelta(days=7))
    hear()
    (found,) = home(cast.ada)
    assert found.label.startswith("Set money aside for")
    assert funding(funding_id).available_at is None


def test_the_day_is_that_of_the_bank_and_what_is_late_is_called_so(cast, at_stripe):
    """Asked for three days before the client went to pay it."""
    funding_id = actions.ask_to_fund(
        Wanted(ORDER, usd(NEEDED), Means.CHECKOUT), actor=cast.ada.actor
    )
    at_stripe.days(3)
    clock.move(timedelta(days=3))
    by = expected()
    at_stripe.page(way(funding_id, cast.ada), number=DEBIT, email="client@example.org")
    hear()
    hear()
    (found,) = home(cast.ada)
    assert found.label.endswith(f"expected by {by}")
    clock.move(timedelta(days=9))
    (found,) = home(cast.ada)
    assert found.label.endswith(f"expected by {by}, late")


def test_what_is_owed_is_asked_for_once(client, cast, at_stripe, monkeypatch):
    monkeypatch.setattr(asking, "wanted_for", ())
    owes(NEEDED)
    (before,) = home(cast.ada)
    assert before.label == "Pay the US$100.00 that you owe"
    by = expected()
    for minor in (4_000, 6_000):
        wanted = Wanted(None, usd(minor), Means.CHECKOUT)
        funding_id = actions.settle_debt(wanted, actor=cast.ada.actor)
        at_stripe.page(way(funding_id, cast.ada), number=DEBIT, email="client@example.org")
        hear()
        (found,) = home(cast.ada)
        if minor == 4_000:
            assert found.label.startswith("Pay US$60.00 more of what you owe. On its way: US$40.00")
            assert not found.comes_by_itself
    assert found.label == f"On its way for what you owe: US$100.00 from your bank, expected by {by}"
    assert found.comes_by_itself
    sign_in(client, cast.ada)
    said = text(client, "/funding")
    assert "US$100.00 are on their way from your bank already" in said
    assert "Nothing more is to be paid now." in said


def test_of_others_nothing_is_on_its_way(cast, at_stripe):
    debit(at_stripe, cast, NEEDED)
    session = db.session()
    assert queries.coming_to_settle(session, cast.ada.actor.on_behalf_of) == {}
    assert home(cast.rolf) == home(cast.fay) == []


def test_who_is_asked_twice_would_be_found(cast, at_stripe, monkeypatch):
    """Planted: nobody says what is on its way."""
    monkeypatch.setattr(asking, "coming_in", ())
    debit(at_stripe, cast, NEEDED)
    (found,) = home(cast.ada)
    assert not found.comes_by_itself


def test_the_rest_is_never_below_nothing(cast, at_stripe):
    debit(at_stripe, cast, 12_000)
    session = db.session()
    assert budgets.asked_for_one(session, ORDER).to_pay == usd(0)
    session.rollback()
    with transaction() as writing:
        assert debts.debts(writing, cast.ada.actor.on_behalf_of) == []
