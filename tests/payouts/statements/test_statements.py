"""Every cent of a run is explained: what is paid and when, what waits and why; page and files."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db
from foundation.formats import NOBODY, Reader
from foundation.mail.models import Mail
from foundation.notices.models import Notice
from marketplace.facts.models import FactKind
from payouts.earnings.hold_models import HoldDecision, PayHold
from payouts.earnings.jobs import JOBS as EARNING_JOBS
from payouts.earnings.models import Earning
from payouts.pay_runs.models import Payout
from payouts.statements import documents, news, overview, saying, years
from payouts.statements.errors import StatementNotFound
from payouts.statements.jobs import JOBS
from payouts.statements.spreadsheet import COLUMNS
from payouts.taxes.actions import declare_status
from payouts.transfers import opening
from tests.api.asking import Program
from tests.cast import sign_in
from tests.payouts.earnings.earned import published
from tests.payouts.pay_runs.earned import earn, hold
from tests.payouts.statements.told import (
    let_go,
    paid,
    payout_of,
    returned,
    run_jobs,
    sent,
    statement,
)
from wsgi import JOBS as WSGI_JOBS

pytestmark = pytest.mark.usefixtures("session")
UNTIL = date(2026, 4, 1)


@pytest.fixture
def run_id(cast):
    """31.08 wait for a hold of fay's, 100.00 are paid."""
    held = earn(cast.omar.id, 3_108)
    hold(held, UNTIL)
    earn(cast.omar.id, 10_000)
    with db.session.begin_nested():
        placed = db.session().scalars(select(PayHold)).one()
        placed.placed_by = cast.fay.id
        db.session().add(
            HoldDecision(
                hold_id=placed.id,
                n=1,
                until_on=UNTIL,
                text="The take was counted twice.",
                decided_by=cast.fay.id,
            )
        )
    db.session.commit()
    return let_go(cast)


def page(client, cast, path):
    sign_in(client, cast.omar)
    answer = client.get(path)
    assert answer.status_code == 200
    return answer


def rows_of(answer):
    return list(csv.DictReader(StringIO(answer.text)))


def test_why_31_08_wait_is_answered_on_the_page_itself(client, cast, run_id):
    text = page(client, cast, f"/statements/{run_id}").text
    for said in ("31.08", "Held until", "1 Apr 2026", "by Fay", "the amount may be miscounted"):
        assert said in text
    assert "The take was counted twice." in text


def test_each_line_says_its_rate_its_rule_and_who_decided(client, cast, run_id):
    text = page(client, cast, f"/statements/{run_id}").text
    for said in ("Take 1, Northlab", "100.00", "for a take", "somebody who has left"):
        assert said in text


def test_what_is_on_its_way_has_a_day_and_what_is_paid_too(cast, run_id):
    expected = statement(run_id, cast.omar).paid[0].expected_on
    assert expected is not None
    assert expected > statement(run_id, cast.omar).run.pay_on
    paid(payout_of(run_id, cast.omar.id))
    found = statement(run_id, cast.omar).paid[0]
    assert (found.expected_on, found.paid_at) == (None, clock.now())


def test_what_came_back_says_so(client, cast, run_id):
    payout_id = payout_of(run_id, cast.omar.id)
    paid(payout_id)
    returned(payout_id)
    assert "Came back from your bank on" in page(client, cast, f"/statements/{run_id}").text


def test_money_that_a_bank_never_took_is_not_called_on_its_way(client, cast, run_id):
    payout_id = payout_of(run_id, cast.omar.id)
    sent(payout_id)
    returned(payout_id)
    text = page(client, cast, f"/statements/{run_id}").text
    assert "Your bank did not take it." in text
    assert "On its way" not in text


def test_another_performer_has_no_such_statement(cast, run_id):
    with pytest.raises(StatementNotFound):
        statement(run_id, cast.mira)


def test_the_file_adds_up_and_has_every_line(client, cast, run_id):
    rows = rows_of(page(client, cast, f"/statements/{run_id}/lines.csv"))
    assert tuple(rows[0]) == COLUMNS
    lines = [int(row["amount_minor"]) for row in rows if row["what"] == "line"]
    assert sum(lines) == sum(int(r["amount_minor"]) for r in rows if r["what"] == "payout")
    waits = [row for row in rows if row["what"] == "waits"]
    assert [(row["amount"], row["label"]) for row in waits] == [("31.08", "Take 1")]
    assert "counted twice" in waits[0]["why"]


def test_the_year_as_a_file_has_the_same_lines(client, cast, run_id):
    one = rows_of(page(client, cast, f"/statements/{run_id}/lines.csv"))
    assert rows_of(page(client, cast, "/statements/years/2026.csv")) == one


