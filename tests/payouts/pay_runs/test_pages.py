"""What finance and performers see of runs and payouts, and what they do there."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from payouts.pay_runs import approving, opening, outgoing, own_data, sums
from payouts.pay_runs.models import Payout, PayoutState, RunState
from tests.cast import START, sign_in
from tests.payouts.pay_runs.earned import all_of, earn, hold, over, runs
from wsgi import JOBS

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def run_id(cast):
    earn(cast.omar.id, 7_550)
    held = earn(cast.mira.id, 3_108)
    hold(held, START.date() + timedelta(days=20))
    over()
    return opening.plan_due()


@pytest.fixture
def finance(client, cast):
    sign_in(client, cast.fay)
    return client


def text(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def approved(run_id, person) -> None:
    db.session.rollback()
    run = runs()[0]
    fingerprint = sums.fingerprint(run, sums.totals(db.session(), [run_id])[run_id])
    approving.approve_run(run_id, fingerprint, actor=person.actor)


def job(name):
    (found,) = [each for each in JOBS if each.name == name]
    assert run_due([found], new_id(), even_if_not_due=True) == 1


def test_an_empty_page_says_what_will_happen(finance):
    page = text(finance, "/finance/runs")
    assert "There is no run yet" in page
    assert "Nothing has to be paid within ten days" in page


def test_a_run_is_looked_at_and_approved(run_id, finance, cast):
    assert "P-2026-00001" in text(finance, "/finance/runs")
    page = text(finance, f"/finance/runs/{run_id}")
    assert "€75.50" in page
    assert "Held, by a named person and for a reason" in page
    assert "€31.08" in page
    assert "One approval is enough" in page
    fingerprint = page.split('name="fingerprint" value="')[1].split('"')[0]
    answer = finance.post(
        f"/finance/runs/{run_id}/approval",
        data={"fingerprint": fingerprint},
        follow_redirects=True,
    )
    assert "Approved and frozen" in answer.text
    assert runs()[0].state is RunState.APPROVED


def test_an_approval_of_something_else_is_refused_in_a_sentence(run_id, finance):
    answer = finance.post(f"/finance/runs/{run_id}/approval", data={"fingerprint": "x"})
    assert answer.status_code == 409
    assert "changed since you looked" in answer.text


def test_a_rejection_needs_a_reason(run_id, finance):
    path = f"/finance/runs/{run_id}/rejection"
    answer = finance.post(path, data={"because": " "})
    assert answer.status_code == 422
    assert "Write a few words about why" in answer.text
    done = finance.post(path, data={"because": "Wrong week."}, follow_redirects=True)
    assert "Rejected: Wrong week." in done.text


def test_one_payout_is_taken_out(run_id, finance):
    (payout,) = all_of(Payout)
    page = text(finance, f"/payouts/{payout.id}")
    assert "Take 1" in page
    path = f"/payouts/{payout.id}/removal"
    assert finance.post(path, data={"because": ""}).status_code == 422
    done = finance.post(path, data={"because": "They moved."}, follow_redirects=True)
    assert "Taken out" in done.text
    assert all_of(Payout)[0].state is PayoutState.VOID
    again = finance.post(path, data={"because": "They moved."})
    assert again.status_code == 409


def test_a_run_on_demand(finance, cast):
    assert finance.post("/finance/runs", data={"because": ""}).status_code == 422
    nothing = finance.post("/finance/runs", data={"because": "Now."})
    assert (nothing.status_code, "Nothing can be paid now" in nothing.text) == (409, True)
    earn(cast.omar.id)
    clock.move(timedelta(seconds=1))
    done = finance.post("/finance/runs", data={"because": "They move."}, follow_redirects=True)
    assert "On demand" in done.text
    (waits,) = [each for each in hooks.waiting(db.session(), cast.fay.actor) if "run" in each.url]
    assert waits.due_at > clock.now(), "planned for today, and late from its first second"
    db.session.rollback()
    again = finance.post("/finance/runs", data={"because": "They move."})
    assert (again.status_code, "waits for its approval" in again.text) == (409, True)


def test_every_line_is_in_the_file(run_id, finance):
    answer = finance.get(f"/finance/runs/{run_id}/lines.csv")
    rows = answer.text.splitlines()
    assert len(rows) == 3
    assert rows[0].startswith("what,payout_id")
    assert rows[1].startswith("paid,")
    assert ",Omar,EUR,7550," in rows[1]
    assert rows[2].startswith("skipped,")
    assert "Held, by a named person" in rows[2]


def test_what_is_compared_is_the_run_before(run_id, finance, cast):
    approved(run_id, cast.fay)
    earn(cast.omar.id, 9_000)
    over()
    second = opening.plan_due()
    sign_in(finance, cast.fay)
    page = text(finance, f"/finance/runs/{second}")
    assert "€90.00" in page
    assert "Last time €75.50 in 1" in page


class TestPerformer:
    def test_sees_nothing_of_a_plan_and_all_of_what_was_approved(self, client, cast, run_id):
        (payout,) = all_of(Payout)
        sign_in(client, cast.omar)
        assert client.get(f"/payouts/{payout.id}").status_code == 404
        assert "No payout yet" in text(client, "/payouts")
        approved(run_id, cast.fay)
        assert "€75.50" in text(client, "/payouts")
        page = text(client, f"/payouts/{payout.id}")
        assert "€75.50 for a take" in page
        assert "With the bank" in page, "when they get it"
        sign_in(client, cast.mira)
        assert client.get(f"/payouts/{payout.id}").status_code == 404

    def test_has_it_in_their_own_data(self, cast, run_id):
        assert own_data.exports_of(db.session(), cast.omar.id) == {"payouts": []}
        approved(run_id, cast.fay)
        (found,) = own_data.exports_of(db.session(), cast.omar.id)["payouts"]
        assert (found["amount_minor"], found["lines"][0]["what"]) == (7_550, "Take 1")


class TestRules:
    SCHEDULE = {"weekday": "3", "cut_off": "17:30", "zone": "America/New_York", "pay_weekday": "0"}

    def test_a_schedule_counts_from_the_next_cut_off(self, finance):
        wrong = finance.post("/finance/rules/schedule", data={**self.SCHEDULE, "because": ""})
        assert wrong.status_code == 422
        nowhere = {**self.SCHEDULE, "zone": "Mars/Base", "because": "x"}
        assert finance.post("/finance/rules/schedule", data=nowhere).status_code == 422
        form = {**self.SCHEDULE, "because": "Banks there."}
        done = finance.post("/finance/rules/schedule", data=form, follow_redirects=True)
        assert "Thursday, 17:30 in America/New_York" in done.text
        assert "Tuesday, 00:00 in Europe/Berlin" in text(finance, "/finance/runs")
        clock.move(timedelta(days=1))
        assert "Thursday, 17:30 in America/New_York" in text(finance, "/finance/runs")

    def test_a_currency_is_decided_about(self, finance):
        form = {"currency": "EUR", "minimum": "2.505", "second": "9", "because": "Fees."}
        answer = finance.post("/finance/rules/currencies", data=form)
        assert (answer.status_code, "finer than its currency" in answer.text) == (422, True)
        form["minimum"] = "2.50"
        done = finance.post("/finance/rules/currencies", data=form, follow_redirects=True)
        assert "€2.50" in done.text
        assert "EUR, not paid" in done.text


class TestCommands:
    def test_plan_and_approve(self, app, cast):
        earn(cast.omar.id, 1_000_001)
        over()
        runner = app.test_cli_runner()
        planned = runner.invoke(args=["payouts", "run"])
        assert "P-2026-00001: planned, to be paid on 2026-03-06" in planned.output
        again = runner.invoke(args=["payouts", "run"])
        assert (again.exit_code, "Nothing to plan" in again.output) == (0, True)
        approve = ["payouts", "approve", "P-2026-00001", "--as"]
        assert runner.invoke(args=[*approve, cast.omar.email]).exit_code == 1
        first = runner.invoke(args=[*approve, cast.fay.email])
        assert "One more person must approve it." in first.output
        twice = runner.invoke(args=[*approve, cast.fay.email])
        assert (twice.exit_code, "somebody else must" in twice.output) == (1, True)
        assert "It is frozen." in runner.invoke(args=[*approve, cast.admin.email]).output

    def test_as_of_a_day_that_is_over(self, app, cast):
        earn(cast.omar.id)
        over(weeks=3)
        result = app.test_cli_runner().invoke(args=["payouts", "run", "--as-of", "2026-03-04"])
        assert "to be paid on 2026-03-17" in result.output
        later = app.test_cli_runner().invoke(args=["payouts", "run", "--as-of", "2026-12-04"])
        assert (later.exit_code, "still to come" in later.output) == (1, True)


class TestPayBy:
    def told(self) -> list[str]:
        db.session.rollback()
        wanted = select(Notice.text).where(Notice.kind == "pay_run.pay_by")
        return list(db.session().scalars(wanted.order_by(Notice.text)))

    def test_finance_hears_at_ten_and_three_days_and_one(self, cast):
        earn(cast.omar.id, pay_by=START.date() + timedelta(days=12))
        heard = []
        for _ in range(14):
            job("pay_runs.pay_by")
            job("pay_runs.pay_by")
            heard.append(len(self.told()))
            clock.move(timedelta(days=1))
        # Two people are told each time: fay and admin.
        assert heard == [0, 0, 2, 2, 2, 2, 2, 2, 2, 4, 4, 6, 6, 8]

    def test_what_is_approved_presses_no_more(self, cast):
        earn(cast.omar.id, pay_by=START.date() + timedelta(days=9))
        over()
        run_id = opening.plan_due()
        approved(run_id, cast.fay)
        job("pay_runs.pay_by")
        assert self.told() == []

    def test_what_waits_is_on_the_page(self, run_id, finance, cast):
        earn(cast.omar.id, 6_000, pay_by=date(2026, 3, 12))
        page = text(finance, "/finance/runs")
        assert "12 Mar 2026" in page
        assert "€60.00" in page


def test_what_was_let_go_was_this_plan_also_after_something_came_back(run_id, cast, finance):
    approved(run_id, cast.fay)
    page = text(finance, f"/finance/runs/{run_id}")
    assert "this plan" in page
    assert "Settled" not in page
    (payout,) = all_of(Payout)
    with transaction() as session:
        assert outgoing.refuse(session, payout.id, "No such bank account.")
    page = text(finance, f"/finance/runs/{run_id}")
    assert "this plan" in page
    assert "an earlier plan" not in page
    assert "Settled" in page
    assert "1 not paid" in text(finance, "/finance/runs")
