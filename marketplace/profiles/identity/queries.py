"""What is asked about checks of identity."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Waiting
from foundation.workdays import after_working_days
from marketplace.accounts.models import Account
from marketplace.profiles import sealed
from marketplace.profiles.identity.errors import RequestNotFound
from marketplace.profiles.identity.models import IdentityRequest

ANSWERED_WITHIN = 2
"""Working days."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever makes the check needs to reach somebody and to compare."""

    request_id: UUID
    performer_id: UUID
    name: str
    legal_name: str
    email: str
    zone: str
    asked_at: datetime
    is_open: bool


def open_request(session: Session, performer_id: UUID) -> IdentityRequest | None:
    of = IdentityRequest
    return session.scalar(
        select(of).where(of.performer_id == performer_id, of.answered_at.is_(None))
    )


def asked(session: Session, request_id: UUID) -> Asked:
    request = session.get(IdentityRequest, request_id)
    if request is None:
        raise RequestNotFound
    account = session.get_one(Account, request.performer_id)
    return Asked(
        request.id,
        account.id,
        account.name,
        sealed.legal_name(session, account.id),
        account.email or "",
        account.zone,
        request.asked_at,
        request.answered_at is None,
    )


def waiting(session: Session, actor: Actor) -> Sequence[IdentityRequest]:
    """Longest first, without a word about who it is."""
    actor.require_power(Power.KEEP_RIGHTS)
    of = IdentityRequest
    return session.scalars(
        select(of).where(of.answered_at.is_(None)).order_by(of.asked_at, of.id)
    ).all()


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`."""
    if Power.KEEP_RIGHTS in actor.powers:
        for each in waiting(session, actor):
            due = after_working_days(each.asked_at, ANSWERED_WITHIN)
            yield Waiting("A check of identity and age", f"/identity/requests/{each.id}", due)
