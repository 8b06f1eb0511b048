"""Whose turn it is: one reconciliation is open at a time, and one process is at it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.statements import changed, insert_unless_there
from payouts.journal.models import Posting
from payouts.reconciliation import policy
from payouts.reconciliation.models import Reconciliation, ReconciliationState

HELD_FOR = timedelta(hours=1)
"""Renewed after each step; a process that is silent for so long has gone."""
AGAIN_AFTER = timedelta(hours=1)
"""Where something could not be read."""


def ask_for(*, actor: Actor) -> UUID:
    """Asked for while one is open, it is that one."""
    actor.require(policy.may_reconcile(actor))
    with transaction() as session:
        return _open(session, actor, None)


def ask_for_due(today: date) -> UUID | None:
    """The nightly one, and another try where the last could not read everything."""
    with transaction() as session:
        if not due(session, today):
            return None
        of = Reconciliation
        had = session.scalar(select(of.id).where(of.night == today))
        return _open(session, SYSTEM, today if had is None else None)


def due(session: Session, today: date) -> bool:
    """Not before anything was posted: there is nothing to compare."""
    of = Reconciliation
    if session.scalar(select(of.id).where(of.ended_at.is_(None))) is not None:
        return False
    if session.scalar(select(Posting.id).limit(1)) is None:
        return False
    if session.scalar(select(of.id).where(of.night == today)) is None:
        return True
    ended = select(func.max(of.ended_at))
    failed_at = session.scalar(ended.where(of.state == ReconciliationState.INCOMPLETE))
    done_at = session.scalar(ended.where(of.state == ReconciliationState.COMPLETE))
    if failed_at is None or (done_at is not None and done_at > failed_at):
        return False
    return failed_at <= now() - AGAIN_AFTER


def _open(session: Session, actor: Actor, night: date | None) -> UUID:
    of, id_ = Reconciliation, new_id()
    values = {"night": night, "asked_by": actor.id, "asked_at": now(), "turn": "one"}
    values |= {"state": ReconciliationState.WANTED, "unread": ""}
    counts = ("movements", "transfers", "bank_payouts", "payees", "new", "gone", "still_open")
    if insert_unless_there(session, of, id=id_, **values, **dict.fromkeys(counts, 0)):
        audit.record(session, actor, "reconciliation.asked", id_)
        return id_
    return session.scalars(select(of.id).where(of.ended_at.is_(None))).one()


def take(reconciliation_id: UUID) -> datetime | None:
    """Until when it is ours; None where another is at it, or it is over."""
    until, of = now() + HELD_FOR, Reconciliation
    free = or_(of.state == ReconciliationState.WANTED, of.held_until < now())
    with transaction() as session:
        statement = (
            update(of)
            .where(of.id == reconciliation_id, of.ended_at.is_(None), free)
            .values(state=ReconciliationState.RUNNING, held_until=until)
        )
        return until if changed(session, statement) else None


def keep(session: Session, reconciliation_id: UUID, held_until: datetime) -> datetime | None:
    """Still ours, for longer; None where another took it up since."""
    until, of = now() + HELD_FOR, Reconciliation
    mine = (
        update(of)
        .where(of.id == reconciliation_id, of.held_until == held_until, of.ended_at.is_(None))
        .values(held_until=until)
    )
    return until if changed(session, mine) else None


def waiting(session: Session) -> UUID | None:
    """Asked for, or left behind by a process that went away."""
    of = Reconciliation
    free = or_(of.state == ReconciliationState.WANTED, of.held_until < now())
    return session.scalars(select(of.id).where(of.ended_at.is_(None), free)).one_or_none()
