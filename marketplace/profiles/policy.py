"""Who may have a profile."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role


def may_perform(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER
