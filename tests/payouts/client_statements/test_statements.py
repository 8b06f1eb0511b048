"""A client's statement is what the journal says, to the cent, added up in two ways."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from marketplace.budgets import steps as budgets
from marketplace.budgets.fee import fee_on
from payouts.client_statements import adding_up, saying
from payouts.client_statements.accounts import years_of
from payouts.client_statements.adding_up import made, statement
from payouts.client_statements.errors import DoesNotAddUp, NoSuchClient
from payouts.client_statements.movements import What
from payouts.client_statements.periods import FIRST_DAY, LAST_DAY, Period, chosen, meant, of_year
from payouts.client_statements.standing import standings
from payouts.earnings.reducing import propose_reduction
from payouts.earnings.reduction_models import ReductionReason
from payouts.funding import actions, asking
from payouts.funding.actions import Wanted
from payouts.funding.models import Funding, Means
from payouts.journal.chart import PLATFORM, Account, Kind, Purpose
from payouts.journal.models import JournalAccount, Posting
from payouts.journal.posting import Line, post
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB, sign_in
from tests.payouts.earnings.earned import earned
from tests.payouts.funding.paying import AT_ONCE, ORDER, an_order, paid, usd
from tests.payouts.standing_in_for_stripe import hear

PATH = f"/client-statements/{NORTHLAB}"
ALWAYS = Period(date(2020, 1, 1), date(2040, 12, 31))
FEES = fee_on(Money(10_000, "USD")).amount_minor + fee_on(Money(60_000, "USD")).amount_minor


@pytest.fixture
def spent(cast, at_stripe):
    """50,000 paid for an order, 4,000 of it given back, 5,000 more from a balance of 20,000;
    70,000 earned, which is more than there is."""
    an_order()
    at_stripe.fund(5_000)
    own = Account(Kind.STRIPE_AVAILABLE, PLATFORM, "USD")
    with transaction() as session:
        capital = Account(Kind.CAPITAL, PLATFORM, "USD")
        post(session, "own", [Line(own, capital, usd(5_000), Purpose.FUND, ORDER)])
    funded = paid(at_stripe, cast.ada, AT_ONCE, 50_000)
    paid(at_stripe, cast.ada, AT_ONCE, 20_000, order=None)
    hear()
    asking.give_back(funded, usd(4_000), actor=cast.ada.actor)
    hear()
    actions.fund_order(Wanted(ORDER, usd(5_000), Means.BALANCE), actor=cast.ada.actor)
    with transaction() as session:
        budgets.commit(session, ORDER, usd(12_000), kind="offer", cause_id=cast.omar.id)
    earned(cast.omar.id, 10_000, currency="USD", order_id=ORDER)
    db.session.rollback()


@pytest.fixture
def overspent(spent, cast):
    earned(cast.omar.id, 60_000, currency="USD", order_id=ORDER)
    db.session.rollback()


def by_hand(client_id, orders):
    """From the rows of the journal themselves, by nobody's words."""
    session, sums = db.session(), Counter()
    kinds = {each.id: each for each in session.scalars(select(JournalAccount))}
    for each in session.scalars(select(Posting)):
        if each.phase in ("posted", "posts"):
            sums[each.credit_id] += each.amount_minor
            sums[each.debit_id] -= each.amount_minor
    return {
        kind: sum(
            minor
            for account, minor in sums.items()
            if kinds[account].kind == kind and kinds[account].owner_id in {client_id, *orders}
        )
        for kind in ("order_funds", "client_balance", "receivable_client")
    }


def total(period=ALWAYS, client_id=NORTHLAB):
    [found] = made(db.session(), client_id, period).totals
    return found


