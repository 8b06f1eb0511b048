"""Keeps the history of jobs from growing without end."""

from datetime import timedelta

from sqlalchemy import delete, select

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.jobs.models import JobLease, JobRun
from foundation.statements import changed

KEPT_FOR = timedelta(days=30)


def prune_runs(lease: Lease) -> str:
    """The last run of a job stays however old: the page says when that was."""
    last = select(JobLease.job).where(JobLease.job == JobRun.job, JobLease.fence == JobRun.fence)
    with transaction() as session:
        lease.confirm(session)
        old = delete(JobRun).where(JobRun.started_at < now() - KEPT_FOR, ~last.exists())
        return f"{changed(session, old)} runs forgotten"


JOBS = (Job("jobs.prune", prune_runs, timedelta(days=1)),)
