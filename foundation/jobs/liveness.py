"""Whether somebody runs the jobs."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.jobs.models import Worker

SILENT_AFTER = timedelta(seconds=60)
"""Four times as long as a living worker stays silent."""


def workers_alive(session: Session) -> Sequence[Worker]:
    heard = select(Worker).where(Worker.seen_at > now() - SILENT_AFTER)
    return session.scalars(heard.order_by(Worker.started_at)).all()
