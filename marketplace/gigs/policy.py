"""Who may change what is posted."""

from foundation.actors import Actor
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.gigs.models import Gig

KEEPERS = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))


def may_list(actor: Actor) -> bool:
    """Everybody of a client sees what it has posted and how it fills."""
    return actor.on_behalf_of is not None and actor.role in CLIENT_SIDE


def may_keep(actor: Actor, gig: Gig) -> bool:
    """Its client's owner and producers. What compliance stops, it stops at the request."""
    return actor.on_behalf_of == gig.client_id and actor.role in KEEPERS
