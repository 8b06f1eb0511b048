"""What finance does with budgets by hand, until money comes by itself."""

from uuid import UUID

from foundation.actors import Actor, Power
from foundation.database import transaction
from foundation.money import Money
from marketplace.budgets import news, queries, steps


def confirm_budget(order_id: UUID, amount_minor: int, reference: str, *, actor: Actor) -> bool:
    """That so much is there. The same reference again changes nothing: says whether it was new."""
    return _moved(order_id, amount_minor, reference, actor)


def give_back(order_id: UUID, amount_minor: int, reference: str, *, actor: Actor) -> bool:
    """What is not promised to anybody."""
    return _moved(order_id, -amount_minor, reference, actor)


def _moved(order_id: UUID, amount_minor: int, reference: str, actor: Actor) -> bool:
    actor.require_power(Power.CONFIRM_BUDGETS)
    with transaction() as session:
        budget = queries.visible(session, order_id, actor)
        amount = Money(amount_minor, budget.currency)
        new = steps.confirm(session, order_id, amount, cause=reference, actor=actor)
        if new:
            kind = news.CONFIRMED if amount_minor > 0 else news.GIVEN_BACK
            news.tell_changed(session, budget, Money(abs(amount_minor), budget.currency), kind)
        return new
