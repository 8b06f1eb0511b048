"""Who has work of their own that is priced."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role


def may_earn(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER
