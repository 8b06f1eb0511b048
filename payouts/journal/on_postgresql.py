"""The journal's statements on PostgreSQL: each of them one, however many rows there are, since
every one of them is a way there and back."""

from collections.abc import Collection, Sequence
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
)

_TYPES = {
    "account_id": "uuid",
    "amount_minor": "bigint",
    "cause_id": "uuid",
    "credit_id": "uuid",
    "debit_id": "uuid",
    "effective_at": "timestamptz",
    "fingerprint": "bytea",
    "group_id": "uuid",
    "id": "uuid",
    "line": "int",
    "opened_at": "timestamptz",
    "owner_id": "uuid",
    "recorded_at": "timestamptz",
    "resolves_id": "uuid",
}
"""Text, where none is named."""
_UNLESS_THERE = " ON CONFLICT DO NOTHING"
_CHANGE_ONE = (
    f"UPDATE {AVAILABLE[0]} SET amount_minor = amount_minor + %s"  # noqa: S608 - names of our own
    " WHERE account_id = %s AND amount_minor >= %s RETURNING account_id"
)
# Locked in the order given before any is changed.
_CHANGE_MANY = f"""WITH given AS (
    SELECT * FROM unnest(%s::uuid[], %s::bigint[]) WITH ORDINALITY AS each (account_id, by, place)
), locked AS (
    SELECT account_id, by FROM {AVAILABLE[0]} JOIN given USING (account_id)
    ORDER BY place FOR UPDATE OF {AVAILABLE[0]}
)
UPDATE {AVAILABLE[0]} SET amount_minor = amount_minor + locked.by FROM locked
    WHERE {AVAILABLE[0]}.account_id = locked.account_id AND amount_minor + locked.by >= 0
    RETURNING {AVAILABLE[0]}.account_id"""  # noqa: S608 - names of our own


class OnPostgresql:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take_keys(self, keys: Sequence[KeyRow], accounts: Collection[UUID]) -> Taken:
        inserted, given = _insert(*KEY, keys)
        wanted = (
            f"WITH new AS ({inserted}{_UNLESS_THERE} RETURNING 1) SELECT"  # noqa: S608 - ours
            f" (SELECT count(*) FROM new), ARRAY(SELECT id FROM {ACCOUNT[0]} WHERE id = ANY(%s))"
        )
        new, known = self._run(wanted, (*given, list(accounts))).one()
        return Taken(new, set(known))

    def insert_accounts(self, rows: Sequence[AccountRow]) -> None:
        statement, given = _insert(*ACCOUNT, rows)
        self._run(statement + _UNLESS_THERE, given)

    def insert_available(self, accounts: Sequence[UUID]) -> None:
        statement, given = _insert(*AVAILABLE, [(each, 0) for each in accounts])
        self._run(statement + _UNLESS_THERE, given)

    def change_available(self, changes: Sequence[Change]) -> UUID | None:
        if not changes:
            return None
        if len(changes) == 1:
            ((account, by),) = changes
            ran = self._run(_CHANGE_ONE, (by, account, max(-by, 0)))
        else:
            ran = self._run(_CHANGE_MANY, tuple(list(each) for each in zip(*changes, strict=True)))
        done = {row.account_id for row in ran}
        return next((account for account, _ in changes if account not in done), None)

    def insert_postings(self, rows: Sequence[PostingRow]) -> None:
        self._run(*_insert(*POSTING, rows))

    def pending_of(self, group_id: UUID, gaining: str) -> list[PendingRow]:
        found = self._run(PENDING.format(gaining=gaining, group="%s"), (group_id,))
        return [PendingRow(*row) for row in found]

    def _run(self, statement: str, given: tuple[Any, ...]) -> Any:
        return self._connection.exec_driver_sql(statement, given)


def _insert(
    table: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]
) -> tuple[str, tuple[Any, ...]]:
    if len(rows) == 1:
        source, given = f"VALUES ({', '.join(['%s'] * len(columns))})", tuple(rows[0])
    else:
        arrays = ", ".join(f"%s::{_TYPES.get(each, 'text')}[]" for each in columns)
        source = f"SELECT * FROM unnest({arrays})"  # noqa: S608 - types of our own
        given = tuple(list(column) for column in zip(*rows, strict=True))
    return f"INSERT INTO {table} ({', '.join(columns)}) {source}", given
