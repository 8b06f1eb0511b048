"""Differences that stay: finance hears of each once, a day after it was first seen."""

from datetime import timedelta

from sqlalchemy import select

from foundation.clock import now
from foundation.database import transaction
from payouts.reconciliation import news
from payouts.reconciliation.models import Difference

OLD_AFTER = timedelta(days=1)


def tell_old() -> int:
    """One notice for all that became old since the last."""
    of = Difference
    with transaction() as session:
        wanted = (
            select(of)
            .where(of.ended_at.is_(None), of.told_at.is_(None))
            .where(of.first_seen_at <= now() - OLD_AFTER)
            .order_by(of.first_seen_at, of.id)
            .with_for_update()
        )
        found = session.scalars(wanted).all()
        if found:
            news.tell_old(session, found)
        for each in found:
            each.told_at = now()
        return len(found)