def test_the_document_is_tagged_and_the_same_whenever_it_is_made(client, cast, run_id):
    made = page(client, cast, f"/statements/{run_id}/statement.pdf")
    assert (made.content_type, made.data[:5]) == ("application/pdf", b"%PDF-")
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"pdfuaid:part"):
        assert part in made.data
    assert page(client, cast, f"/statements/{run_id}/statement.pdf").data == made.data


@pytest.fixture
def taxed(cast):
    """Of 2,500.00 of omar's, 600.00 are withheld."""
    declare_status(country="US", us_person=True, actor=cast.omar.actor)
    earn(cast.omar.id, 250_000, "USD")
    return let_go(cast)


WHY = (
    "600.00 are withheld for taxes by law.",
    "24 percent of",
    "2,500.00 are withheld for the tax office in the payee",
    "because Form W-9 is missing",
    "By the table of 2026",
    "2,000.00 a year",
    "given to Stripe",
)


def test_what_was_withheld_is_a_line_of_its_own_that_says_why(client, cast, app, taxed):
    text = page(client, cast, f"/statements/{taxed}").text
    for said in (*WHY, "1,900.00", 'href="/payouts/account"'):
        assert said in text
    rows = rows_of(page(client, cast, f"/statements/{taxed}/lines.csv"))
    found = {row["what"]: (row["amount"], row["why"]) for row in rows}
    assert {what: amount for what, (amount, _) in found.items()} == {
        "line": "2500.00",
        "withheld for taxes": "-600.00",
        "payout": "1900.00",
    }
    assert "Form W-9 is missing" in found["withheld for taxes"][1]
    payout = Program(app, cast.omar, scopes=["statements:read"])
    (one,) = payout.get(f"/api/v1/statements/{taxed}").json["payouts"]
    assert (one["amount_minor"], one["withheld_minor"]) == (190_000, 60_000)
    assert "Form W-9 is missing" in one["withheld_because"]
    (listed,) = payout.get("/api/v1/statements").json["items"]
    assert listed["withheld"] == [{"amount_minor": 60_000, "currency": "USD"}]
    assert "600.00 for taxes" in page(client, cast, "/statements").text


def test_the_document_says_it_too(cast, taxed):
    found = statement(taxed, cast.omar)
    (said,) = documents.beside(found.paid[0], NOBODY)
    assert all(each in said for each in WHY)


@pytest.mark.parametrize(("locale", "written"), [("de", "2.500,00"), ("en", "2,500.00")])
def test_amounts_in_the_sentence_are_written_for_who_reads_it(cast, taxed, locale, written):
    found = statement(taxed, cast.omar)
    (said,) = documents.beside(found.paid[0], Reader(locale=locale))
    assert f"{written}" in said.split("percent of ")[1]
    assert "{" not in said


def test_who_is_told_of_a_statement_is_told_of_the_tax(cast, taxed):
    run_jobs(JOBS)
    told = db.session().scalars(select(Notice.text).where(Notice.kind == news.READY.name)).all()
    assert [each for each in told if "600.00 are withheld for taxes." in each]


def test_of_what_came_back_nothing_is_withheld(client, cast, taxed):
    payout_id = payout_of(taxed, cast.omar.id)
    paid(payout_id)
    returned(payout_id)
    text = page(client, cast, f"/statements/{taxed}").text
    assert "600.00 were to be withheld for taxes." in text
    assert "are withheld" not in text


def test_below_the_threshold_it_says_what_will_follow(client, cast):
    declare_status(country="US", us_person=True, actor=cast.omar.actor)
    earn(cast.omar.id, 150_000, "USD")
    text = page(client, cast, f"/statements/{let_go(cast)}").text
    assert (
        "Nothing is withheld yet, but without it 24 percent of a payment will have to be." in text
    )


def test_programs_read_the_same(app, cast, run_id):
    program = Program(app, cast.omar, scopes=["statements:read"])
    listed = program.get("/api/v1/statements").json
    assert [each["id"] for each in listed["items"]] == [str(run_id)]
    one = program.get(f"/api/v1/statements/{run_id}").json
    assert [each["amount_minor"] for each in one["payouts"][0]["lines"]] == [10_000]
    assert [(each["reason"], each["amount_minor"]) for each in one["waits"]] == [("held", 3_108)]
    assert Program(app, cast.mira).get(f"/api/v1/statements/{run_id}").status_code == 404


