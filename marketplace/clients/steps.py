"""Making an organisation with its first owner."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.ids import new_id
from marketplace.accounts import grants
from marketplace.accounts.roles import Role
from marketplace.clients.models import Client


def found_client(
    session: Session, actor: Actor, name: str, *, owner_id: UUID, client_id: UUID | None = None
) -> Client:
    client = Client(id=client_id or new_id(), name=name)
    session.add(client)
    session.flush()
    audit.record(session, actor, "client.founded", client.id)
    grants.give(session, actor, owner_id, Role.CLIENT_OWNER, client.id)
    return client
