"""Giving a mandate, accepting it, ending it."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, throttle
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts import grants
from marketplace.accounts import queries as accounts
from marketplace.accounts.models import Account
from marketplace.accounts.roles import CLIENT_SIDE, STAFF, Role
from marketplace.profiles import policy
from marketplace.profiles.mandates import news, queries
from marketplace.profiles.mandates.errors import (
    MandateNotFound,
    MandateOver,
    NotThatLong,
    NotYourself,
    OnTheOtherSide,
)
from marketplace.profiles.mandates.models import Mandate

LONGEST = timedelta(days=3 * 366)
MOST_A_DAY = 10
"""Each may tell somebody by mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    email: str
    may_apply: bool
    may_negotiate: bool
    commission_basis_points: int
    until: date


def offer_mandate(proposed: Proposed, *, actor: Actor) -> UUID:
    """To whoever proves that the address is theirs. Nothing is allowed before they accept."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        throttle.spend(
            session, bucket=f"mandates:{actor.id}", limit=MOST_A_DAY, per=timedelta(days=1)
        )
        if not now().date() <= proposed.until <= now().date() + LONGEST:
            raise NotThatLong
        proven = Account.email_verified_at.is_not(None)
        there = select(Account.id).where(Account.email == proposed.email.lower(), proven)
        agent_id = session.scalar(there)
        if agent_id == actor.id:
            raise NotYourself
        mandate = keep(session, actor.id, proposed)
        audit.record(session, actor, "mandate.offered", mandate.id)
        news.tell_offered(session, mandate, agent_id)
        return mandate.id


def keep(session: Session, performer_id: UUID, proposed: Proposed) -> Mandate:
    """A step."""
    mandate = Mandate(
        performer_id=performer_id,
        email=proposed.email.lower(),
        may_apply=proposed.may_apply,
        may_negotiate=proposed.may_negotiate,
        commission_basis_points=proposed.commission_basis_points,
        until=proposed.until,
    )
    session.add(mandate)
    session.flush()
    return mandate


def accept_mandate(mandate_id: UUID, *, actor: Actor) -> None:
    """By the one it was offered to, who acts by it as an observer from now on."""
    with transaction() as session:
        mandate = session.get(Mandate, mandate_id, with_for_update=True)
        if mandate is None or mandate not in queries.held_by(session, actor.id):
            raise MandateNotFound
        if mandate.ended_at or mandate.accepted_at or mandate.until < now().date():
            raise MandateOver
        if accounts.held_by(session, actor.id).roles & (CLIENT_SIDE | STAFF):
            raise OnTheOtherSide
        accept(session, mandate, actor)
        news.tell_accepted(session, mandate)


def accept(session: Session, mandate: Mandate, actor: Actor) -> None:
    """A step."""
    mandate.agent_id, mandate.accepted_at = actor.id, now()
    grants.give(session, actor, actor.id, Role.OBSERVER, because="accepted a mandate")
    audit.record(session, actor, "mandate.accepted", mandate.id)
    session.flush()


def end_mandate(mandate_id: UUID, *, actor: Actor) -> None:
    """By either, at once; also what was not accepted yet."""
    with transaction() as session:
        mandate = session.get(Mandate, mandate_id, with_for_update=True)
        if mandate is None:
            raise MandateNotFound
        if mandate.performer_id != actor.id and mandate not in queries.held_by(session, actor.id):
            raise MandateNotFound
        if mandate.ended_at is not None:
            raise MandateOver
        mandate.ended_at, mandate.ended_by = now(), actor.id
        session.flush()
        audit.record(session, actor, "mandate.ended", mandate.id)
        news.tell_ended(session, mandate, by=actor.id)
