"""Questions about jobs and workers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.jobs import Job
from foundation.jobs.models import JobLease, JobRun, Outcome

LATE_AFTER = timedelta(minutes=5)
SHOWN_RUNS = 100


@dataclass(frozen=True, slots=True)
class Standing:
    """One job: how it went last, when it runs next, who has it now."""

    job: Job
    last: JobRun | None
    next_due_at: datetime | None
    """None before its first run: the next worker that ticks takes it."""
    held_by: UUID | None

    @property
    def is_late(self) -> bool:
        return self.next_due_at is not None and self.next_due_at < now() - LATE_AFTER


def standings(session: Session, jobs: Sequence[Job]) -> list[Standing]:
    rows = session.execute(
        select(JobLease, JobRun)
        .outerjoin(JobRun, and_(JobRun.job == JobLease.job, JobRun.fence == JobLease.fence))
        .where(JobLease.job.in_([job.name for job in jobs]))
    )
    found = {lease.job: (lease, run) for lease, run in rows}
    return [_standing(job, *found.get(job.name, (None, None))) for job in jobs]


def _standing(job: Job, lease: JobLease | None, run: JobRun | None) -> Standing:
    if lease is None:
        return Standing(job, None, None, None)
    held = lease.holder if lease.held_until >= now() else None
    return Standing(job, run, lease.next_due_at, held)


def runs(session: Session, job: str) -> Sequence[JobRun]:
    """Newest first."""
    newest = select(JobRun).where(JobRun.job == job).order_by(JobRun.started_at.desc())
    return session.scalars(newest.limit(SHOWN_RUNS)).all()


def failed_runs(session: Session, since: datetime) -> Sequence[JobRun]:
    failed = JobRun.outcome.in_((Outcome.FAILED, Outcome.ABANDONED))
    newest = select(JobRun).where(failed, JobRun.started_at >= since)
    return session.scalars(newest.order_by(JobRun.started_at.desc()).limit(SHOWN_RUNS)).all()
