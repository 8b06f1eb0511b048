"""Who may see and change who acts for a client."""

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.clients.models import Client


def may_view(actor: Actor, client: Client) -> bool:
    return actor.on_behalf_of == client.id and actor.role in CLIENT_SIDE


def may_manage(actor: Actor, client: Client) -> bool:
    return actor.on_behalf_of == client.id and actor.role == Role.CLIENT_OWNER
