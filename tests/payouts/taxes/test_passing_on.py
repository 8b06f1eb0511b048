"""What was withheld and paid on to the tax office: noted once, by two people where it is much, and
never more than was withheld."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation import clock, hooks
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.money import Money
from foundation.notices.models import Notice
from payouts.journal.balances import Moment, balance
from payouts.journal.chart import Kind, platform
from payouts.pay_runs.models import Payout
from payouts.statements.overview import overview
from payouts.taxes import passed_on, passing_on
from payouts.taxes.errors import (
    AlreadyNoted,
    MoreThanWithheld,
    NotedByYou,
    NotNoted,
    NotProposed,
    NotYetPaid,
)
from payouts.taxes.passing_models import PassingState, Period, TaxPassedOn
from payouts.taxes.passing_on import Paid
from payouts.transfers import moving
from tests.cast import sign_in
from tests.payouts.raised_limits import limit
from tests.payouts.statements.told import returned
from tests.payouts.taxes.test_taxes import us, withhold

pytestmark = pytest.mark.usefixtures("session")
YEAR, WITHHELD = 2026, 60_000
PAGE = f"/finance/taxes/{YEAR}/passed-on"


@pytest.fixture(autouse=True)
def in_autumn():
    clock.hold(datetime(YEAR, 10, 5, 9, tzinfo=UTC))


def in_books(what, payout_id):
    """What sending does about the money; the calls to Stripe are told elsewhere."""
    with transaction() as session:
        what(session, session.get_one(Payout, payout_id), clock.now())


@pytest.fixture
def payout_id(cast):
    """600 withheld of Omar's 2,500, which his bank has."""
    us(cast.omar)
    payout_id = withhold(cast, cast.omar)
    in_books(moving.transferred, payout_id)
    in_books(moving.arrived, payout_id)
    return payout_id


def note(actor, minor=WITHHELD, reference="EFTPS 1", **other):
    said = {"year": YEAR, "period": Period.Q4, "paid_on": clock.now().date(), **other}
    return passing_on.note(Paid(amount=usd(minor), reference=reference, **said), actor=actor)


def usd(minor):
    return Money(minor, "USD")


def row(note_id):
    db.session.rollback()
    return db.session().get_one(TaxPassedOn, note_id)


def posted(kind, at=None):
    db.session.rollback()
    found = balance(db.session(), platform(kind, "USD"), Moment(effective=at))
    return found.posted.amount_minor


def owed():
    """To the tax office, as finance sees it."""
    db.session.rollback()
    sums = {each.kind: each.amount.amount_minor for each in overview(db.session()).owed}
    return sums.get(Kind.TAX_WITHHELD, 0)


def left(year=YEAR):
    db.session.rollback()
    return passed_on.passed_on(db.session(), year).left


@pytest.mark.usefixtures("each_database")
def test_what_is_passed_on_is_owed_no_more(cast, payout_id):
    assert (owed(), left()) == (WITHHELD, WITHHELD)
    found = passed_on.passed_on(db.session(), YEAR)
    assert (found.by_month, found.withheld) == ({10: WITHHELD}, WITHHELD)
    paid_on = clock.now().date()
    note(cast.fay.actor, 20_000, paid_on=paid_on)
    assert (owed(), left(), posted(Kind.CAPITAL)) == (40_000, 40_000, 20_000)
    day = datetime.combine(paid_on, datetime.min.time(), UTC)
    assert posted(Kind.TAX_PASSED_ON, day - timedelta(seconds=1)) == 0
    assert posted(Kind.TAX_PASSED_ON, day) == -20_000


def test_no_more_than_was_withheld(cast, payout_id):
    note(cast.fay.actor, 50_000)
    with pytest.raises(MoreThanWithheld, match=r"100\.00 can still be passed on"):
        note(cast.fay.actor, 10_001, "EFTPS 2")
    with pytest.raises(MoreThanWithheld):
        note(cast.fay.actor, 1, "EFTPS 2", year=2025, paid_on=date(2025, 12, 1))
    note(cast.fay.actor, 10_000, "EFTPS 2")
    assert (owed(), left()) == (0, 0)


def test_a_second_click_notes_nothing_more(cast, payout_id):
    note(cast.fay.actor, 10_000)
    with pytest.raises(AlreadyNoted):
        note(cast.fay.actor, 10_000)
    assert owed() == 50_000


@pytest.mark.parametrize("days", [1, -300])
def test_only_what_was_paid_since_the_year_began(cast, payout_id, days):
    with pytest.raises(NotYetPaid):
        note(cast.fay.actor, paid_on=clock.now().date() + timedelta(days=days))


def test_who_may_not_keep_taxes_notes_nothing(cast, payout_id):
    with pytest.raises(NotPermitted):
        note(cast.cora.actor)


