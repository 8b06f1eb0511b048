"""The journal's statements on SQLite. It looks before it inserts: what is append-only refuses a
known key aloud there."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from payouts.journal.rows import (
    ACCOUNT,
    AVAILABLE,
    KEY,
    PENDING,
    POSTING,
    AccountRow,
    Change,
    KeyRow,
    PendingRow,
    PostingRow,
    Taken,
    Tried,
)

_KNOWN_AT_ONCE = 500


class OnSqlite:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_keys(self, keys: Sequence[KeyRow], accounts: Collection[UUID]) -> Taken:
        new = self._insert(_KEYS, ((*_plain(row), row[1]) for row in keys))
        return Taken(new, self._known(list(accounts)))

    def post(
        self,
        keys: Sequence[KeyRow],
        accounts: Collection[UUID],
        changes: Sequence[Change],
        postings: Sequence[PostingRow],
    ) -> Tried:
        taken = self.take_keys(keys, accounts)
        if taken.new != len(keys) or len(taken.known) != len(accounts):
            return Tried(taken, None, posted=False)
        short = self.change_available(changes)
        if short is None:
            self.insert_postings(postings)
        return Tried(taken, short, posted=short is None)

    def insert_accounts(self, rows: Sequence[AccountRow]) -> None:
        self._insert(_ACCOUNTS, ((*_plain(row), row[0].hex) for row in rows))

    def insert_available(self, accounts: Sequence[UUID]) -> None:
        self._insert(_LEFT, ((each.hex, 0, each.hex) for each in accounts))

    def change_available(self, changes: Sequence[Change]) -> UUID | None:
        for account, by in changes:
            if self._ran(_CHANGE, (by, account.hex, max(-by, 0))) != 1:
                return account
        return None

    def insert_postings(self, rows: Sequence[PostingRow]) -> None:
        self._insert(_POSTINGS, map(_plain, rows))

    def pending_of(self, group_id: UUID, gaining: str) -> list[PendingRow]:
        wanted = PENDING.format(gaining=gaining, group="?")
        found = self._connection.exec_driver_sql(wanted, (group_id.hex,))
        return [_pending(*row) for row in found]

    def _known(self, accounts: list[UUID]) -> set[UUID]:
        known: set[UUID] = set()
        for start in range(0, len(accounts), _KNOWN_AT_ONCE):
            some = [each.hex for each in accounts[start : start + _KNOWN_AT_ONCE]]
            wanted = f"SELECT id FROM {ACCOUNT[0]} WHERE id IN ({', '.join('?' * len(some))})"  # noqa: S608 - marks
            found = self._connection.exec_driver_sql(wanted, tuple(some))
            known.update(UUID(each) for (each,) in found)
        return known

    def _insert(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> int:
        given = list(rows)
        return self._ran(statement, given if len(given) > 1 else given[0])

    def _ran(self, statement: str, given: Any) -> int:
        return self._connection.exec_driver_sql(statement, given).rowcount


def _insert_into(table: str, columns: tuple[str, ...], unless_there: str = "") -> str:
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {marks}"
    if unless_there:
        known = f"SELECT 1 FROM {table} WHERE {unless_there} = ?"  # noqa: S608 - names of our own
        statement += f" WHERE NOT EXISTS ({known})"
    return statement


_KEYS = _insert_into(*KEY, unless_there="key")
_ACCOUNTS = _insert_into(*ACCOUNT, unless_there="id")
_LEFT = _insert_into(*AVAILABLE, unless_there="account_id")
_POSTINGS = _insert_into(*POSTING)
_CHANGE = (
    f"UPDATE {AVAILABLE[0]} SET amount_minor = amount_minor + ?"  # noqa: S608 - names of our own
    " WHERE account_id = ? AND amount_minor >= ?"
)


def _plain(row: Iterable[Any]) -> tuple[Any, ...]:
    """As SQLAlchemy keeps it in SQLite."""
    return tuple(
        each.hex if type(each) is UUID else _moment(each) if type(each) is datetime else each
        for each in row
    )


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S.%f}"


def _pending(  # noqa: PLR0913, PLR0917 - one parameter for each column.
    id_: str,
    debit_id: str,
    credit_id: str,
    amount_minor: int,
    currency: str,
    purpose: str,
    cause_id: str,
    gains_kind: str,
    gains_owner: str,
    resolved_by: str | None,
) -> PendingRow:
    return PendingRow(
        UUID(id_),
        UUID(debit_id),
        UUID(credit_id),
        amount_minor,
        currency,
        purpose,
        UUID(cause_id),
        gains_kind,
        UUID(gains_owner),
        UUID(resolved_by) if resolved_by else None,
    )
