"""What can be asked about differences and reconciliations."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, loaded, page_of
from payouts.reconciliation import policy
from payouts.reconciliation.errors import DifferenceNotFound, ReconciliationNotFound
from payouts.reconciliation.models import (
    Difference,
    ReconciledTotal,
    Reconciliation,
    ReconciliationState,
)

PAGE = 50
_MOST = 200


def open_differences(session: Session) -> Sequence[Difference]:
    """The oldest first: they are what is most wrong."""
    of = Difference
    wanted = select(of).where(of.ended_at.is_(None)).order_by(of.first_seen_at, of.id).limit(_MOST)
    return session.scalars(wanted).all()


def count_open(session: Session) -> int:
    counted = select(func.count()).select_from(Difference).where(Difference.ended_at.is_(None))
    return session.scalar(counted) or 0


def differences(
    session: Session, actor: Actor, *, only_open: bool, after: str | None, limit: int = PAGE
) -> Page[Difference]:
    """The newest first; to those who may not settle them there are none."""
    of = Difference
    wanted = select(of.id, of.first_seen_at)
    if only_open:
        wanted = wanted.where(of.ended_at.is_(None))
    if not policy.may_reconcile(actor):
        wanted = wanted.where(of.id.is_(None))
    return loaded(
        session, of, page_of(session, wanted, of.first_seen_at, of.id, after=after, limit=limit)
    )


def ended(session: Session, limit: int = PAGE) -> Sequence[Difference]:
    of = Difference
    wanted = select(of).where(of.ended_at.is_not(None))
    return session.scalars(wanted.order_by(of.ended_at.desc(), of.id).limit(limit)).all()


def reconciliations(
    session: Session, actor: Actor, *, after: str | None, limit: int = PAGE
) -> Page[Reconciliation]:
    of = Reconciliation
    wanted = select(of.id, of.asked_at)
    if not policy.may_reconcile(actor):
        wanted = wanted.where(of.id.is_(None))
    return loaded(
        session, of, page_of(session, wanted, of.asked_at, of.id, after=after, limit=limit)
    )


def last_complete(session: Session) -> Reconciliation | None:
    of = Reconciliation
    wanted = select(of).where(of.state == ReconciliationState.COMPLETE)
    return session.scalars(wanted.order_by(of.ended_at.desc()).limit(1)).one_or_none()


def totals(session: Session, reconciliation_id: UUID) -> Sequence[ReconciledTotal]:
    of = ReconciledTotal
    wanted = select(of).where(of.reconciliation_id == reconciliation_id)
    return session.scalars(wanted.order_by(of.place, of.currency)).all()


def visible_difference(session: Session, difference_id: UUID, actor: Actor) -> Difference:
    found = session.get(Difference, difference_id)
    if found is None:
        raise DifferenceNotFound
    if not policy.may_reconcile(actor):
        raise DifferenceNotFound
    return found


def visible_reconciliation(
    session: Session, reconciliation_id: UUID, actor: Actor
) -> Reconciliation:
    found = session.get(Reconciliation, reconciliation_id)
    if found is None:
        raise ReconciliationNotFound
    if not policy.may_reconcile(actor):
        raise ReconciliationNotFound
    return found
