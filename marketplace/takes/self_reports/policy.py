"""Who reads what performers say of safety and of each other."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role


def may_read_reports(actor: Actor) -> bool:
    """Compliance. Never the client, the partner, or others of us."""
    return actor.role == Role.COMPLIANCE
