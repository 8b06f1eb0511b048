"""Who answers disputes: those who deal with clients' money."""

from foundation.actors import Actor, Power


def may_answer(actor: Actor) -> bool:
    return Power.CONFIRM_BUDGETS in actor.powers
