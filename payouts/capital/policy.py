"""Who brings our own money in: those who let money go."""

from foundation.actors import Actor, Power


def may_top_up(actor: Actor) -> bool:
    return Power.APPROVE_PAY in actor.powers
