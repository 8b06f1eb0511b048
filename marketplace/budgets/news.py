"""Who is told what about money that is set aside."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from foundation.money import Money
from marketplace.accounts.roles import CLIENT_SIDE
from marketplace.budgets.models import Budget

WANTED = notices.Kind(
    "budget.wanted",
    "A budget is to be confirmed",
    "Budgets",
    may_turn_off=False,
    sentence="{{ number }} was approved. Confirm its budget once the money is there.",
    powers=frozenset((Power.CONFIRM_BUDGETS,)),
)
CONFIRMED = notices.Kind(
    "budget.confirmed",
    "Money for your request was confirmed",
    "Budgets",
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} are confirmed for {{ number }}.",
    roles=frozenset(CLIENT_SIDE),
)
GIVEN_BACK = notices.Kind(
    "budget.given_back",
    "Money of your request was given back",
    "Budgets",
    may_turn_off=False,
    sentence="{{ amount_minor|money(currency) }} of {{ number }} were free and are given back.",
    roles=frozenset(CLIENT_SIDE),
)
KINDS = (WANTED, CONFIRMED, GIVEN_BACK)


def tell_opened(session: Session, budget: Budget) -> None:
    to = hooks.holders(session, Power.CONFIRM_BUDGETS)
    _tell(session, budget, WANTED, to)


def tell_changed(session: Session, budget: Budget, amount: Money, kind: notices.Kind) -> None:
    """Those who sign for the client: it is their money."""
    to = hooks.acting_for(session, budget.client_id, Power.SIGN_LICENCES)
    _tell(
        session,
        budget,
        kind,
        to,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
    )


def _tell(
    session: Session, budget: Budget, kind: notices.Kind, to: set[UUID], **values: object
) -> None:
    if to:
        number = hooks.references(session, [budget.order_id]).get(budget.order_id, "An order")
        notices.tell(
            session,
            kind=kind.name,
            to=sorted(to),
            subject_id=budget.order_id,
            url=f"/budgets/{budget.order_id}",
            number=number,
            **values,
        )
