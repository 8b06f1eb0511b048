"""Who may see statements: each performer their own; sums over all, those who approve pay."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role


def may_have_statements(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_view_statement(actor: Actor, *, said: int) -> bool:
    """`said` is how much a run has to say to them: where that is nothing, there is no statement."""
    return may_have_statements(actor) and said > 0


def may_view_overview(actor: Actor) -> bool:
    return Power.APPROVE_PAY in actor.powers
