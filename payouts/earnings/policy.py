"""Who may see what was earned, and who may decide about it."""

from foundation.actors import Actor, Power
from marketplace.accounts.roles import Role
from payouts.earnings.models import Earning
from payouts.earnings.reduction_models import Reduction


def may_earn(actor: Actor) -> bool:
    return actor.role == Role.PERFORMER


def may_see_own(actor: Actor, earning: Earning) -> bool:
    """Whose it is, as a performer. Those who keep pay have pages of their own."""
    return may_earn(actor) and earning.performer_id == actor.id


def has_own_pages(actor: Actor) -> bool:
    """Of what others earned."""
    return Power.KEEP_PAY in actor.powers and not may_earn(actor)


def deals_with_clients(actor: Actor) -> bool:
    """Sees what clients owe: of holds and reductions it says nothing."""
    return Power.CONFIRM_BUDGETS in actor.powers


def stands_apart(actor: Actor, earning: Earning) -> bool:
    """Nobody decides about pay of their own, in whichever role they act."""
    return actor.id != earning.performer_id


def decides_appeal(actor: Actor, reduction: Reduction) -> bool:
    """Somebody other than who proposed it and whose pay it is."""
    return actor.id not in (reduction.proposed_by, reduction.performer_id)
