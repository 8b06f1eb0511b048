"""Who there is and what they may do. For administrators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor, Power
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.people.errors import GrantNotFound, PersonNotFound
from marketplace.accounts.roles import LABELS, Role

AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Held:
    grant_id: UUID
    account_id: UUID
    role: Role
    organisation: str
    since: datetime
    last_day: date | None
    ended_at: datetime | None
    because: str

    @property
    def label(self) -> str:
        label = LABELS[self.role]
        return f"{label}, {self.organisation}" if self.organisation else label


@dataclass(frozen=True, slots=True)
class Found:
    id: UUID
    name: str
    email: str
    verified: bool
    joined_at: datetime
    roles: tuple[Held, ...]


def search(session: Session, words: str, *, actor: Actor) -> Sequence[Found]:
    """The newest first; words match in names and addresses."""
    actor.require_power(Power.MANAGE_PEOPLE)
    wanted = select(Account).where(Account.closed_at.is_(None))
    for word in words.lower().split():
        wanted = wanted.where(
            or_(
                func.lower(Account.name).contains(word, autoescape=True),
                Account.email.contains(word, autoescape=True),
            )
        )
    newest = wanted.order_by(Account.created_at.desc(), Account.id).limit(AT_ONCE)
    accounts = session.scalars(newest).all()
    held = _held(session, [account.id for account in accounts], also_ended=False)
    return [_found(account, held) for account in accounts]


def person(session: Session, account_id: UUID, *, actor: Actor) -> Found:
    actor.require_power(Power.MANAGE_PEOPLE)
    account = session.get(Account, account_id)
    if account is None or account.closed_at is not None:
        raise PersonNotFound
    return _found(account, _held(session, [account_id], also_ended=True))


def held_role(session: Session, account_id: UUID, grant_id: UUID, *, actor: Actor) -> Held:
    roles = person(session, account_id, actor=actor).roles
    found = next((each for each in roles if each.grant_id == grant_id), None)
    if found is None or found.ended_at is not None:
        raise GrantNotFound
    return found


def _found(account: Account, held: Sequence[Held]) -> Found:
    return Found(
        id=account.id,
        name=account.name,
        email=account.email or "",
        verified=account.email_verified_at is not None,
        joined_at=account.created_at,
        roles=tuple(each for each in held if each.account_id == account.id),
    )


def _held(session: Session, account_ids: Sequence[UUID], *, also_ended: bool) -> Sequence[Held]:
    grants = select(RoleGrant).where(RoleGrant.account_id.in_(account_ids))
    if not also_ended:
        grants = grants.where(RoleGrant.ended_at.is_(None))
    rows = session.scalars(grants.order_by(RoleGrant.granted_at, RoleGrant.id)).all()
    names = hooks.names(session, {row.on_behalf_of for row in rows if row.on_behalf_of})
    return [
        Held(
            grant_id=row.id,
            account_id=row.account_id,
            role=row.role,
            organisation=names.get(row.on_behalf_of, "") if row.on_behalf_of else "",
            since=row.granted_at,
            last_day=row.last_day,
            ended_at=row.ended_at,
            because=row.ended_because or row.granted_because,
        )
        for row in rows
    ]
