"""Which postings against differences two people stand for, and those that wait for the second."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.money import Money
from foundation.statements import among
from payouts.journal.chart import Kind
from payouts.pay_runs import rules
from payouts.pay_runs.limits import DAYS
from payouts.reconciliation.models import Difference, Ending, WriteOff, WriteOffState


@dataclass(frozen=True, slots=True)
class Above:
    """By itself, or with what went before."""

    before: Money
    """Posted by one person alone in the last days, whichever way."""
    limit: Money
    by_itself: bool


def above(session: Session, found: Difference, person_id: UUID) -> Above | None:
    """The limit of a pay run in this currency; without one of its own, everything is above it."""
    limit = Money(rules.limits_for(session, person_id).get(found.currency, 0), found.currency)
    before = _by_one_alone(session, found.currency)
    own = abs(found.off_minor)
    if own + before.amount_minor <= limit.amount_minor:
        return None
    return Above(before, limit, own > limit.amount_minor)


def waiting(session: Session, found: Difference) -> WriteOff | None:
    wanted = select(WriteOff).where(
        WriteOff.difference_id == found.id, WriteOff.state == WriteOffState.PROPOSED
    )
    return session.scalars(wanted.with_for_update()).one_or_none()


def all_waiting(session: Session) -> Sequence[WriteOff]:
    """Of differences that are still there, the oldest first."""
    wanted = (
        select(WriteOff)
        .join(Difference, Difference.id == WriteOff.difference_id)
        .where(WriteOff.state == WriteOffState.PROPOSED, Difference.ended_at.is_(None))
    )
    return session.scalars(wanted.order_by(WriteOff.asked_at, WriteOff.id)).all()


def of(session: Session, difference_ids: Collection[UUID]) -> Sequence[WriteOff]:
    """All that was ever asked for, the newest first."""
    wanted = select(WriteOff).where(among(session, WriteOff.difference_id, difference_ids))
    return session.scalars(wanted.order_by(WriteOff.asked_at.desc(), WriteOff.id)).all()


def propose(
    session: Session, found: Difference, against: Kind, because: str, actor: Actor
) -> WriteOff:
    row = WriteOff(
        difference_id=found.id,
        off_minor=found.off_minor,
        currency=found.currency,
        against=against.value,
        because=because,
        asked_by=actor.id,
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "write_off.proposed", row.id, amount_minor=found.off_minor)
    return row


def decide(row: WriteOff, state: WriteOffState, actor: Actor) -> None:
    row.state, row.decided_by, row.decided_at = state, actor.id, now()


def _by_one_alone(session: Session, currency: str) -> Money:
    by_two = (
        select(WriteOff.id)
        .where(WriteOff.difference_id == Difference.id, WriteOff.state == WriteOffState.POSTED)
        .exists()
    )
    wanted = select(func.coalesce(func.sum(func.abs(Difference.off_minor)), 0)).where(
        Difference.ending == Ending.POSTED,
        Difference.ended_at > now() - timedelta(days=DAYS),
        Difference.currency == currency,
        ~by_two,
    )
    return Money(int(session.scalar(wanted) or 0), currency)
