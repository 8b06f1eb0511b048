"""Who may see and settle differences: those who let money go."""

from foundation.actors import Actor, Power


def may_reconcile(actor: Actor) -> bool:
    return Power.APPROVE_PAY in actor.powers