@pytest.mark.usefixtures("each_database")
def test_it_is_what_the_journal_says_to_the_cent(overspent):
    found, books = total(), by_hand(NORTHLAB, [ORDER])
    assert found.set_aside == books["order_funds"] == 0
    assert found.balance == books["client_balance"] == 15_000
    assert -found.owed == books["receivable_client"] == 51_000 - 70_000 - FEES
    assert found.after == sum(books.values())
    assert +found.moved == {What.PAID_IN: 70_000}
    assert {what: minor for what, minor in found.moved.items() if minor < 0} == {
        What.EARNED: -70_000,
        What.FEE: -FEES,
        What.GIVEN_BACK: -4_000,
    }


def test_by_order_and_for_the_balance(overspent):
    balance, order = made(db.session(), NORTHLAB, ALWAYS).spends
    assert (balance.order_id, order.order_id) == (None, ORDER)
    assert balance.moved == {What.PAID_IN: 20_000, What.FROM_BALANCE: -5_000}
    assert order.moved[What.FROM_BALANCE] == 5_000
    assert order.after == 51_000 - 70_000 - FEES


@pytest.mark.parametrize("fault", ["lost", "twice", "of_somebody_else"])
def test_what_does_not_add_up_is_not_shown(overspent, monkeypatch, fault):
    true = adding_up.movements

    def wrong(*given):
        found = true(*given)
        if not found:
            return found
        if fault == "of_somebody_else":
            return [replace(found[0], account_id=ORDER), *found[1:]]
        return found[1:] if fault == "lost" else [*found, found[0]]

    monkeypatch.setattr(adding_up, "movements", wrong)
    with pytest.raises(DoesNotAddUp):
        made(db.session(), NORTHLAB, ALWAYS)


def test_one_period_ends_where_the_next_begins(spent, cast):
    clock.move(timedelta(days=400))
    earned(cast.omar.id, 2_000, currency="USD", order_id=ORDER)
    years = years_of(db.session(), NORTHLAB)
    assert len(years) >= 2
    found = [total(of_year(year)) for year in reversed(years)]
    assert [each.before for each in found[1:]] == [each.after for each in found[:-1]]
    assert found[0].before == 0
    assert found[-1].after == total().after == sum(by_hand(NORTHLAB, [ORDER]).values())
    assert sum((each.moved for each in found), Counter()) == +total().moved


def test_what_is_taken_back_from_performers_is_the_clients_again(spent, cast):
    earning = earned(cast.omar.id, 6_000, currency="USD", order_id=ORDER)[0]
    before = total()
    propose_reduction(earning, 1_000, ReductionReason.ARITHMETIC, "Twice.", actor=cast.fay.actor)
    clock.move(timedelta(days=15))
    from payouts.earnings.jobs import JOBS  # noqa: PLC0415 - only here
    from tests.payouts.statements.told import run_jobs  # noqa: PLC0415

    run_jobs(JOBS)
    after = total()
    assert after.moved[What.EARNED] - before.moved[What.EARNED] == 1_000
    assert after.moved[What.FEE] > before.moved[What.FEE]
    assert after.after == sum(by_hand(NORTHLAB, [ORDER]).values())


def test_promised_against_paid(spent):
    [found] = standings(db.session(), NORTHLAB).orders
    spent_on_it = 10_000 + fee_on(Money(10_000, "USD")).amount_minor
    assert (found.committed, found.funded, found.spent) == (12_000, 51_000, spent_on_it)
    assert found.left == 51_000 - spent_on_it
    assert found.free == 51_000 - max(12_000, spent_on_it)
    assert found.missing == 0


def test_orders_without_any_movement_are_counted_and_not_listed(client, app, spent, cast):
    for _ in range(2):
        with transaction() as session:
            budgets.open_budget(session, uuid4(), NORTHLAB, "USD")
    found = standings(db.session(), NORTHLAB)
    assert ([each.order_id for each in found.orders], found.unmoved) == ([ORDER], 2)
    sign_in(client, cast.ada)
    assert "2 orders have had no movement yet" in client.get(PATH).text
    said = Program(app, cast.ben).get("/api/v1/client-statement").json
    assert (len(said["now"]), said["unmoved_orders"]) == (1, 2)


