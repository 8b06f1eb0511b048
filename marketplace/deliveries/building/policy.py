"""Who asks for deliveries, and who sees how far they are."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.deliveries.building.models import Delivery

_ASK = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def sees_all(actor: Actor) -> bool:
    """Those of us who answer for what leaves to whom."""
    return Power.READ_RIGHTS in actor.powers


def may_ask(actor: Actor) -> bool:
    """For their own organisation."""
    return actor.role in _ASK and actor.on_behalf_of is not None


def may_list(actor: Actor) -> bool:
    return actor.role in CLIENT_SIDE or sees_all(actor)


def may_view(actor: Actor, delivery: Delivery) -> bool:
    own = actor.role in CLIENT_SIDE and actor.on_behalf_of == delivery.client_id
    return own or sees_all(actor)
