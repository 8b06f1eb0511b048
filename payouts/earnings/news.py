"""Who is told what about what was earned."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import hooks, notices, webhooks
from foundation.actors import Power
from foundation.statements import among
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.budgets.models import Budget
from marketplace.facts.models import FactKind
from payouts.earnings.models import Earning

_GROUP = "Earnings"
BEYOND = notices.Kind(
    "earnings.beyond_budget",
    "Work beyond a budget was approved",
    _GROUP,
    may_turn_off=False,
    sentence="{{ number }}: {{ amount_minor|money(currency) }} of approved work are beyond what is"
    " set aside. They are paid in time all the same; add to the budget.",
    roles=frozenset(CLIENT_SIDE),
)


def announce_made(session: Session, earnings: Sequence[Earning]) -> None:
    """To the machines of the client: ids, which they read on with."""
    for each in earnings:
        announce(session, each, "made")


def announce(session: Session, earning: Earning, what: str) -> None:
    data = {
        "earning": str(earning.id),
        "fact": str(earning.fact_id),
        "order": str(earning.order_id),
    }
    webhooks.announce(session, earning.client_id, f"earning.{what}", data)


def tell_beyond(session: Session, unfunded: Sequence[Earning]) -> None:
    """Who signs for the client, where all that was earned is more than what was confirmed. Money
    that is confirmed and only not here yet is no news."""
    orders = {each.order_id: each for each in unfunded}
    of = Earning
    earned = (
        select(of.order_id, func.sum(of.amount_minor + of.fee_minor))
        .where(among(session, of.order_id, list(orders)), of.kind != FactKind.REMEDY.value)
        .group_by(of.order_id)
    )
    cost = {order: int(amount) for order, amount in session.execute(earned)}
    budgets = session.scalars(select(Budget).where(among(session, Budget.order_id, list(orders))))
    numbers = hooks.references(session, list(orders))
    for budget in budgets:
        beyond = cost.get(budget.order_id, 0) - budget.confirmed_minor
        to = hooks.acting_for(session, budget.client_id, Power.SIGN_LICENCES)
        if beyond > 0 and to:
            notices.tell(
                session,
                kind=BEYOND.name,
                to=sorted(to),
                subject_id=budget.order_id,
                url=f"/budgets/{budget.order_id}",
                number=numbers.get(budget.order_id, "An order"),
                amount_minor=beyond,
                currency=budget.currency,
            )


KINDS = (BEYOND,)
