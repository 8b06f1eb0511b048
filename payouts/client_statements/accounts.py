"""Which accounts of the journal are about a client's money: what is set aside for their orders,
their balance, and what they owe us."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, or_, select, union
from sqlalchemy.orm import Session

from marketplace.budgets.models import Budget
from payouts.earnings.models import Earning
from payouts.funding.models import Funding
from payouts.journal.chart import Account, Kind
from payouts.journal.models import JournalAccount, Posting

OF_CLIENT = (Kind.CLIENT_BALANCE, Kind.RECEIVABLE_CLIENT)


def ids_of(client_id: UUID) -> Select[Any]:
    """As a part of other statements."""
    of = JournalAccount
    own = (of.kind.in_([each.value for each in OF_CLIENT])) & (of.owner_id == client_id)
    for_orders = (of.kind == Kind.ORDER_FUNDS.value) & of.owner_id.in_(_orders_of(client_id))
    return select(of.id).where(or_(own, for_orders))


def accounts_of(session: Session, client_id: UUID) -> dict[UUID, Account]:
    rows = session.scalars(
        select(JournalAccount).where(JournalAccount.id.in_(ids_of(client_id)))
    ).all()
    return {row.id: Account(Kind(row.kind), row.owner_id, row.currency) for row in rows}


def years_of(session: Session, client_id: UUID) -> list[int]:
    """In which something moved, from the first to the last, the newest first."""
    of, ids = Posting, ids_of(client_id)
    moved = or_(of.debit_id.in_(ids), of.credit_id.in_(ids))
    first, last = session.execute(
        select(func.min(of.effective_at), func.max(of.effective_at)).where(moved)
    ).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def _orders_of(client_id: UUID) -> Select[Any]:
    """By whatever knows them: a budget, a payment, or work for it."""
    found = union(
        select(Budget.order_id).where(Budget.client_id == client_id),
        select(Funding.order_id).where(
            Funding.client_id == client_id, Funding.order_id.is_not(None)
        ),
        select(Earning.order_id).where(Earning.client_id == client_id),
    ).subquery()
    return select(found.c.order_id)
