"""An appeal that nobody answered in time is granted."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from marketplace.takes import steps
from marketplace.takes.appeals.models import AppealOutcome, TakeAppeal
from marketplace.takes.appeals.queries import appeal_of
from marketplace.takes.appeals.steps import end

_AT_ONCE = 200


def accept_unanswered(lease: Lease) -> str:
    due = select(TakeAppeal.take_id).where(TakeAppeal.outcome.is_(None), TakeAppeal.due_at <= now())
    found = list(db.session().scalars(due.order_by(TakeAppeal.due_at).limit(_AT_ONCE)))
    db.session().rollback()
    return f"{in_turn(lease, found, partial(_grant, lease))} granted"


def _grant(lease: Lease, take_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        take = steps.locked(session, take_id)
        appeal = appeal_of(session, take_id)
        if appeal is None or appeal.outcome is not None:
            return 0
        end(session, take, appeal, AppealOutcome.UNANSWERED, actor=SYSTEM)
        return 1


JOBS = (Job("takes.accept_unanswered", accept_unanswered, timedelta(minutes=15)),)
