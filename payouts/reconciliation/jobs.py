"""What happens by itself: each night, what was asked for, and telling of what stays."""

from datetime import timedelta
from uuid import UUID

from foundation.clock import now
from foundation.database import db
from foundation.jobs import Job, Lease
from payouts.reconciliation import aging, turns
from payouts.reconciliation.reconciling import reconcile
from payouts.stripe_gateway.making import stripe


def run(lease: Lease) -> str:
    lease.refuse_lost()
    wanted = _waiting() or turns.ask_for_due(now().date())
    if wanted is None:
        return "nothing to do"
    return "reconciled" if reconcile(stripe(), wanted) else "another is at it"


def has_work() -> bool:
    session = db.session()
    try:
        return turns.waiting(session) is not None or turns.due(session, now().date())
    finally:
        session.rollback()


def tell(lease: Lease) -> str:
    lease.refuse_lost()
    return f"{aging.tell_old()} told"


def _waiting() -> UUID | None:
    session = db.session()
    try:
        return turns.waiting(session)
    finally:
        session.rollback()


JOBS = (
    Job(
        "reconciliation.run",
        run,
        timedelta(minutes=1),
        thread="reconciliation",
        has_work=has_work,
    ),
    Job("reconciliation.tell", tell, timedelta(hours=1)),
)
