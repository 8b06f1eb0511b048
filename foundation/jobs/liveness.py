"""Whether somebody runs the jobs."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.jobs.models import Worker

SILENT_AFTER = timedelta(seconds=60)
"""Four times as long as a living worker stays silent."""


def workers_alive(session: Session) -> int:
    heard = select(func.count()).select_from(Worker).where(Worker.seen_at > now() - SILENT_AFTER)
    return session.scalar(heard) or 0
