"""One at a time, each night, and whoever went away is followed by another."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from payouts.reconciliation import aging, jobs, settling, turns
from payouts.reconciliation.models import Difference, Ending, Reconciliation, ReconciliationState
from payouts.reconciliation.reconciling import reconcile
from tests.api.asking import Program
from tests.cast import sign_in
from tests.databases.crowd import at_once
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.reconciliation.reconciled import (
    later,
    named,
    open_with,
    reconciled,
    run_of,
    still_open,
)


@pytest.fixture
def here(desk, monkeypatch):
    """The desk's gateway where commands and jobs look for it."""
    for module in ("commands", "jobs"):
        monkeypatch.setattr(f"payouts.reconciliation.{module}.stripe", lambda: desk.stripe)
    return desk


def how_many(of):
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(of))


def job(name):
    (found,) = [each for each in jobs.JOBS if each.name == name]
    run_due([found], new_id(), even_if_not_due=True)


def test_asked_for_twice_it_is_one(desk, cast):
    first = turns.ask_for(actor=cast.fay.actor)
    assert turns.ask_for(actor=cast.admin.actor) == first
    assert reconcile(desk.stripe, first)
    assert turns.ask_for(actor=cast.fay.actor) != first


def test_only_who_lets_money_go_may_ask(desk, cast):
    with pytest.raises(NotPermitted):
        turns.ask_for(actor=cast.remy.actor)
    assert how_many(Reconciliation) == 0


@pytest.mark.usefixtures("each_connection")
def test_four_at_once_are_one(desk, app):
    desk.fund(700)
    later(minutes=20)

    def one(_):
        return reconcile(desk.stripe, turns.ask_for(actor=SYSTEM))

    outcomes = at_once(app, 4, one)
    assert not [each for each in outcomes if isinstance(each, Exception)], outcomes
    assert any(outcomes)
    assert how_many(Reconciliation) == sum(outcomes)
    assert how_many(Difference) == 1


def test_one_that_was_left_behind_is_taken_up_and_the_first_writes_nothing(desk, monkeypatch):
    id_ = turns.ask_for(actor=SYSTEM)
    honest = turns.keep

    def slow(session, *given):
        """It comes back after another took it up."""
        return None if slow.first else honest(session, *given)

    slow.first = True
    monkeypatch.setattr(turns, "keep", slow)
    assert not reconcile(desk.stripe, id_)
    assert run_of(id_).state is ReconciliationState.RUNNING
    assert not reconcile(desk.stripe, id_), "it may still be at it"
    later(minutes=61)
    assert turns.waiting(db.session()) == id_
    slow.first = False
    assert reconcile(desk.stripe, id_)
    assert run_of(id_).state is ReconciliationState.COMPLETE


def test_a_holder_that_was_overtaken_is_told(desk):
    id_ = turns.ask_for(actor=SYSTEM)
    first = turns.take(id_)
    later(minutes=61)
    assert turns.take(id_)
    with db.session() as session:
        assert turns.keep(session, id_, first) is None


def test_each_night_once_and_again_where_something_could_not_be_read(here):
    job("reconciliation.run")
    assert how_many(Reconciliation) == 0, "nothing was posted yet"
    open_with(here, 5_000)
    before = how_many(Reconciliation)
    here.visitor.lever("fail_next", mode="500", path="/v1/balance", count=20)
    job("reconciliation.run")
    assert how_many(Reconciliation) == before + 1
    assert not jobs.has_work(), "not at once"
    here.visitor.lever("fail_next", mode="none")
    later(minutes=61)
    job("reconciliation.run")
    assert how_many(Reconciliation) == before + 2
    later(hours=2)
    job("reconciliation.run")
    assert how_many(Reconciliation) == before + 2
    later(hours=24)
    job("reconciliation.run")
    assert how_many(Reconciliation) == before + 3


def test_what_a_page_asked_for_is_done_by_the_worker(here, client, cast):
    sign_in(client, cast.fay)
    assert client.post("/finance/reconciliation").status_code == 302
    assert jobs.has_work()
    job("reconciliation.run")
    db.session.rollback()
    (run,) = db.session().scalars(select(Reconciliation))
    assert (run.state, run.asked_by) == (ReconciliationState.COMPLETE, cast.fay.id)


def test_finance_hears_once_of_what_stays_for_a_day(desk, cast):
    desk.fund(700)
    reconciled(desk)
    later(hours=23)
    assert aging.tell_old() == 0
    later(hours=1)
    assert aging.tell_old() == 1
    assert aging.tell_old() == 0
    wanted = select(Notice.account_id).where(Notice.kind == "difference.old")
    assert cast.fay.id in db.session().scalars(wanted).all()


