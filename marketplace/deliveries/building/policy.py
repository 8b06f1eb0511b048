"""Who asks for deliveries, and who sees how far they are."""

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.deliveries.building.models import Delivery

_ASK = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_ask(actor: Actor) -> bool:
    """For their own organisation."""
    return actor.role in _ASK and actor.on_behalf_of is not None


def may_call_off(actor: Actor, delivery: Delivery) -> bool:
    return may_ask(actor) and actor.on_behalf_of == delivery.client_id


def may_list(actor: Actor) -> bool:
    return actor.role in CLIENT_SIDE and actor.on_behalf_of is not None


def may_view(actor: Actor, delivery: Delivery) -> bool:
    return may_list(actor) and actor.on_behalf_of == delivery.client_id
