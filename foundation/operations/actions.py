"""What those who run the machine can do about a job."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import update

from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.errors import NotFound
from foundation.jobs.models import JobLease
from foundation.statements import insert_unless_there


@dataclass(eq=False)
class NoSuchJob(NotFound):
    job: str
    message = "There is no such job."


def run_now(job: str, known: Collection[str], *, actor: Actor) -> None:
    """Makes it due: the next worker that ticks runs it, under a lease like every run."""
    with transaction() as session:
        actor.require_power(Power.READ_OPERATIONS)
        if job not in known:
            raise NoSuchJob(job)
        at = now()
        insert_unless_there(session, JobLease, job=job, fence=0, held_until=at, next_due_at=at)
        session.execute(update(JobLease).where(JobLease.job == job).values(next_due_at=at))
        audit.record(session, actor, "job.hurried", SYSTEM.id, job=job)
