"""Questions about people that lower and higher packages ask."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.hooks import Address, Held
from marketplace.accounts.holding import is_held, is_open
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import POWERS, Role, with_power

CLOSED_NAME = "Closed account"
_MOST_FOUND = 200


def names_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return {row.id: row.name or CLOSED_NAME for row in rows}


def people_called(session: Session, text: str) -> set[UUID]:
    called = Account.name.icontains(text, autoescape=True) | (Account.email == text.lower())
    return set(session.scalars(select(Account.id).where(called).limit(_MOST_FOUND)))


def addresses_of(session: Session, ids: Collection[UUID]) -> dict[UUID, Address]:
    """Only verified addresses: a typing error must not get a stranger our mail."""
    rows = session.execute(
        select(Account.id, Account.email, Account.name, Account.locale, Account.zone).where(
            Account.id.in_(ids), Account.email_verified_at.is_not(None), Account.email.is_not(None)
        )
    )
    return {row.id: Address(row.email, row.name, row.locale, row.zone) for row in rows}


def holders_of(session: Session, power: Power) -> set[UUID]:
    roles = with_power(power)
    held = select(RoleGrant.account_id).where(RoleGrant.role.in_(roles), is_held())
    return set(session.scalars(held))


def acting_for(session: Session, organisation_id: UUID, power: Power) -> set[UUID]:
    """Whoever is deactivated is told nothing of its work, unless nobody else is left to tell: a
    recall must reach somebody."""
    for_it = (RoleGrant.on_behalf_of == organisation_id, RoleGrant.role.in_(with_power(power)))
    held = set(session.scalars(select(RoleGrant.account_id).where(*for_it, is_held())))
    able = select(Account.id).where(Account.id.in_(held), is_open())
    return set(session.scalars(able)) or held


def held_by(session: Session, person_id: UUID) -> Held:
    """In all of their roles together."""
    grants = select(RoleGrant.role).where(RoleGrant.account_id == person_id, is_held())
    roles = frozenset(session.scalars(grants))
    powers = frozenset(power for role in roles for power in POWERS.get(role, frozenset()))
    return Held(frozenset(roles), powers)


def has_account(session: Session, email: str) -> bool:
    return session.scalar(select(Account.id).where(Account.email == email)) is not None


def actor_of(session: Session, email: str, role: Role) -> Actor | None:
    """For commands that act as a person: with the role that the command needs."""
    held = session.execute(
        select(RoleGrant.account_id, RoleGrant.on_behalf_of)
        .join(Account, Account.id == RoleGrant.account_id)
        .where(Account.email == email, RoleGrant.role == role, is_held())
    ).first()
    if held is None:
        return None
    return Actor(held.account_id, role, held.on_behalf_of, POWERS.get(role, frozenset()))
