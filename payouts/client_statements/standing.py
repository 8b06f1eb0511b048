"""Now, by order: what was paid for it, what of it performers have been promised, what they have
earned, and what is still free. The promises are the budget's, all else is the journal's."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.budgets.models import Budget
from payouts.client_statements.accounts import accounts_of
from payouts.client_statements.movements import What, movements
from payouts.journal.balances import balances_of
from payouts.journal.chart import Kind

_FUNDED = (What.PAID_IN, What.FROM_BALANCE, What.GIVEN_BACK)
_SPENT = (What.EARNED, What.FEE)


@dataclass(frozen=True, slots=True)
class Standing:
    order_id: UUID
    currency: str
    committed: int
    """Promised to somebody, fee included; what came of it stays in it."""
    funded: int
    """Paid for it, less what was given back."""
    spent: int
    """Earned by performers, and our fee on it."""
    left: int
    """Set aside for it in the books."""

    @property
    def moved(self) -> bool:
        """Anything was ever paid, promised or earned for it."""
        return any((self.committed, self.funded, self.spent, self.left))

    @property
    def open(self) -> int:
        """Promised and not earned yet."""
        return max(0, self.committed - self.spent)

    @property
    def free(self) -> int:
        """Promised to nobody: it goes back, or to another order, when somebody asks."""
        return max(0, self.left - self.open)

    @property
    def missing(self) -> int:
        """Promised, and not there."""
        return max(0, self.open - self.left)


@dataclass(frozen=True, slots=True)
class Standings:
    orders: Sequence[Standing]
    """The newest first; not those of which every figure is nothing."""
    unmoved: int
    """How many those are."""


def standings(session: Session, client_id: UUID) -> Standings:
    found = _all(session, client_id)
    orders = [each for each in found if each.moved]
    return Standings(orders, len(found) - len(orders))


def _all(session: Session, client_id: UUID) -> Sequence[Standing]:
    of = Budget
    wanted = select(of).where(of.client_id == client_id).order_by(of.made_at.desc(), of.id)
    budgets = session.scalars(wanted).all()
    moved: defaultdict[tuple[str, UUID | None], Counter[What]] = defaultdict(Counter)
    for found in movements(session, client_id, None, None):
        moved[found.currency, found.order_id][found.what] += found.minor
    left = _left(session, client_id)
    return [
        Standing(
            each.order_id,
            each.currency,
            each.committed_minor,
            sum(moved[each.currency, each.order_id][what] for what in _FUNDED),
            -sum(moved[each.currency, each.order_id][what] for what in _SPENT),
            left.get((each.currency, each.order_id), 0),
        )
        for each in budgets
    ]


def _left(session: Session, client_id: UUID) -> dict[tuple[str, UUID], int]:
    """Without what is on its way back already."""
    found = {}
    for each in balances_of(session, list(accounts_of(session, client_id))):
        if each.account.kind is Kind.ORDER_FUNDS:
            left = each.posted - each.set_aside
            found[each.account.currency, each.account.owner] = left.amount_minor
    return found
