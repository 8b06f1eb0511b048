"""Keeps the history of jobs from growing without end."""

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, tuple_

from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease
from foundation.jobs.models import JobLease, JobRun, Outcome
from foundation.statements import changed

KEPT_FOR = timedelta(days=30)
IDLE_KEPT_FOR = timedelta(hours=1)
"""Some jobs look for work every few seconds: what found none would bury what did something."""
_COUNTS = "123456789"


def prune_runs(lease: Lease) -> str:
    """The last run of a job stays however old, and the last that went well: the page and the
    metrics say when that was."""
    too_old = JobRun.started_at < now() - KEPT_FOR
    idle = and_(_found_nothing(), JobRun.started_at < now() - IDLE_KEPT_FOR)
    last = select(JobLease.job).where(JobLease.job == JobRun.job, JobLease.fence == JobRun.fence)
    with transaction() as session:
        lease.confirm(session)
        old = delete(JobRun).where(or_(too_old, idle), ~last.exists(), ~_went_well_last())
        return f"{changed(session, old)} runs forgotten"


def _went_well_last() -> ColumnElement[bool]:
    newest = select(JobRun.job, func.max(JobRun.fence)).where(JobRun.outcome == Outcome.DONE)
    return tuple_(JobRun.job, JobRun.fence).in_(newest.group_by(JobRun.job))


def _found_nothing() -> ColumnElement[bool]:
    """What a job says of itself; failures and what somebody must look at are never idle."""
    did_something = or_(*(JobRun.said.contains(digit) for digit in _COUNTS))
    return and_(JobRun.outcome == Outcome.DONE, ~did_something)


JOBS = (Job("jobs.prune", prune_runs, timedelta(hours=1)),)