@pytest.mark.parametrize("ending", ["", "?year=soon", "/statement.csv", "/statement.pdf"])
def test_of_nobody_there_is_no_statement(client, cast, ending):
    sign_in(client, cast.fay)
    assert client.get(f"/client-statements/{uuid4()}{ending}").status_code == 404
    assert client.get(PATH).status_code == 200


def test_others_have_nothing_of_it(overspent, cast):
    assert made(db.session(), RIVALLAB, ALWAYS).totals == []
    with pytest.raises(NoSuchClient):
        statement(db.session(), NORTHLAB, ALWAYS, cast.rolf.actor)


def test_the_page_its_files_and_the_api_say_the_same(client, app, overspent, cast):
    sign_in(client, cast.ada)
    assert f"/client-statements/{NORTHLAB}" in client.get("/funding").text
    assert f"/client-statements/{NORTHLAB}" in client.get(f"/budgets/{ORDER}").text
    path = f"/client-statements/{NORTHLAB}"
    days = {"first": "2020-01-01", "last": "2040-12-31"}
    page = client.get(path, query_string=days).text
    for said in ("$700.00", "40.00", "$150.00", "Receipt"):
        assert said in page
    assert client.get(f"{path}/statement.pdf", query_string=days).data.startswith(b"%PDF")
    rows = list(
        csv.DictReader(StringIO(client.get(f"{path}/statement.csv", query_string=days).text))
    )
    minor = Counter()
    for row in rows:
        if row["part"] == "spend" and row["what"] not in ("before", "after"):
            minor["moved"] += int(row["amount_minor"])
        if row["part"] == "total" and row["what"] == "after":
            minor["after"] += int(row["amount_minor"])
    assert minor["moved"] == minor["after"] == total().after
    answer = Program(app, cast.ben).get("/api/v1/client-statement", **days).json
    [said] = answer["totals"]
    assert said["after_minor"] == total().after
    assert said["owed_minor"] == total().owed


def test_an_empty_year_and_a_wrong_day(client, cast, session):
    sign_in(client, cast.ada)
    path = f"/client-statements/{NORTHLAB}"
    assert "Nothing in this time" in client.get(path).text
    for query, said in (
        ({"first": "soon"}, "Choose a day."),
        ({"first": "2026-05-02", "last": "2026-05-01"}, "not before the first one"),
        ({"year": "1"}, "no statement of that year"),
    ):
        answer = client.get(path, query_string=query)
        assert answer.status_code == 422
        assert said in answer.text


@pytest.mark.parametrize("ending", ["csv", "pdf"])
def test_a_wrong_day_makes_no_file_of_another_time(client, cast, ending):
    sign_in(client, cast.ada)
    answer = client.get(f"/client-statements/{NORTHLAB}/statement.{ending}?year=soon")
    assert answer.status_code == 422
    assert "Choose a year, as 2026." in answer.text


def test_days_that_are_not_said_are_filled_in():
    assert chosen(None, None, date(2026, 3, 4)) == Period(date(2026, 1, 1), date(2026, 3, 4))
    assert chosen(2025, None, None).year == 2025
    assert meant(first=date(1, 1, 1), last=date(1, 1, 2)) == Period(FIRST_DAY, FIRST_DAY)
    assert meant(last=date(9999, 12, 31)).last == LAST_DAY
    assert chosen(None, date(2030, 1, 1), None).first == date(2030, 1, 1)


def test_what_settles_a_debt_did_not_fill_the_balance():
    paid_for = Funding(
        client_id=NORTHLAB,
        order_id=None,
        means=Means.BALANCE,
        amount_minor=500,
        currency="USD",
        asked_by=new_id(),
    )
    assert saying.payment_name(paid_for, {}) == "Your balance"
    paid_for.settles = True
    assert saying.payment_name(paid_for, {}) == "What you owed"
