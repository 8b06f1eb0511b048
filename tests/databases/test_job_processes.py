"""Workers as real processes: at once, killed, and overtaken while they still write."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from foundation import audit, clock
from foundation.actors import SYSTEM
from foundation.audit import AuditEvent
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import Job, LeaseLost, leases, run_due
from foundation.jobs.models import JobRun, Outcome
from foundation.web import settings
from tests.databases.job_process import COUNTED, NAME, count
from tests.running.warm import Warmed, started

pytestmark = pytest.mark.usefixtures("each_connection")
HOURLY = timedelta(hours=1)


@contextmanager
def worker(what: str, var: Path) -> Iterator[Warmed]:
    command = ("tests.databases.job_process", settings().database_url, str(var), what)
    with started(*command, around=os.environ, talks=True) as process:
        try:
            yield process
        finally:
            process.kill()


def let_go(*processes: Warmed) -> None:
    """At once, when all of them are ready."""
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()


def counted() -> int:
    db.session.rollback()
    return db.session().scalar(select(func.count()).where(AuditEvent.action == COUNTED)) or 0


def outcomes() -> list[Outcome]:
    db.session.rollback()
    return list(db.session().scalars(select(JobRun.outcome).order_by(JobRun.fence)))


def test_of_three_processes_at_once_one_runs_the_job(app, tmp_path):
    with (
        worker("count", tmp_path) as one,
        worker("count", tmp_path) as two,
        worker("count", tmp_path) as three,
    ):
        let_go(one, two, three)
        ran = [process.stdout.readline().strip() for process in (one, two, three)]
    assert sorted(ran) == ["0", "0", "1"]
    assert counted() == 1
    assert outcomes() == [Outcome.DONE]


def test_the_job_of_a_killed_worker_is_taken_over_when_its_lease_ends(app, tmp_path):
    with worker("hang", tmp_path) as process:
        let_go(process)
        assert process.stdout.readline() == "holding\n"
        process.kill()
        process.wait()
    db.session.rollback()
    job = Job(NAME, count, HOURLY)
    killed_at = datetime.now(UTC)  # Other processes live by the real clock.
    clock.hold(killed_at + HOURLY - leases.HELD_FOR)
    assert run_due([job], new_id()) == 0, "it is not due yet"
    clock.hold(killed_at + HOURLY)
    assert run_due([job], new_id()) == 1
    assert outcomes() == [Outcome.ABANDONED, Outcome.DONE]
    assert counted() == 2


def test_a_lease_that_still_runs_is_not_taken_though_the_job_is_due(app):
    leases.claim(NAME, new_id(), timedelta(0))
    job = Job(NAME, count, HOURLY)
    clock.move(leases.HELD_FOR)
    assert run_due([job], new_id()) == 0
    clock.move(timedelta(seconds=1))
    assert run_due([job], new_id()) == 1


def overtaken() -> leases.Lease:
    lost = leases.claim(NAME, new_id(), timedelta(0))
    assert lost is not None
    clock.move(leases.HELD_FOR + timedelta(seconds=1))
    assert leases.claim(NAME, new_id(), timedelta(0)) is not None
    return lost


def test_what_an_overtaken_worker_writes_is_refused(app):
    lost = overtaken()
    with pytest.raises(LeaseLost):
        count(lost)
    assert counted() == 0


def test_without_confirm_the_stale_write_would_get_through(app):
    """The planted fault: it is the confirmation that refuses, nothing else."""
    overtaken()
    with transaction() as session:
        audit.record(session, SYSTEM, COUNTED, SYSTEM.id)
    assert counted() == 1


def test_a_renewed_lease_is_not_taken(app):
    held = leases.claim(NAME, new_id(), timedelta(0))
    for _ in range(3):
        clock.move(leases.HELD_FOR / 2)
        assert leases.renew(held)
    assert leases.claim(NAME, new_id(), timedelta(0)) is None
