"""Who is paid, and who sees how it stands with somebody's account."""

from uuid import UUID

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role


def may_be_paid(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_see_all(actor: Actor) -> bool:
    """Those who pay."""
    return Power.CONFIRM_BUDGETS in actor.powers


def may_see(actor: Actor, performer_id: UUID) -> bool:
    return may_see_all(actor) or (may_be_paid(actor) and actor.id == performer_id)
