"""Who may see what is set aside."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.budgets.models import Budget


def may_view(actor: Actor, budget: Budget) -> bool:
    """The people whose organisation's money it is, and those who see everybody's."""
    own = actor.on_behalf_of == budget.client_id and actor.role in CLIENT_SIDE
    return own or Power.CONFIRM_BUDGETS in actor.powers
