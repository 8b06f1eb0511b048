"""Who pays for an organisation, and who sees it."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE


def may_pay(actor: Actor) -> bool:
    """Those who bind their organisation."""
    return actor.on_behalf_of is not None and Power.SIGN_LICENCES in actor.powers


def may_see_all(actor: Actor) -> bool:
    return Power.CONFIRM_BUDGETS in actor.powers


def may_see(actor: Actor, client_id: UUID) -> bool:
    own = actor.on_behalf_of == client_id and actor.role in CLIENT_SIDE
    return own or may_see_all(actor)
