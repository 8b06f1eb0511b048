"""Each standing check finds its planted fault, and nothing where all is well."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update

from consent.console.checks import actions, jobs, queries
from consent.console.checks.errors import CheckNotFound, HasItsCase
from consent.console.checks.known import REMEMBERED
from consent.console.checks.models import CheckFinding, CheckRun
from consent.console.checks.opened import ENTERED, OPENED
from consent.console.checks.replaying import AS_REPLAYED, PERMITTED, POSSIBLE
from consent.console.checks.running import checks, run_checks
from consent.grants.models import Right
from consent.keeping.jobs import keep
from consent.ledger.models import LedgerOutbox
from consent.ledger.openings.models import LedgerOpening
from foundation import clock
from foundation.actors import SYSTEM
from foundation.cases.models import Case
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from tests.consent.console.recorded import delivered, recorded, tell, write_only
from tests.consent.grants.granted import narrowed, resumed, suspended, withdrawn

pytestmark = pytest.mark.usefixtures("each_database")
IN_THREADS = (AS_REPLAYED.name, POSSIBLE.name, PERMITTED.name)


@pytest.fixture
def grant(cast):
    """One of three: the others show that a check names what is wrong, and nothing else."""
    recorded(cast.mira.id)
    found = recorded(cast.omar.id)
    recorded(cast.mira.id)
    keep()
    return found


def found(*names):
    return {
        (asked.check.name, wrong.about)
        for asked in run_checks(names, actor=SYSTEM)
        for wrong in asked.first
    }


def test_where_all_is_well_nothing_is_found(grant):
    tell(grant, delivered(grant), suspended(grant), suspended(grant), resumed(grant))
    tell(grant, narrowed(grant), withdrawn(grant))
    keep()
    assert found(*IN_THREADS) == set()


def test_what_waits_for_its_place_is_no_finding(grant):
    tell(grant, suspended(grant))
    assert found() == set()


@pytest.mark.parametrize(
    "changed",
    [{"uses": 1}, {"accepted": False}, {"state": "renewed"}, {"constrained": 2}],
)
def test_a_right_that_somebody_changed_by_hand_is_found_twice(grant, changed):
    with transaction() as session:
        theirs = update(Right).where(Right.grant_id == grant.id)
        session.execute(theirs.values(**changed))
    assert found() == {(AS_REPLAYED.name, grant.thread), (REMEMBERED.name, grant.thread)}


def test_what_the_ledger_tells_and_the_table_does_not_know_is_found(grant):
    write_only(grant, suspended(grant))
    keep()
    assert found() == {(AS_REPLAYED.name, grant.thread)}


def test_a_copy_handed_over_after_the_withdrawal_is_found(grant):
    tell(grant, withdrawn(grant))
    write_only(grant, delivered(grant))
    keep()
    assert found(*IN_THREADS) == {(PERMITTED.name, grant.thread)}


def test_a_story_that_cannot_have_happened_is_found(grant):
    tell(grant, withdrawn(grant))
    write_only(grant, withdrawn(grant))
    keep()
    assert found() == {(POSSIBLE.name, grant.thread)}


def test_an_entry_without_its_opening_is_found(grant):
    with transaction() as session:
        one = select(LedgerOpening.event_id).where(LedgerOpening.thread == grant.thread).limit(1)
        event_id = session.scalars(one).one()
        session.execute(delete(LedgerOpening).where(LedgerOpening.event_id == event_id))
    assert found() == {(OPENED.name, event_id), (AS_REPLAYED.name, grant.thread)}


def test_an_opening_without_its_entry_is_found(grant):
    with transaction() as session:
        one = session.scalars(select(LedgerOpening).limit(1)).one()
        stray = {"event_id": "A" * 22, "thread": one.thread, "person_id": one.person_id}
        session.execute(insert(LedgerOpening).values(**stray, sealed=one.sealed))
    assert (ENTERED.name, "A" * 22) in found(ENTERED.name)


def test_each_run_stays_on_record_also_where_nothing_was_found(grant, session):
    run_checks(actor=SYSTEM)
    runs = session.scalars(select(CheckRun)).all()
    assert {run.name for run in runs} == {check.name for check in checks()}
    assert {run.found for run in runs} == {0}


def test_a_finding_that_is_mended_says_until_when_it_was_one(grant, session):
    with transaction() as writing:
        writing.execute(text("UPDATE consent_right SET uses = uses + 2"))
    run_checks(actor=SYSTEM)
    with transaction() as writing:
        writing.execute(text("UPDATE consent_right SET uses = uses - 2"))
    clock.move(timedelta(hours=1))
    assert found() == set()
    rows = session.scalars(select(CheckFinding)).all()
    assert len(rows) == 6
    assert all(row.gone_at == clock.now() for row in rows)
    assert queries.findings(session, AS_REPLAYED.name, gone=False) == []


def test_what_is_found_again_is_the_same_finding(grant, session):
    with transaction() as writing:
        writing.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks(actor=SYSTEM)
    clock.move(timedelta(days=1))
    run_checks(actor=SYSTEM)
    row = session.scalars(select(CheckFinding).where(CheckFinding.name == AS_REPLAYED.name)).one()
    assert row.last_seen_at - row.first_seen_at == timedelta(days=1)


def test_a_check_that_cannot_be_asked_says_so_and_ends_no_finding(grant, session):
    with transaction() as writing:
        writing.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks(actor=SYSTEM)
    with transaction() as writing:
        # The planted fault: what waits for its place is of no known type.
        row = {"event_id": "B" * 22, "type": "nonsense", "thread": grant.thread}
        row |= {"actor": "performer", "terms": "", "commitment": "", "time": clock.now().date()}
        writing.execute(insert(LedgerOutbox).values(**row, written_at=clock.now()))
    asked = {each.check.name: each for each in run_checks(actor=SYSTEM)}
    assert "could not be asked" in asked[AS_REPLAYED.name].failed
    assert len(queries.findings(session, AS_REPLAYED.name, gone=False)) == 1


def test_the_job_asks_once_a_night_and_whenever_somebody_wants(grant, cast, session):
    assert jobs.has_work()
    run_due(jobs.JOBS, new_id(), even_if_not_due=True)
    assert not jobs.has_work()
    actions.ask_now(AS_REPLAYED.name, actor=cast.cora.actor)
    actions.ask_now(AS_REPLAYED.name, actor=cast.cora.actor)
    assert jobs.has_work()
    run_due(jobs.JOBS, new_id(), even_if_not_due=True)
    assert len(queries.runs(session, AS_REPLAYED.name)) == 2
    assert not jobs.has_work()


def test_a_finding_becomes_a_case_of_whoever_opened_it_once(grant, cast, session):
    with transaction() as writing:
        writing.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    run_checks(actor=SYSTEM)
    one = session.scalars(select(CheckFinding.id).limit(1)).one()
    session.rollback()
    case_id = actions.open_case_about(one, actor=cast.cora.actor)
    assert session.get_one(Case, case_id).owner_id == cast.cora.id
    with pytest.raises(HasItsCase):
        actions.open_case_about(one, actor=cast.cora.actor)


@pytest.mark.parametrize("name", ["omar", "ada", "cleo", "fay", "otto"])
def test_nobody_else_asks_or_follows(grant, cast, name):
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        actions.ask_now(AS_REPLAYED.name, actor=actor)


def test_a_check_that_is_none_is_not_found(cast):
    with pytest.raises(CheckNotFound):
        actions.ask_now("nothing.such", actor=cast.cora.actor)


def test_the_command_ends_with_one_where_something_is_wrong(app, grant):
    command = app.test_cli_runner()
    assert command.invoke(args=["consent", "check"]).exit_code == 0
    with transaction() as session:
        session.execute(update(Right).where(Right.grant_id == grant.id).values(uses=1))
    answer = command.invoke(args=["consent", "check", "--json", AS_REPLAYED.name])
    assert answer.exit_code == 1
    (said,) = [each for each in json.loads(answer.output) if each["check"] == AS_REPLAYED.name]
    assert said["found"] == 1
    assert said["findings"][0]["about"] == grant.thread
    assert command.invoke(args=["consent", "check", "no.such"]).exit_code == 1
    db.session.rollback()
