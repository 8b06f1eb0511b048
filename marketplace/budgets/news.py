"""Who is told that money is to be set aside. That it came, whoever has it says: payouts."""

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.budgets.models import Budget

WANTED = notices.Kind(
    "budget.wanted",
    "An approved request waits for its money",
    "Budgets",
    may_turn_off=False,
    sentence="{{ number }} was approved. Set the money for it aside, and it is posted.",
    roles=frozenset(CLIENT_SIDE),
)
KINDS = (WANTED,)


def tell_opened(session: Session, budget: Budget) -> None:
    """Those who bind the client: it is theirs to pay."""
    to = hooks.acting_for(session, budget.client_id, Power.SIGN_LICENCES)
    if to:
        number = hooks.references(session, [budget.order_id]).get(budget.order_id, "An order")
        notices.tell(
            session,
            kind=WANTED.name,
            to=sorted(to),
            subject_id=budget.order_id,
            url=f"/budgets/{budget.order_id}",
            number=number,
        )
