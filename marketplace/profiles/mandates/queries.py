"""What is asked about mandates."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page, page_of
from marketplace.accounts.models import Account
from marketplace.accounts.roles import Role
from marketplace.profiles.mandates.errors import MandateNotFound
from marketplace.profiles.mandates.models import Mandate, MandateScope


def acts_for(session: Session, actor: Actor, performer_id: UUID, scope: MandateScope) -> bool:
    """Whether this actor may do this in the performer's place today."""
    if actor.role != Role.OBSERVER:
        return False
    held = select(Mandate).where(Mandate.agent_id == actor.id, Mandate.performer_id == performer_id)
    return any(scope in each.scopes for each in session.scalars(held.where(holds())))


def performers_of(session: Session, agent_id: UUID) -> list[UUID]:
    """For whom this agent acts today."""
    held = select(Mandate.performer_id).where(Mandate.agent_id == agent_id, holds())
    return sorted(set(session.scalars(held)))


def applied_for_by(session: Session, agent_id: UUID) -> Sequence[Mandate]:
    """By which this agent may apply today."""
    held = select(Mandate).where(Mandate.agent_id == agent_id, Mandate.may_apply, holds())
    return session.scalars(held.order_by(Mandate.id)).all()


def agents_of(session: Session, performer_id: UUID) -> list[UUID]:
    """Who acts for this performer today, for what tells both."""
    held = select(Mandate.agent_id).where(Mandate.performer_id == performer_id, holds())
    return sorted({each for each in session.scalars(held) if each is not None})


def holds() -> ColumnElement[bool]:
    """Accepted, not ended, its last day not over."""
    return (
        Mandate.accepted_at.is_not(None)
        & Mandate.ended_at.is_(None)
        & (Mandate.until >= now().date())
    )


def given(session: Session, performer_id: UUID) -> Sequence[Mandate]:
    """By this performer, newest first."""
    theirs = select(Mandate).where(Mandate.performer_id == performer_id)
    return session.scalars(theirs.order_by(Mandate.given_at.desc(), Mandate.id)).all()


def held_by(session: Session, agent_id: UUID) -> Sequence[Mandate]:
    """Offered to, or accepted by, this person, newest first. Only a proven address counts."""
    theirs = select(Mandate).where(_held(agent_id))
    return session.scalars(theirs.order_by(Mandate.given_at.desc(), Mandate.id)).all()


def page(session: Session, person_id: UUID, *, after: str | None, limit: int) -> Page[Any]:
    """Given or held by this person, newest first."""
    of = Mandate
    theirs = (of.performer_id == person_id) | _held(person_id)
    wanted = select(of, of.given_at, of.id).where(theirs)
    return page_of(session, wanted, of.given_at, of.id, after=after, limit=limit)


def mandate_of(session: Session, mandate_id: UUID, person_id: UUID) -> Mandate:
    """Given or held by this person."""
    theirs = (Mandate.performer_id == person_id) | _held(person_id)
    found = session.scalar(select(Mandate).where(Mandate.id == mandate_id, theirs))
    if found is None:
        raise MandateNotFound
    return found


def _held(agent_id: UUID) -> ColumnElement[bool]:
    proven = select(Account.email).where(
        Account.id == agent_id, Account.email_verified_at.is_not(None)
    )
    offered = Mandate.agent_id.is_(None) & (Mandate.email == proven.scalar_subquery())
    return offered | (Mandate.agent_id == agent_id)
