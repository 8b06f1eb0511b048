"""Holding a job: one conditional update decides which of many workers runs it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import Conflict
from foundation.jobs.models import JobLease, JobRun, Outcome
from foundation.statements import changed, insert_unless_there

HELD_FOR = timedelta(minutes=2)
"""Renewed while the job runs; a holder that went silent this long has lost it."""
SKEW = timedelta(minutes=1)
"""How far clocks may differ. A due time further off than that was set by a clock that has been
set back since, and would keep its job from running until that day comes again."""


class LeaseLost(Conflict):
    message = "Another worker has taken this job over."


@dataclass(frozen=True, slots=True)
class Lease:
    job: str
    holder: UUID
    fence: int
    lost: Event = field(default_factory=Event, compare=False, repr=False)
    """Set by whoever renews it, as soon as it is not ours or nobody can tell any more."""

    def refuse_lost(self) -> None:
        """Between the steps of a long job: it asks nobody, so it costs nothing."""
        if self.lost.is_set():
            raise LeaseLost

    def confirm(self, session: Session) -> None:
        """Inside a long job's own transactions: a holder that was overtaken must not write."""
        self.refuse_lost()
        fence = session.scalar(
            select(JobLease.fence).where(JobLease.job == self.job).with_for_update()
        )
        if fence != self.fence:
            raise LeaseLost


def last_done(session: Session, job: str) -> datetime | None:
    """When the last run began that came to its end: for jobs that tell of times that are over."""
    done = select(func.max(JobRun.started_at)).where(
        JobRun.job == job, JobRun.outcome == Outcome.DONE
    )
    return session.scalar(done)


def not_due(jobs: Mapping[str, timedelta]) -> set[str]:
    """Of jobs and how often each comes. One read: a tick with nothing to do writes nothing."""
    session = db.session()
    rows = session.execute(
        select(JobLease.job, JobLease.next_due_at).where(JobLease.job.in_(list(jobs)))
    )
    due_at, at = {row.job: row.next_due_at for row in rows}, now()
    session.rollback()
    return {job for job in due_at if at < due_at[job] <= at + jobs[job] + SKEW}


def claim(
    job: str, holder: UUID, every: timedelta, *, even_if_not_due: bool = False
) -> Lease | None:
    """Take the job if it is due and nobody holds it. Who comes second gets nothing."""
    with transaction() as session:
        at = now()
        if session.get(JobLease, job) is None:
            insert_unless_there(session, JobLease, job=job, fence=0, held_until=at, next_due_at=at)
        # A living holder renews by the clock of now; its fence keeps one that lost it from writing.
        too_far = JobLease.held_until > at + HELD_FOR + SKEW
        free = or_(JobLease.holder.is_(None), JobLease.held_until < at, too_far)
        due = or_(JobLease.next_due_at <= at, JobLease.next_due_at > at + every + SKEW)
        taken = changed(
            session,
            update(JobLease)
            .where(JobLease.job == job, free, *(() if even_if_not_due else (due,)))
            .values(
                holder=holder,
                fence=JobLease.fence + 1,
                held_until=at + HELD_FOR,
                next_due_at=at + every,
            ),
        )
        if not taken:
            return None
        fence = session.scalars(select(JobLease.fence).where(JobLease.job == job)).one()
        _abandon_earlier_runs(session, job, at)
        session.add(JobRun(job=job, holder=holder, fence=fence, started_at=at))
        return Lease(job, holder, fence)


def renew(lease: Lease) -> bool:
    with transaction() as session:
        ours = update(JobLease).where(JobLease.job == lease.job, JobLease.fence == lease.fence)
        return changed(session, ours.values(held_until=now() + HELD_FOR)) == 1


def give_back(lease: Lease, outcome: Outcome, said: str) -> None:
    with transaction() as session:
        session.execute(
            update(JobLease)
            .where(JobLease.job == lease.job, JobLease.fence == lease.fence)
            .values(holder=None)
        )
        session.execute(
            update(JobRun)
            .where(JobRun.job == lease.job, JobRun.fence == lease.fence)
            .values(ended_at=now(), outcome=outcome, said=said[:500])
        )


def _abandon_earlier_runs(session: Session, job: str, at: datetime) -> None:
    session.execute(
        update(JobRun)
        .where(JobRun.job == job, JobRun.outcome == Outcome.RUNNING)
        .values(outcome=Outcome.ABANDONED, ended_at=at, said="The worker went away.")
    )
