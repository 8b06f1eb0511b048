"""Questions about organisations and their people."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.naming import name_key
from marketplace.accounts.holding import is_held
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import LABELS, Role
from marketplace.clients import policy
from marketplace.clients.errors import ClientNotFound, MemberNotFound
from marketplace.clients.models import Client, ClientVerification


@dataclass(frozen=True, slots=True)
class Member:
    grant_id: UUID
    account_id: UUID
    name: str
    role: Role
    since: datetime

    @property
    def role_label(self) -> str:
        return LABELS[self.role]


def verified(session: Session, client_id: UUID) -> bool:
    """Whether compliance found out who this is, and it has not expired: before it nothing is
    posted."""
    found = newest_verifications(session, [client_id]).get(client_id)
    return found is not None and found.verified and found.expires_on >= now().date()


def newest_verifications(session: Session, ids: Collection[UUID]) -> dict[UUID, ClientVerification]:
    of = ClientVerification
    rows = session.scalars(select(of).where(of.client_id.in_(ids)).order_by(of.decided_at, of.id))
    return {row.client_id: row for row in rows}


def names_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = session.execute(select(Client.id, Client.name).where(Client.id.in_(ids)))
    return {row.id: row.name for row in rows}


def called(session: Session, keys: Collection[str]) -> dict[str, set[UUID]]:
    """For `hooks.organisations_called_in`. All names are read: no database folds every alphabet's
    capitals, and organisations are few."""
    found: dict[str, set[UUID]] = {}
    if keys:
        for row in session.execute(select(Client.id, Client.name)):
            found.setdefault(name_key(row.name), set()).add(row.id)
    return {key: ids for key, ids in found.items() if key in keys}


def organisations(session: Session) -> dict[UUID, str]:
    rows = session.execute(select(Client.id, Client.name).order_by(Client.name, Client.id))
    return {row.id: row.name for row in rows}


def blocks_closing(session: Session, account_id: UUID) -> Iterator[str]:
    """An organisation without an owner could neither sign nor let anybody in."""
    owned = select(RoleGrant.on_behalf_of).where(
        RoleGrant.account_id == account_id,
        RoleGrant.role == Role.CLIENT_OWNER,
        is_held(),
    )
    for client in session.scalars(select(Client).where(Client.id.in_(owned))):
        owners = [each for each in members(session, client.id) if each.role == Role.CLIENT_OWNER]
        others = [each for each in members(session, client.id) if each.account_id != account_id]
        if len(owners) == 1 and others:
            yield f"You are the only owner of {client.name}. Make somebody else owner first."


def visible(session: Session, client_id: UUID, actor: Actor) -> Client:
    """To people of other organisations this one does not exist."""
    client = session.get(Client, client_id)
    if client is None:
        raise ClientNotFound
    if not policy.may_view(actor, client):
        raise ClientNotFound
    return client


def members(session: Session, client_id: UUID) -> Sequence[Member]:
    rows = session.execute(
        select(
            RoleGrant.id, RoleGrant.account_id, Account.name, RoleGrant.role, RoleGrant.granted_at
        )
        .join(Account, Account.id == RoleGrant.account_id)
        .where(RoleGrant.on_behalf_of == client_id, is_held())
        .order_by(Account.name, RoleGrant.granted_at, RoleGrant.id)
    )
    return [Member(*row) for row in rows]


def member(session: Session, client_id: UUID, grant_id: UUID) -> Member:
    found = next((each for each in members(session, client_id) if each.grant_id == grant_id), None)
    if found is None:
        raise MemberNotFound
    return found
