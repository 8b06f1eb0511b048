"""Differences that nobody settled: on finance's first page, and among the queues."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.formats import money
from foundation.hooks import Queue, Waiting
from payouts.reconciliation import policy, writing_off
from payouts.reconciliation.aging import OLD_AFTER
from payouts.reconciliation.models import Difference

_OPEN = select(func.count(), func.min(Difference.first_seen_at)).where(
    Difference.ended_at.is_(None)
)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if not policy.may_reconcile(actor):
        return
    for each in writing_off.all_waiting(session):
        if each.asked_by != actor.id:
            said = money(each.off_minor, each.currency)
            url = f"/finance/reconciliation/{each.difference_id}"
            yield Waiting(f"Post {said} against a difference, or not", url)
    count, oldest = session.execute(_OPEN).one()
    if count:
        said = f"Look into {count} difference{'s' if count > 1 else ''} with Stripe"
        yield Waiting(said, "/finance/reconciliation", oldest + OLD_AFTER)


def queues_in(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    yield Queue("Differences with Stripe", *session.execute(_OPEN).one())
