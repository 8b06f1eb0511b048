"""Runs one job under its lease, and keeps how it went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from foundation import audit
from foundation.database import db
from foundation.jobs import leases
from foundation.jobs.leases import Lease
from foundation.jobs.models import Outcome
from foundation.jobs.renewing import renewed

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Job:
    """`run` does everything that is due now and says in a line what it did; twice is harmless.

    Where no count in that line is above zero it found nothing to do. Such runs are kept an hour.
    """

    name: str
    run: Callable[[Lease], object]
    every: timedelta
    thread: str = "main"
    """Jobs with the same name here take turns; others run beside them."""
    has_work: Callable[[], bool] | None = None
    """A read that says if there is anything to do: a job that comes by every second must not
    write that often."""


def run_due(jobs: Sequence[Job], holder: UUID, *, even_if_not_due: bool = False) -> int:
    """Run each of these jobs that is due and free; returns how many ran."""
    ran = 0
    waiting = set() if even_if_not_due else leases.not_due({job.name: job.every for job in jobs})
    for job in jobs:
        if job.name in waiting or not (even_if_not_due or _has_work(job)):
            continue
        lease = leases.claim(job.name, holder, job.every, even_if_not_due=even_if_not_due)
        if lease is not None:
            _run(job, lease)
            ran += 1
    return ran


def _has_work(job: Job) -> bool:
    try:
        return job.has_work is None or job.has_work()
    except Exception:  # The job meets the same, and its run shows it to those on watch.
        db.session.rollback()
        return True


def _run(job: Job, lease: Lease) -> None:
    audit.origin.set(audit.Origin(door=audit.Door.JOB, request_id=job.name))
    with structlog.contextvars.bound_contextvars(job=job.name), renewed(lease):
        try:
            said = job.run(lease)
        except Exception as error:  # One failing job must not stop the others.
            db.session.rollback()
            _log.exception("job failed", exc_info=error)
            leases.give_back(lease, Outcome.FAILED, f"{type(error).__name__}: {error}")
        else:
            leases.give_back(lease, Outcome.DONE, "" if said is None else str(said))
        finally:
            db.session.remove()
