"""What moved on a client's accounts, in the words of a statement, and for which order. What comes
to a client's side is above zero, what leaves it below, whichever of their accounts it is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, null, select
from sqlalchemy.orm import Session, aliased

from marketplace.facts.models import Fact
from payouts.client_statements.accounts import ids_of
from payouts.earnings.models import Earning
from payouts.earnings.reduction_models import Reduction
from payouts.funding.models import Funding
from payouts.journal.chart import Kind, Purpose
from payouts.journal.models import JournalAccount, Phase, Posting


class What(StrEnum):
    PAID_IN = "paid_in"
    """As it was paid: what Stripe kept of it is ours to bear."""
    FROM_BALANCE = "from_balance"
    """Set aside for an order out of the client's balance: it leaves the one, and comes to the
    other."""
    EARNED = "earned"
    """By performers, less what was taken back from them."""
    FEE = "fee"
    STRIPE_FEES = "stripe_fees"
    """Where they are the client's. No flow of ours takes any yet."""
    GIVEN_BACK = "given_back"
    TAKEN_BACK = "taken_back"
    """By the client's bank, or by hand at Stripe: the client owes it."""
    OTHER = "other"
    """What no word above fits: shown, so that no sum hides it."""


@dataclass(frozen=True, slots=True)
class Movement:
    account_id: UUID
    order_id: UUID | None
    """None: into, out of or beside no order."""
    currency: str
    what: What
    minor: int


_OF = {
    Purpose.FUND: What.PAID_IN,
    Purpose.SET_ASIDE: What.FROM_BALANCE,
    Purpose.EARN: What.EARNED,
    Purpose.FEE: What.FEE,
    Purpose.REFUND: What.GIVEN_BACK,
    Purpose.RETURN: What.GIVEN_BACK,
    Purpose.DISPUTE: What.TAKEN_BACK,
}


def movements(
    session: Session, client_id: UUID, start: datetime | None, end: datetime | None
) -> list[Movement]:
    """From `start`, or the beginning, until before `end`, if there is one; what is alike is added
    up."""
    sums: Counter[tuple[UUID, UUID | None, str, What]] = Counter()
    for sign in (1, -1):
        for row in session.execute(_added_up(client_id, start, end, sign)):
            what = _what(Purpose(row.purpose), Kind(row.across), comes=sign > 0)
            sums[row.account_id, row.order_id, row.currency, what] += sign * int(row.minor)
    return [Movement(*key, minor) for key, minor in sums.items()]


def _what(purpose: Purpose, across: Kind, *, comes: bool) -> What:
    if purpose is Purpose.STRIPE_FEE:
        # What Stripe kept of a payment is set aside whole all the same.
        return What.PAID_IN if comes else What.STRIPE_FEES
    if purpose is Purpose.REDUCE:
        return What.FEE if across is Kind.PLATFORM_FEE else What.EARNED
    return _OF.get(purpose, What.OTHER)


def _added_up(
    client_id: UUID, start: datetime | None, end: datetime | None, sign: int
) -> Select[Any]:
    rows = _postings(client_id, start, end, sign).subquery()
    parts = (rows.c.account_id, rows.c.order_id, rows.c.currency, rows.c.purpose, rows.c.across)
    return select(*parts, func.sum(rows.c.amount_minor).label("minor")).group_by(*parts)


def _postings(
    client_id: UUID, start: datetime | None, end: datetime | None, sign: int
) -> Select[Any]:
    mine, across = aliased(JournalAccount), aliased(JournalAccount)
    here, there = (
        (Posting.credit_id, Posting.debit_id) if sign > 0 else (Posting.debit_id, Posting.credit_id)
    )
    # A balance is of no order. What is owed is for the order that it came about by.
    order = case(
        (mine.kind == Kind.ORDER_FUNDS.value, mine.owner_id),
        (
            mine.kind == Kind.RECEIVABLE_CLIENT.value,
            func.coalesce(Fact.order_id, Earning.order_id, Funding.order_id),
        ),
        else_=null(),
    )
    wanted = (
        select(
            mine.id.label("account_id"),
            order.label("order_id"),
            Posting.currency,
            Posting.purpose,
            across.kind.label("across"),
            Posting.amount_minor,
        )
        .join(mine, mine.id == here)
        .join(across, across.id == there)
        .outerjoin(Fact, Fact.id == Posting.cause_id)
        .outerjoin(Reduction, Reduction.id == Posting.cause_id)
        .outerjoin(Earning, Earning.id == Reduction.earning_id)
        .outerjoin(Funding, Funding.id == Posting.cause_id)
        .where(
            here.in_(ids_of(client_id)),
            Posting.phase.in_((Phase.POSTED.value, Phase.POSTS.value)),
        )
    )
    if start is not None:
        wanted = wanted.where(Posting.effective_at >= start)
    return wanted if end is None else wanted.where(Posting.effective_at < end)


def by_order(found: list[Movement]) -> Iterator[tuple[tuple[str, UUID | None], list[Movement]]]:
    """By currency and order, the balance first."""
    groups: dict[tuple[str, UUID | None], list[Movement]] = {}
    for each in found:
        groups.setdefault((each.currency, each.order_id), []).append(each)
    yield from sorted(groups.items(), key=lambda each: (each[0][0], str(each[0][1] or "")))
