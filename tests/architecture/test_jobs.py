"""Every job does everything that is due, so that a second run has nothing left to do."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import audit, clock
from foundation.actors import SYSTEM
from foundation.cases import actions as cases
from foundation.cases.models import CaseKind
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, Lease, run_due
from foundation.jobs.models import JobRun, Outcome
from foundation.tables import Base
from tests.cast import sign_in
from wsgi import JOBS

ABOUT_JOBS = {"foundation_job_lease", "foundation_job_run", "foundation_worker"}
SOON, LATER = timedelta(days=3), timedelta(days=400)


def everything() -> dict[str, list[str]]:
    db.session.rollback()
    connection = db.session().connection()
    return {
        table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
        for table in Base.metadata.sorted_tables
        if table.name not in ABOUT_JOBS
    }


def run(job: Job) -> None:
    assert run_due([job], new_id(), even_if_not_due=True) == 1
    newest = select(JobRun).where(JobRun.job == job.name).order_by(JobRun.fence.desc())
    run = db.session().scalars(newest).first()
    assert run is not None
    assert run.outcome is Outcome.DONE, run.said


def changed_by_a_second_run(job: Job) -> set[str]:
    run(job)
    once = everything()
    run(job)
    twice = everything()
    return {name for name, rows in twice.items() if rows != once[name]}


@pytest.fixture
def busy(client, cast):
    """A place with something to do: mail, notices, a late case, old acts, visitors."""
    for person in (cast.omar, cast.cora, cast.admin):
        sign_in(client, person)
        client.get("/home")
        client.get("/audit")
        cases.open_case(kind=CaseKind.QUESTION, subject="Pay", text="Where?", actor=person.actor)
    db.session.rollback()


@pytest.mark.parametrize("job", JOBS, ids=[job.name for job in JOBS])
def test_a_job_that_runs_twice_changes_nothing_the_second_time(busy, job):
    for passed in (SOON, LATER):
        clock.move(passed)
        assert changed_by_a_second_run(job) == set()


def test_a_job_that_does_more_each_time_would_be_found(busy):
    def greedy(_lease: Lease) -> None:
        with transaction() as session:
            audit.record(session, SYSTEM, "planted", SYSTEM.id)

    found = changed_by_a_second_run(Job("greedy", greedy, timedelta(hours=1)))
    assert found == {"foundation_audit_event"}


def test_the_place_is_busy_enough_for_the_rule_to_mean_something(busy):
    """Jobs that found nothing to do would keep the rule without showing anything."""
    clock.move(SOON)
    by_name = {job.name: job for job in JOBS}
    before = everything()
    for name in ("cases.escalate", "mail.send"):
        run(by_name[name])
    after = everything()
    assert {name for name in after if after[name] != before[name]} >= {
        "foundation_case",
        "foundation_mail",
        "foundation_notice",
    }


def test_no_two_jobs_have_one_name():
    names = [job.name for job in JOBS]
    assert len(names) == len(set(names))
