"""What a client's bank took back is made good by what the client still has here, before anything of
that can be promised to somebody or go back. Never by what is promised already."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.actors import SYSTEM
from foundation.money import Money
from marketplace.budgets import steps as budgets
from marketplace.budgets.models import Budget, Confirmation
from payouts.funding.accounts import balance_of, owed_by, target_of
from payouts.funding.errors import NotMadeGood
from payouts.funding.models import Funding
from payouts.journal.balances import balance
from payouts.journal.chart import Purpose
from payouts.journal.models import Phase, Posting
from payouts.stripe_gateway.balance_transactions import BalanceTransaction

_CAUSE = "taken back of "
_MOVED = (Purpose.DISPUTE.value, Purpose.RETURN.value)
_POSTED = (Phase.POSTED.value, Phase.POSTS.value)


def cover(session: Session, funding: Funding, movement: BalanceTransaction) -> None:
    """A step: an order that was paid with it has so much less to promise, and has it again where
    the bank gives it back."""
    if funding.order_id is None:
        return
    budget = budgets.budget_of(session, funding.order_id)
    ours = f"{_CAUSE}{funding.id} "
    taken = -_confirmed_as(session, budget, ours)
    amount = -movement.amount.amount_minor
    change = min(amount, budget.free.amount_minor) if amount > 0 else max(amount, -taken)
    if change:
        money = Money(-change, funding.currency)
        cause = f"{ours}{movement.id}"
        budgets.confirm(session, funding.order_id, money, cause=cause, actor=SYSTEM)


def uncover(session: Session, funding: Funding, owed: Money) -> None:
    """A step: so much is owed still. What orders stand for beyond that can be promised again."""
    of = Confirmation
    rows = session.execute(
        select(Budget.order_id, of.cause, of.amount_minor)
        .join(Budget, Budget.id == of.budget_id)
        .where(Budget.client_id == funding.client_id, Budget.currency == owed.currency)
        .where(of.cause.startswith(_CAUSE))
        .order_by(of.confirmed_at, of.id)
    )
    taken: dict[tuple[UUID, str], int] = {}
    for order_id, cause, minor in rows:
        disputed = cause.removeprefix(_CAUSE).partition(" ")[0]
        taken[order_id, disputed] = taken.get((order_id, disputed), 0) - minor
    free = sum(taken.values()) - owed.amount_minor
    for (order_id, disputed), minor in taken.items():
        change = min(free, minor)
        if change <= 0:
            continue
        free -= change
        cause = f"{_CAUSE}{disputed} settled by {funding.id}"
        budgets.confirm(session, order_id, Money(change, owed.currency), cause=cause, actor=SYSTEM)


def refuse_uncovered(session: Session, client_id: UUID, leaves: Money) -> None:
    """Where the balance would not hold enough any more for what was taken back and no order
    covers. `leaves` is what would be left of it."""
    missing = _uncovered(session, client_id, leaves.currency)
    if missing.amount_minor and leaves < missing:
        raise NotMadeGood(missing)


def free_to_go_back(session: Session, funding: Funding) -> Money:
    """Of a payment, what nothing keeps here: no promise to a performer, and nothing that a bank
    took back of another."""
    there = balance(session, target_of(funding))
    nothing = Money(0, funding.currency)
    left, has = there.posted - there.set_aside, left_after(session, funding.client_id, nothing)
    missing = _uncovered(session, funding.client_id, funding.currency)
    if funding.order_id is None:
        left = min(left, has - missing)
    elif has < missing:
        left = nothing
    else:
        left = min(left, budgets.budget_of(session, funding.order_id).free)
    return max(min(left, funding.refundable), nothing)


def left_after(session: Session, client_id: UUID, amount: Money) -> Money:
    """Of the balance."""
    return balance(session, balance_of(client_id, amount.currency)).posted - amount


def _uncovered(session: Session, client_id: UUID, currency: str) -> Money:
    owed = owed_by(client_id, currency).id
    of = Posting

    def moved(column: InstrumentedAttribute[UUID]) -> int:
        wanted = select(func.coalesce(func.sum(of.amount_minor), 0)).where(
            column == owed, of.purpose.in_(_MOVED), of.phase.in_(_POSTED)
        )
        return int(session.scalar(wanted) or 0)

    # What was settled since is owed no more.
    still = balance(session, owed_by(client_id, currency)).posted.amount_minor
    taken = min(moved(of.debit_id) - moved(of.credit_id), still)
    covered = select(func.coalesce(func.sum(Confirmation.amount_minor), 0)).where(
        Confirmation.budget_id == Budget.id,
        Budget.client_id == client_id,
        Budget.currency == currency,
        Confirmation.cause.startswith(_CAUSE),
    )
    return Money(max(0, taken + int(session.scalar(covered) or 0)), currency)


def _confirmed_as(session: Session, budget: Budget, cause: str) -> int:
    wanted = select(func.coalesce(func.sum(Confirmation.amount_minor), 0)).where(
        Confirmation.budget_id == budget.id, Confirmation.cause.startswith(cause)
    )
    return int(session.scalar(wanted) or 0)
