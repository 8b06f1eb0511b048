"""Who sees what a client chose, and who chooses."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE, Role

_CHOOSES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def sees_all(actor: Actor) -> bool:
    """Those of us who answer for what may be used for what."""
    return Power.READ_RIGHTS in actor.powers


def may_list(actor: Actor) -> bool:
    return actor.role in CLIENT_SIDE or sees_all(actor)


def may_choose(actor: Actor) -> bool:
    return actor.role in _CHOOSES and actor.on_behalf_of is not None


def may_view(actor: Actor, client_id: UUID) -> bool:
    own = actor.role in CLIENT_SIDE and actor.on_behalf_of == client_id
    return own or sees_all(actor)


def is_ones_own(actor: Actor, client_id: UUID) -> bool:
    return actor.on_behalf_of == client_id
