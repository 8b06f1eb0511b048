"""A lease while its job works: renewed through a database that was away, and given up when lost."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, leases, renewing, run_due
from foundation.jobs.models import JobLease, JobRun, Outcome

pytestmark = pytest.mark.usefixtures("each_connection", "_impatient")
HOURLY = timedelta(hours=1)
AWAY, BACK = "foundation_job_lease_away", "foundation_job_lease"


@pytest.fixture
def _impatient(monkeypatch):
    monkeypatch.setattr(renewing, "EVERY_S", 0.02)
    monkeypatch.setattr(renewing, "AGAIN_S", 0.02)


def until(holds: Callable[[], object]) -> bool:
    give_up, pause = time.monotonic() + 20, threading.Event()
    while not holds():
        if time.monotonic() > give_up:
            return False
        pause.wait(0.02)
    return True


def rename(table: str, to: str) -> None:
    """A real fault of the database, for everybody who asks for that table."""
    with transaction() as session:
        session.execute(text(f"ALTER TABLE {table} RENAME TO {to}"))


def held_until():
    db.session.rollback()
    return db.session().scalars(select(JobLease.held_until)).one()


def run(work: Callable[[leases.Lease], str]) -> JobRun:
    run_due([Job("sweep", work, HOURLY)], new_id())
    db.session.rollback()
    return db.session().scalars(select(JobRun)).one()


def test_a_database_that_comes_back_finds_the_lease_still_kept(app, capfd):
    def sweep(lease: leases.Lease) -> str:
        rename(BACK, AWAY)
        pause = threading.Event()
        pause.wait(0.3)  # Several renewals fail meanwhile.
        rename(AWAY, BACK)
        assert not lease.lost.is_set()
        clock.move(timedelta(minutes=1))
        assert until(lambda: held_until() == clock.now() + leases.HELD_FOR)
        return "1 swept"

    assert run(sweep).outcome is Outcome.DONE


def test_work_stops_when_another_has_the_lease(app):
    def sweep(lease: leases.Lease) -> str:
        with transaction() as session:
            session.execute(update(JobLease).values(fence=JobLease.fence + 1, holder=new_id()))
        assert until(lease.lost.is_set)
        lease.refuse_lost()
        return "1 swept"

    ended = run(sweep)
    assert (ended.outcome, ended.said) == (
        Outcome.FAILED,
        "LeaseLost: Another worker has taken this job over.",
    )


def test_work_stops_when_nobody_can_tell_whose_the_lease_is(app, monkeypatch):
    monkeypatch.setattr(leases, "HELD_FOR", timedelta(milliseconds=200))

    def sweep(lease: leases.Lease) -> str:
        rename(BACK, AWAY)
        try:
            assert until(lease.lost.is_set)
        finally:
            rename(AWAY, BACK)
        with transaction() as session:
            lease.confirm(session)
        return "1 swept"

    assert run(sweep).outcome is Outcome.FAILED