def test_above_the_limit_two_people_stand_for_it(cast, payout_id):
    limit(cast.admin.actor, 10_000)
    note_id = note(cast.fay.actor)
    assert (row(note_id).state, owed(), left()) == (PassingState.PROPOSED, WITHHELD, 0)
    told = select(Notice.account_id).where(Notice.kind == "tax.passing_second")
    assert db.session().scalars(told).all() == [cast.admin.id]
    waits = [each.url for each in hooks.waiting(db.session(), cast.admin.actor)]
    assert f"/finance/taxes/passed-on/{note_id}" in waits
    with pytest.raises(NotedByYou):
        passing_on.approve_passing(note_id, actor=cast.fay.actor)
    passing_on.approve_passing(note_id, actor=cast.admin.actor)
    assert (row(note_id).state, owed()) == (PassingState.NOTED, 0)
    with pytest.raises(NotProposed):
        passing_on.approve_passing(note_id, actor=cast.admin.actor)
    assert owed() == 0


def test_nobody_stands_alone_by_a_limit_they_raised_themselves(cast, payout_id):
    limit(cast.admin.actor, 10_000)
    limit(cast.fay.actor, 9_000_000)
    assert row(note(cast.fay.actor)).state is PassingState.PROPOSED


@pytest.mark.parametrize("by", ["nobody", "the_same"])
def test_the_database_wants_two_people_too(cast, payout_id, by):
    limit(cast.admin.actor, 10_000)
    note_id = note(cast.fay.actor)
    with pytest.raises(IntegrityError), transaction() as session:
        found = session.get_one(TaxPassedOn, note_id)
        found.state = PassingState.NOTED
        found.approved_by = None if by == "nobody" else cast.fay.id
        session.flush()


def test_what_waits_can_be_dropped_and_noted_anew(cast, payout_id):
    limit(cast.admin.actor, 10_000)
    note_id = note(cast.fay.actor)
    passing_on.drop_passing(note_id, actor=cast.fay.actor)
    assert (row(note_id).state, left()) == (PassingState.DROPPED, WITHHELD)
    note(cast.fay.actor)


def test_what_is_taken_back_is_owed_again(cast, payout_id):
    note_id = note(cast.fay.actor)
    passing_on.take_back_passing(note_id, "Another year's.", actor=cast.fay.actor)
    assert (owed(), left(), posted(Kind.CAPITAL)) == (WITHHELD, WITHHELD, 0)
    with pytest.raises(NotNoted):
        passing_on.take_back_passing(note_id, "Once more.", actor=cast.fay.actor)
    note(cast.fay.actor)
    assert owed() == 0


def test_a_payment_that_comes_back_is_given_back_whole_though_its_tax_was_passed_on(
    cast, payout_id
):
    note_id = note(cast.fay.actor)
    in_books(moving.came_back, payout_id)
    returned(payout_id)
    in_books(moving.reversed_, payout_id)
    assert (owed(), left()) == (-WITHHELD, -WITHHELD), "the tax office has too much"
    with pytest.raises(MoreThanWithheld, match=r"0\.00"):
        note(cast.fay.actor, 1, "EFTPS 2")
    passing_on.take_back_passing(note_id, "They paid it back.", actor=cast.fay.actor)
    assert (owed(), left()) == (0, 0)


def test_what_came_back_meanwhile_is_not_approved(cast, payout_id):
    limit(cast.admin.actor, 10_000)
    note_id = note(cast.fay.actor)
    in_books(moving.came_back, payout_id)
    returned(payout_id)
    with pytest.raises(MoreThanWithheld):
        passing_on.approve_passing(note_id, actor=cast.admin.actor)
    assert row(note_id).state is PassingState.PROPOSED


def test_by_its_pages_and_in_the_file_of_the_year(cast, payout_id, client):
    sign_in(client, cast.fay)
    assert "Nothing is noted for 2026" in client.get(PAGE).text
    wrong = client.post(PAGE, data={"amount": "900"})
    assert wrong.status_code == 422
    for said in ("for which time", "day of the payment", "office&#39;s reference"):
        assert said in wrong.text
    form = {"amount": "900", "period": "q4", "paid_on": "2026-10-12", "reference": "EFTPS 7"}
    refused = client.post(PAGE, data=form)
    assert refused.status_code == 422
    assert "600.00 can still be passed on" in refused.text
    shown = client.post(PAGE, data={**form, "amount": "450"}, follow_redirects=True).text
    assert "October to December" in shown
    assert "450.00" in client.get("/finance/taxes?year=2026").text
    rows = list(csv.DictReader(StringIO(client.get(f"/finance/taxes/{YEAR}.csv").text)))
    assert {each["amount_minor"] for each in rows} == {"250000", ""}
    [noted] = [each for each in rows if each["passed_on_minor"]]
    kept = ("year", "currency", "passed_on_minor", "passed_on_day", "passed_on_reference")
    assert [noted[each] for each in kept] == ["2026", "USD", "45000", "2026-10-12", "EFTPS 7"]
    path = client.get(PAGE).text.split('href="/finance/taxes/passed-on/')[1].split('"')[0]
    back = f"/finance/taxes/passed-on/{path}/taking-back"
    assert client.post(back, data={}).status_code == 422
    done = client.post(back, data={"because": "Wrong year."}, follow_redirects=True).text
    assert "owed to the tax office again" in done
    assert "EFTPS 7" not in client.get(f"/finance/taxes/{YEAR}.csv").text


@pytest.mark.parametrize("path", ["/finance/taxes/99999/passed-on", "/finance/taxes/0/passed-on"])
def test_of_a_year_that_cannot_be_there_is_nothing(cast, client, path):
    sign_in(client, cast.fay)
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
