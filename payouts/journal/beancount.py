"""The journal as plain text that an outside tool checks: one transaction for each group of
postings, and at the end what every account holds."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any, TextIO

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from foundation.money import as_decimal
from payouts.journal.balances import all_balances
from payouts.journal.chart import CHART, GROWS_BY_DEBIT, PLATFORM, Account, Kind
from payouts.journal.models import MOVED, JournalAccount, Posting, PostingKey

_AT_ONCE = 5_000


def write_beancount(session: Session, to: TextIO) -> int:
    """How many postings were written. What is pending is not yet so, and is left out."""
    _see_one_state(session)
    names = _names(session)
    first, last = _days(session)
    to.write('option "title" "Fairtake journal"\n')
    for account in names.values():
        to.write(f"{first} open {name_of(account)} {account.currency}\n")
    count = 0
    for _, together in groupby(_postings(session), key=lambda row: row.group_id):
        rows = list(together)
        to.write(_transaction(rows, names))
        count += len(rows)
    for line in _assertions(session, last + timedelta(days=1)):
        to.write(line)
    return count


def _see_one_state(session: Session) -> None:
    """What is posted meanwhile is in the next export. SQLite's reads are of one state anyway."""
    session.rollback()
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def name_of(account: Account) -> str:
    """As beancount wants it: words with capitals, then the owner's id."""
    meaning = CHART[account.kind]
    words = "".join(word.capitalize() for word in account.kind.value.split("_"))
    owner = "" if account.owner == PLATFORM else f":O{account.owner.hex}"
    return f"{meaning.family.value}:{words}{owner}:{account.currency}"


def _names(session: Session) -> dict[Any, Account]:
    rows = session.scalars(select(JournalAccount).order_by(JournalAccount.id))
    return {row.id: Account(Kind(row.kind), row.owner_id, row.currency) for row in rows}


def _days(session: Session) -> tuple[date, date]:
    """Of the first and the last posting."""
    ends = select(func.min(Posting.effective_at), func.max(Posting.effective_at))
    first, last = session.execute(ends).one()
    unused = datetime(2000, 1, 1, tzinfo=UTC)
    return (first or unused).date(), (last or unused).date()


def _postings(session: Session) -> Iterator[Any]:
    columns = (
        Posting.group_id,
        Posting.debit_id,
        Posting.credit_id,
        Posting.amount_minor,
        Posting.currency,
        Posting.purpose,
        Posting.cause_id,
        Posting.effective_at,
        PostingKey.key,
    )
    wanted = (
        select(*columns)
        .join(PostingKey, PostingKey.id == Posting.group_id)
        .where(Posting.phase.in_(MOVED))
        .order_by(Posting.recorded_at, Posting.group_id, Posting.line)
        .execution_options(yield_per=_AT_ONCE)
    )
    yield from session.execute(wanted)


def _transaction(rows: list[Row[Any]], names: dict[Any, Account]) -> str:
    head = rows[0]
    lines = [f'\n{head.effective_at.date()} * "{head.purpose}" "{_quoted(head.key)}"']
    for row in rows:
        amount = as_decimal(row.amount_minor, row.currency)
        lines.append(f"  {name_of(names[row.debit_id])}  {amount} {row.currency}")
        lines.append(f'    cause: "{row.cause_id}"')
        lines.append(f"  {name_of(names[row.credit_id])}  -{amount} {row.currency}")
    return "\n".join(lines) + "\n"


def _assertions(session: Session, on: date) -> Iterable[str]:
    """Beancount adds up assets and expenses as they are, and all else below zero."""
    for each in all_balances(session):
        sign = 1 if CHART[each.account.kind].family in GROWS_BY_DEBIT else -1
        amount = as_decimal(sign * each.posted.amount_minor, each.account.currency)
        yield f"{on} balance {name_of(each.account)}  {amount} {each.account.currency}\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
