"""Who sees what Stripe told, and has it tried again."""

from foundation.actors import Actor, Power


def may_keep(actor: Actor) -> bool:
    """Finance, whose money it is about, and whoever runs the machines."""
    return bool({Power.CONFIRM_BUDGETS, Power.READ_OPERATIONS} & actor.powers)
