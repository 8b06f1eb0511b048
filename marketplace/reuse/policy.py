"""Who asks to use something again, and who sees what was asked."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE


def may_list(actor: Actor) -> bool:
    return actor.on_behalf_of is not None and actor.role in CLIENT_SIDE


def may_ask(actor: Actor) -> bool:
    """Those who bind their organisation: it costs money."""
    return actor.on_behalf_of is not None and Power.SIGN_LICENCES in actor.powers


def may_view(actor: Actor, client_id: UUID) -> bool:
    """Its own people, and those who keep budgets or read rights for everybody."""
    staff = actor.on_behalf_of is None and bool(
        actor.powers & {Power.CONFIRM_BUDGETS, Power.READ_RIGHTS}
    )
    return staff or (may_list(actor) and actor.on_behalf_of == client_id)
