"""What deciding, taking effect and ending have in common. Steps: they never commit."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from marketplace.accounts.deactivation import effects, news
from marketplace.accounts.deactivation.errors import DeactivationNotFound, DeactivationOver
from marketplace.accounts.deactivation.models import Deactivation, DeactivationEnding
from marketplace.accounts.models import Account


def locked(session: Session, deactivation_id: UUID) -> Deactivation:
    """Two who decide, or one and the clock, do so one after the other."""
    wanted = select(Deactivation).where(Deactivation.id == deactivation_id).with_for_update()
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise DeactivationNotFound
    return found


def standing(session: Session, account_id: UUID) -> Deactivation | None:
    of = Deactivation
    wanted = select(of).where(of.account_id == account_id, of.ended_at.is_(None))
    return session.scalar(wanted.execution_options(populate_existing=True))


def shut(session: Session, account_id: UUID, row: Deactivation | None) -> None:
    """From when on the gate refuses; None opens it again."""
    since = row.takes_effect_at if row else None
    change = update(Account).where(Account.id == account_id)
    session.execute(change.values(deactivated_from=since, version=Account.version + 1))


def take_effect(session: Session, row: Deactivation, *, actor: Actor) -> None:
    """Nobody waits for an answer that cannot come."""
    for answer in effects.when_deactivated:
        answer(session, row.account_id, actor)
    row.effected_at = now()
    audit.record(session, actor, "deactivation.effected", row.account_id)


def end(session: Session, row: Deactivation, ending: DeactivationEnding, *, actor: Actor) -> None:
    if row.ended_at is not None:
        raise DeactivationOver
    row.ended_at, row.ended_by, row.ending = now(), actor.id, ending
    shut(session, row.account_id, None)
    audit.record(session, actor, "deactivation.ended", row.account_id, ending=ending.value)
    news.tell_ended(session, row, ending)