class TestTheCommand:
    def run(self, app, *more):
        db.session.rollback()
        return app.test_cli_runner().invoke(args=["payouts", "reconcile", *more])

    def test_agrees(self, here, app):
        open_with(here, 5_000)
        done = self.run(app)
        assert done.exit_code == 0, done.output
        assert "No difference." in done.output

    def test_exits_with_one_on_a_difference(self, here, app):
        here.fund(700)
        later(minutes=20)
        done = self.run(app, "--json")
        assert (done.exit_code, type(done.exception)) == (1, SystemExit)
        said = json.loads(done.output)
        assert said["state"] == "complete"
        assert [each["theirs_minor"] for each in said["differences"]] == [700]
        assert said["totals"] == [
            {"place": "ours", "currency": "USD", "ours_minor": 0, "theirs_minor": 700}
        ]
        assert "Unknown to us" in self.run(app).output

    def test_exits_with_two_where_it_could_not_look(self, here, app):
        here.visitor.lever("fail_next", mode="500", path="/v1/balance", count=20)
        done = self.run(app)
        assert done.exit_code == 2, done.output
        assert "could be read" in done.output

    def test_exits_with_two_where_another_is_at_it(self, here, app):
        turns.take(turns.ask_for(actor=SYSTEM))
        assert self.run(app).exit_code == 2


class TestPages:
    @pytest.fixture
    def found(self, desk):
        desk.fund(700)
        reconciled(desk)
        return still_open()[0].id

    def test_empty_at_first(self, client, cast):
        sign_in(client, cast.fay)
        page = client.get("/finance/reconciliation").get_data(as_text=True)
        assert "Nothing was compared yet." in page

    def test_from_the_list_to_the_end(self, desk, client, cast, found):
        sign_in(client, cast.fay)
        clock.move(timedelta(days=2))
        page = client.get("/finance/reconciliation").get_data(as_text=True)
        assert "Unknown to us" in page
        assert "2 days" in page
        url = f"/finance/reconciliation/{found}"
        assert "Nobody looks into it yet." in client.get(url).get_data(as_text=True)
        client.post(f"{url}/owner")
        assert "It is yours." in client.get(url).get_data(as_text=True)
        form = {"against": "capital", "off_minor": "700", "because": "We topped up."}
        assert client.post(f"{url}/posting", data=form).status_code == 302
        assert "We topped up." in client.get(url).get_data(as_text=True)
        again = client.post(f"{url}/posting", data=form)
        assert again.status_code == 409
        assert named() == []
        assert reconciled(desk).still_open == 0

    def test_without_a_reason_nothing_is_posted_and_what_was_chosen_stays(
        self, client, cast, found
    ):
        sign_in(client, cast.fay)
        form = {"against": "capital", "off_minor": "700", "because": " "}
        answer = client.post(f"/finance/reconciliation/{found}/posting", data=form)
        assert answer.status_code == 422
        page = answer.get_data(as_text=True)
        assert "Write a few words about what it was." in page
        assert '<option value="capital" selected>' in page
        assert len(named()) == 1

    def test_against_what_we_owe_is_no_choice(self, client, cast, found):
        sign_in(client, cast.fay)
        form = {"against": "performer_payable", "off_minor": "700", "because": "Why not"}
        answer = client.post(f"/finance/reconciliation/{found}/posting", data=form)
        assert answer.status_code == 422
        assert len(named()) == 1

    def test_programs_read_the_same(self, app, cast, found):
        db.session.rollback()
        set_up_phone(cast.fay)
        program = Program(app, cast.fay)
        (listed,) = program.get("/api/v1/differences", open="true").json["items"]
        assert (listed["kind"], listed["theirs_minor"]) == ("unknown_to_us", 700)
        assert program.get(f"/api/v1/differences/{found}").json == listed
        (run,) = program.get("/api/v1/reconciliations").json["items"]
        shown = program.get(f"/api/v1/reconciliations/{run['id']}").json
        assert [each["theirs_minor"] for each in shown["totals"]] == [700]

    def test_taken_over_and_put_back(self, client, cast, found):
        settling.take_difference(found, actor=cast.admin.actor)
        sign_in(client, cast.fay)
        url = f"/finance/reconciliation/{found}"
        assert "Take it over" in client.get(url).get_data(as_text=True)
        client.post(f"{url}/owner")
        client.post(f"{url}/owner/removal")
        assert still_open()[0].owner_id is None

    def test_gone_by_itself_is_said(self, desk, client, cast, found):
        with db.session() as session:
            session.rollback()
        difference = still_open()[0]
        assert difference.ending is None
        later(minutes=1)
        db.session().get_one(Difference, found).ended_at = now()
        db.session().get_one(Difference, found).ending = Ending.GONE
        db.session.commit()
        sign_in(client, cast.fay)
        page = client.get(f"/finance/reconciliation/{found}").get_data(as_text=True)
        assert "it was no more" in page