def test_everybody_in_a_run_is_told_once_with_a_link_and_by_mail(cast, run_id):
    hold(earn(cast.mira.id, 500), date(2026, 5, 1))
    second = let_go(cast)
    letters = select(Mail)
    before = len(db.session().scalars(letters).all())
    for _ in range(2):
        run_jobs(JOBS)
    told = db.session().scalars(select(Notice).where(Notice.kind == news.READY.name)).all()
    links = {(each.account_id, each.url) for each in told}
    assert links == {
        (cast.omar.id, f"/statements/{run_id}"),
        (cast.omar.id, f"/statements/{second}"),
        (cast.mira.id, f"/statements/{second}"),
    }
    assert len(told) == len(links)
    assert len(db.session().scalars(letters).all()) == before + len(links)


def test_one_mail_says_what_comes_and_when_what_waits_and_where_each_line_is(cast, run_id):
    """Nothing else is told of a run until the bank has its money, or does not want it."""
    everything = [job for job in WSGI_JOBS if job.name.startswith(("pay_runs", "statements"))]
    run_jobs(everything)
    told = select(Notice.text).where(Notice.account_id == cast.omar.id)
    assert db.session().scalars(told).all() == [
        "€100.00 are on their way, with your bank by about 11 Mar 2026. €31.08 wait."
        " Statement P-2026-00001 says what for and why."
    ]


def test_the_year_adds_up_by_month_and_kind(client, cast, run_id):
    paid(payout_of(run_id, cast.omar.id))
    year = years.of_year(db.session(), cast.omar.id, 2026)[0]
    assert (year.earned, year.waits, year.on_its_way) == (13_108, 3_108, 0)
    assert (year.series[0].name, year.series[0].values[2]) == ("Work", 13_108)
    assert year.paid[clock.now().month - 1] == sum(year.paid) == 10_000
    text = page(client, cast, "/statements").text
    assert '<svg class="desk"' in text
    assert "131.08" in text


def test_what_came_back_is_not_counted_as_paid(cast, run_id):
    payout_id = payout_of(run_id, cast.omar.id)
    paid(payout_id)
    clock.move(timedelta(days=31))
    returned(payout_id)
    assert sum(years.of_year(db.session(), cast.omar.id, 2026)[0].paid) == 0


def test_without_anything_the_page_says_what_will_be_there(client, cast):
    assert "No statement yet" in page(client, cast, "/statements").text


def test_finance_sees_what_is_owed_and_what_lies_where(client, cast, run_id):
    found = overview.overview(db.session())
    held = {(each.kind.value, each.amount.amount_minor) for each in found.owed}
    assert ("performer_payable", 13_108) in held
    assert [(state.value, count) for state, count, _ in found.on_their_way] == [("approved", 1)]
    sign_in(client, cast.fay)
    text = client.get("/finance/overview").text
    assert "131.08" in text
    assert "Nothing was refused lately" in text


def test_what_takes_longer_than_a_day_is_an_exception(client, cast, run_id):
    session = db.session()
    payout = session.get_one(Payout, payout_of(run_id, cast.omar.id))
    opening.open_transfer(session, payout, "acct_1", clock.now())
    session.commit()
    assert overview.wrong(db.session()) == []
    clock.move(timedelta(days=1, seconds=1))
    assert [each.payout.id for each in overview.wrong(db.session())] == [payout.id]
    sign_in(client, cast.fay)
    assert "Waits for more than a day" in client.get("/finance/overview").text


def test_what_is_to_be_taken_later_stands_on_the_statement(client, cast):
    """A correction of more than was left of its earning: the rest is owed."""
    wrong = earn(cast.omar.id, 10_000)
    first = let_go(cast)
    corrected = db.session().get_one(Earning, wrong).fact_id
    db.session.rollback()
    published(cast.omar.id, -12_000, kind=FactKind.CORRECTION.value, cause_id=corrected)
    run_jobs([each for each in EARNING_JOBS if each.name == "earnings.collect"])
    clock.move(timedelta(days=14))
    run_jobs([each for each in EARNING_JOBS if each.name == "earnings.reduce"])
    earn(cast.omar.id, 10_000)
    second = let_go(cast)
    text = page(client, cast, f"/statements/{second}").text
    assert "€100.00 that were too much are still to be taken" in text
    assert "reduced" in text
    assert "still to be taken" not in page(client, cast, f"/statements/{first}").text
    (left,) = [
        each
        for each in rows_of(page(client, cast, f"/statements/{second}/lines.csv"))
        if each["what"] == "to be taken later"
    ]
    assert left["amount_minor"] == "-10000"
    before = saying.later(statement(second, cast.omar))
    clock.move(timedelta(minutes=1))
    earn(cast.omar.id, 10_000)
    assert saying.later(statement(second, cast.omar)) == before, "it says the same for ever"
    assert page(client, cast, f"/statements/{second}/statement.pdf").data.startswith(b"%PDF")
