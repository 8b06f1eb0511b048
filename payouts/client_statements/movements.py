"""What moved on a client's accounts, in the words of a statement, and for which order. What comes
to a client's side is above zero, what leaves it below, whichever of their accounts it is."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
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
    SETTLED = "settled"
    """Taken from the balance for what the client owes: it leaves the one, and is owed no more."""
    OVERPAID = "overpaid"
    """Paid for more than was owed in the end: it is in the balance."""
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
    of_debt: bool
    """Of no order, and on what the client owes: not on the balance."""
    currency: str
    what: What
    minor: int


class Place(NamedTuple):
    """A line of a statement: an order, what is owed beside all orders, or the balance."""

    currency: str
    order_id: UUID | None
    of_debt: bool


_BETWEEN = frozenset((Kind.CLIENT_BALANCE, Kind.RECEIVABLE_CLIENT))
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
    sums: Counter[tuple[UUID, UUID | None, bool, str, What]] = Counter()
    for sign in (1, -1):
        for row in session.execute(_added_up(client_id, start, end, sign)):
            kind = Kind(row.kind)
            what = _what(Purpose(row.purpose), kind, Kind(row.across), comes=sign > 0)
            of_debt = row.order_id is None and kind is Kind.RECEIVABLE_CLIENT
            key = (row.account_id, row.order_id, of_debt, row.currency, what)
            sums[key] += sign * int(row.minor)
    return [Movement(*key, minor) for key, minor in sums.items()]


def _what(purpose: Purpose, kind: Kind, across: Kind, *, comes: bool) -> What:
    if {kind, across} == _BETWEEN and purpose in (Purpose.SET_ASIDE, Purpose.CORRECT):
        return What.SETTLED if purpose is Purpose.SET_ASIDE else What.OVERPAID
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
    names = ("account_id", "kind", "order_id", "currency", "purpose", "across")
    parts = [rows.c[name] for name in names]
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
            mine.kind.label("kind"),
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


def by_place(found: list[Movement]) -> dict[Place, list[Movement]]:
    groups: dict[Place, list[Movement]] = {}
    for each in found:
        place = Place(each.currency, each.order_id, each.of_debt)
        groups.setdefault(place, []).append(each)
    return groups
