"""Who gives second opinions, and whose agreement somebody sees."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.takes.reviewing import policy


def may_be_asked(actor: Actor) -> bool:
    """Ours alone: whoever works for the client can see how its takes were decided."""
    return actor.role == Role.REVIEWER


def sees_everybody(actor: Actor) -> bool:
    return actor.role == Role.COMPLIANCE


def sees_all_of(actor: Actor) -> bool:
    """Of those who judge for their client."""
    return actor.role == Role.CLIENT_OWNER


def may_read_agreement(actor: Actor) -> bool:
    return policy.may_have_queue(actor) or sees_everybody(actor)
