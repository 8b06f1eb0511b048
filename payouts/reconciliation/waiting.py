"""Differences that nobody settled: on finance's first page, and among the queues."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.hooks import Queue, Waiting
from payouts.reconciliation import policy
from payouts.reconciliation.aging import OLD_AFTER
from payouts.reconciliation.models import Difference

_OPEN = select(func.count(), func.min(Difference.first_seen_at)).where(
    Difference.ended_at.is_(None)
)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_reconcile(actor):
        return
    count, oldest = session.execute(_OPEN).one()
    if count:
        said = f"Look into {count} difference{'s' if count > 1 else ''} with Stripe"
        yield Waiting(said, "/finance/reconciliation", oldest + OLD_AFTER)


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    yield Queue("Differences with Stripe", *session.execute(_OPEN).one())
