"""Why money cannot be promised."""

from dataclasses import dataclass

from foundation.errors import Conflict, NotFound
from foundation.formats import money
from foundation.money import Money


class BudgetNotFound(NotFound):
    message = "There is no money set aside for this."


@dataclass(eq=False)
class BudgetTooSmall(Conflict):
    needed: Money
    free: Money

    def __str__(self) -> str:
        return (
            f"This would take {_said(self.needed)} out of the budget, and {_said(self.free)} are"
            " free. Add to the budget first."
        )


@dataclass(eq=False)
class NotSoMuchIsFree(Conflict):
    free: Money

    def __str__(self) -> str:
        return f"Only {_said(self.free)} are free; the rest is promised to performers."


def _said(amount: Money) -> str:
    return money(amount.amount_minor, amount.currency)
