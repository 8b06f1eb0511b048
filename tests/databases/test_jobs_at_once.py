"""Any number of workers, on any machine: a job is run by one of them at a time."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, LeaseLost, leases, run_due
from foundation.jobs.models import JobLease, JobRun, Outcome
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection")
WORKERS = 16
HOURLY = timedelta(hours=1)


def claim() -> leases.Lease | None:
    return leases.claim("sweep", new_id(), HOURLY)


def outcomes() -> list[Outcome]:
    db.session.rollback()
    return list(db.session().scalars(select(JobRun.outcome).order_by(JobRun.fence)))


def test_of_many_workers_one_holds_the_job(app):
    got = at_once(app, WORKERS, lambda _: claim())
    assert [each for each in got if isinstance(each, Exception)] == []
    assert len([each for each in got if each]) == 1


def test_a_due_job_runs_once_however_many_workers_tick(app):
    ran: list[UUID] = []
    inside = threading.Semaphore(1)

    def sweep(lease: leases.Lease) -> str:
        assert inside.acquire(blocking=False), "two ran it at the same time"
        ran.append(lease.holder)
        inside.release()
        return "swept"

    job = Job("sweep", sweep, HOURLY)
    assert sum(at_once(app, WORKERS, lambda _: run_due([job], new_id()))) == 1
    assert len(ran) == 1
    assert outcomes() == [Outcome.DONE]

    clock.move(HOURLY)
    assert sum(at_once(app, WORKERS, lambda _: run_due([job], new_id()))) == 1
    assert outcomes() == [Outcome.DONE, Outcome.DONE]


def test_a_silent_holder_is_overtaken_by_one_and_may_no_longer_write(app):
    lost = claim()
    clock.move(HOURLY)
    taken = [each for each in at_once(app, WORKERS, lambda _: claim()) if each]
    assert [each.fence for each in taken] == [lost.fence + 1]
    with pytest.raises(LeaseLost), transaction() as session:
        lost.confirm(session)
    assert not leases.renew(lost)
    assert outcomes() == [Outcome.ABANDONED, Outcome.RUNNING]


def test_a_late_give_back_does_not_free_the_next_holder(app):
    lost = claim()
    clock.move(HOURLY)
    current = claim()
    leases.give_back(lost, Outcome.DONE, "too late")
    db.session.rollback()
    assert db.session().get_one(JobLease, "sweep").holder == current.holder


def test_a_clock_set_back_by_a_day_stops_no_job_for_a_day(app):
    claimed = claim()
    leases.give_back(claimed, Outcome.DONE, "")
    clock.move(-timedelta(days=1))
    assert not leases.not_due({"sweep": HOURLY})
    assert claim() is not None


def test_who_died_before_the_clock_was_set_back_holds_no_job_until_that_day(app):
    assert claim() is not None
    clock.move(-timedelta(days=1))
    assert claim() is not None


def test_a_living_holder_keeps_its_job_although_clocks_differ_a_little(app):
    assert claim() is not None
    clock.move(-timedelta(seconds=30))
    assert leases.claim("sweep", new_id(), HOURLY, even_if_not_due=True) is None


def test_a_job_whose_question_fails_runs_and_shows_why(app):
    def fails(*_: object) -> bool:
        raise ZeroDivisionError("by nought")

    assert run_due([Job("asks", fails, timedelta(0), has_work=fails)], new_id()) == 1
    said = db.session().scalars(select(JobRun.said)).one()
    assert said == "ZeroDivisionError: by nought"


def test_without_the_lease_many_would_run_it(app):
    """The planted fault: a claim that only reads lets more than one through."""
    claim()
    clock.move(HOURLY)
    read = threading.Barrier(2)

    def careless(_number: int) -> bool:
        due = not leases.not_due({"sweep": timedelta(0)})
        read.wait(timeout=20)
        return due

    assert at_once(app, 2, careless) == [True, True]
