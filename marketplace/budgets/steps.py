"""Confirming, promising and releasing: each by one conditional update of the budget's row."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.money import Money
from marketplace.budgets.errors import BudgetNotFound, BudgetTooSmall, NotSoMuchIsFree
from marketplace.budgets.models import Budget, Commitment, Confirmation


def open_budget(session: Session, order_id: UUID, client_id: UUID, currency: str) -> Budget:
    """Empty, until money for it arrives."""
    budget = Budget(order_id=order_id, client_id=client_id, currency=currency)
    session.add(budget)
    session.flush()
    return budget


def find_budget(session: Session, order_id: UUID) -> Budget | None:
    """None before anything of the order was approved."""
    return session.scalars(select(Budget).where(Budget.order_id == order_id)).one_or_none()


def budget_of(session: Session, order_id: UUID) -> Budget:
    found = find_budget(session, order_id)
    if found is None:
        raise BudgetNotFound
    return found


def confirm(session: Session, order_id: UUID, amount: Money, *, cause: str, actor: Actor) -> bool:
    """The door for payouts, in the transaction that posts the money. Of one cause only the first
    counts: says whether it was. An amount below zero takes back what is not promised to anybody."""
    budget = _locked(session, order_id)
    total = budget.confirmed + amount
    known = select(Confirmation.id).where(
        Confirmation.budget_id == budget.id, Confirmation.cause == cause
    )
    if session.scalar(known) is not None:
        return False
    if total < budget.committed:
        raise NotSoMuchIsFree(budget.free)
    budget.confirmed_minor = total.amount_minor
    row = Confirmation(
        budget_id=budget.id, cause=cause, amount_minor=amount.amount_minor, confirmed_by=actor.id
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "budget.confirmed", budget.id, amount_minor=amount.amount_minor)
    return True


def commit(session: Session, order_id: UUID, amount: Money, *, kind: str, cause_id: UUID) -> None:
    """Promises so much for this cause from now on, fee included; to promise again changes the
    sum to the new one. Raises BudgetTooSmall, and then nothing is promised."""
    budget = _locked(session, order_id)
    found = session.scalars(
        select(Commitment).where(Commitment.kind == kind, Commitment.cause_id == cause_id)
    ).one_or_none()
    more = amount if found is None else amount - Money(found.amount_minor, amount.currency)
    if budget.free < more:
        raise BudgetTooSmall(more, budget.free)
    budget.committed_minor = (budget.committed + more).amount_minor
    if found is None:
        found = Commitment(
            budget_id=budget.id, kind=kind, cause_id=cause_id, amount_minor=amount.amount_minor
        )
        session.add(found)
    found.amount_minor, found.changed_at = amount.amount_minor, now()
    session.flush()


def release(session: Session, order_id: UUID, *, kind: str, cause_id: UUID) -> None:
    """Nothing is promised for this cause any more; twice is harmless."""
    budget = _locked(session, order_id)
    commit(session, order_id, Money(0, budget.currency), kind=kind, cause_id=cause_id)


def _locked(session: Session, order_id: UUID) -> Budget:
    """The row that all who promise from this budget queue for."""
    session.execute(
        update(Budget).where(Budget.order_id == order_id).values(order_id=Budget.order_id)
    )
    found = session.scalars(
        select(Budget).where(Budget.order_id == order_id).execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise BudgetNotFound
    return found
