"""What an account holds: now, or as of any instant by what was so and by what we knew."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, select, union_all
from sqlalchemy.orm import Session

from foundation.money import Money
from foundation.statements import among
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, Account, Kind
from payouts.journal.models import MOVED, JournalAccount, Phase, Posting


@dataclass(frozen=True, slots=True)
class Moment:
    """As of: by what was so until then, and by what we had written down until then."""

    effective: datetime | None = None
    recorded: datetime | None = None


NOW = Moment()


@dataclass(frozen=True, slots=True)
class Balance:
    account: Account
    posted: Money
    set_aside: Money
    """Of it, what pending postings will take."""
    coming: Money
    """What pending postings will bring."""


def balance(session: Session, account: Account, at: Moment = NOW) -> Balance:
    found = list(balances_of(session, [account.id], at))
    nothing = Money(0, account.currency)
    return found[0] if found else Balance(account, nothing, nothing, nothing)


def balances_of(session: Session, ids: Collection[UUID], at: Moment = NOW) -> Iterator[Balance]:
    """Of those accounts that were ever used."""
    return _balances(session, at, lambda column: among(session, column, list(ids)))


def all_balances(session: Session, at: Moment = NOW) -> Iterator[Balance]:
    return _balances(session, at, None)


def _balances(session: Session, at: Moment, of: Any) -> Iterator[Balance]:
    sides = union_all(
        _side(Posting.debit_id, "debit", at, of), _side(Posting.credit_id, "credit", at, of)
    ).subquery()
    wanted = (
        select(JournalAccount, *(_sum(sides, side, what) for side in _SIDES for what in _WHATS))
        .join(sides, sides.c.account_id == JournalAccount.id)
        .group_by(JournalAccount.id)
        .order_by(JournalAccount.kind, JournalAccount.owner_id, JournalAccount.currency)
    )
    for row, *sums in session.execute(wanted):
        debit, debit_pending, credit, credit_pending = (int(each or 0) for each in sums)
        account = Account(Kind(row.kind), row.owner_id, row.currency)
        by_debit = CHART[account.kind].family in GROWS_BY_DEBIT
        taking, bringing = (
            (credit_pending, debit_pending) if by_debit else (debit_pending, credit_pending)
        )
        posted = debit - credit if by_debit else credit - debit
        money = [Money(each, account.currency) for each in (posted, taking, bringing)]
        yield Balance(account, *money)


_SIDES = ("debit", "credit")
_WHATS = ("posted", "pending")


def _side(column: Any, side: str, at: Moment, of: Any) -> Select[Any]:
    """Every row changes what is posted, what is pending, or both: a resolving row takes back
    what its pending one added."""
    amount, phase = Posting.amount_minor, Posting.phase
    changes: dict[str, ColumnElement[int]] = {
        "posted": case((phase.in_(MOVED), amount), else_=0),
        "pending": case(
            (phase == Phase.PENDING.value, amount),
            (phase.in_((Phase.POSTS.value, Phase.VOIDS.value)), -amount),
            else_=0,
        ),
    }
    wanted = select(
        column.label("account_id"),
        *(
            (changes[what] if each == side else literal(0)).label(f"{each}_{what}")
            for each in _SIDES
            for what in _WHATS
        ),
    )
    if of is not None:
        wanted = wanted.where(of(column))
    if at.effective is not None:
        wanted = wanted.where(Posting.effective_at <= at.effective)
    if at.recorded is not None:
        wanted = wanted.where(Posting.recorded_at <= at.recorded)
    return wanted


def _sum(sides: Any, side: str, what: str) -> Any:
    return func.sum(sides.c[f"{side}_{what}"])
