"""Who sees what was paid in a year: each performer their own, those who approve pay all."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role


def may_declare(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_keep_taxes(actor: Actor) -> bool:
    return Power.APPROVE_PAY in actor.powers
