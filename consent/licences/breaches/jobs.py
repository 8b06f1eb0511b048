"""Whoever keeps rights hears when a breach's hours are running out."""

from datetime import timedelta

from sqlalchemy import select

from consent.licences.breaches import news
from consent.licences.breaches.models import Breach, BreachState
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease

BEFORE = timedelta(hours=24)


def warn(lease: Lease) -> str:
    """Once for each breach, a day before its hours are over."""
    with transaction() as session:
        lease.confirm(session)
        pressing = select(Breach).where(
            Breach.state == BreachState.RECORDED,
            Breach.notify_by < now() + BEFORE,
            Breach.warned_at.is_(None),
        )
        found = session.scalars(pressing.with_for_update()).all()
        for breach in found:
            breach.warned_at = now()
            news.tell_keepers(session, breach, "breach.pressing")
    return f"{len(found)} warned"


JOBS = (Job("breaches.warn", warn, timedelta(minutes=15)),)
