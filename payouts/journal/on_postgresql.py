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
    Tried,
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
    " WHERE account_id = %s AND amount_minor >= %s AND {fine} RETURNING account_id"
)
# Locked in the order given before any is changed.
_GIVEN_AND_LOCKED = f"""given AS (
    SELECT * FROM unnest(%s::uuid[], %s::bigint[]) WITH ORDINALITY AS each (account_id, by, place)
), locked AS (
    SELECT account_id, by FROM {AVAILABLE[0]} JOIN given USING (account_id) WHERE {{fine}}
    ORDER BY place FOR UPDATE OF {AVAILABLE[0]}
)"""  # noqa: S608 - names of our own
_CHANGE_LOCKED = f"""UPDATE {AVAILABLE[0]} SET amount_minor = amount_minor + locked.by FROM locked
    WHERE {AVAILABLE[0]}.account_id = locked.account_id AND amount_minor + locked.by >= 0
    RETURNING {AVAILABLE[0]}.account_id"""  # noqa: S608 - names of our own
_POST = """WITH new AS ({keys} RETURNING 1), open AS (
    SELECT id FROM {account} WHERE id = ANY(%s)
), fine AS (
    SELECT (SELECT count(*) FROM new) = %s AND (SELECT count(*) FROM open) = %s AS so
), {changes}, posted AS (
    {postings} WHERE {fine} AND (SELECT count(*) FROM changed) = %s RETURNING 1
)
SELECT (SELECT count(*) FROM new), ARRAY(SELECT id FROM open),
    ARRAY(SELECT account_id FROM changed), (SELECT count(*) FROM posted)"""
_FINE = "(SELECT so FROM fine)"
_NO_CHANGE = "changed AS (SELECT NULL::uuid AS account_id WHERE false)"


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

    def post(
        self,
        keys: Sequence[KeyRow],
        accounts: Collection[UUID],
        changes: Sequence[Change],
        postings: Sequence[PostingRow],
    ) -> Tried:
        """One statement. What refers to `fine` waits until the keys are taken, and its foreign keys
        are looked at when all of it is done."""
        to_keys, key_rows = _insert(*KEY, keys)
        to_change, change_rows = _changed(changes, _FINE) if changes else (_NO_CHANGE, ())
        to_post, posting_rows = _insert(*POSTING, postings, typed=True)
        said = _POST.format(
            keys=to_keys + _UNLESS_THERE,
            account=ACCOUNT[0],
            changes=to_change,
            postings=to_post,
            fine=_FINE,
        )
        counts = len(keys), len(accounts)
        given = (*key_rows, list(accounts), *counts, *change_rows, *posting_rows, len(changes))
        new, known, changed, posted = self._run(said, given).one()
        taken = Taken(new, set(known))
        if posted:
            return Tried(taken, None, posted=True)
        is_fine = (new, len(known)) == counts
        return Tried(taken, _short(changes, set(changed)) if is_fine else None, posted=False)

    def insert_accounts(self, rows: Sequence[AccountRow]) -> None:
        statement, given = _insert(*ACCOUNT, rows)
        self._run(statement + _UNLESS_THERE, given)

    def insert_available(self, accounts: Sequence[UUID]) -> None:
        statement, given = _insert(*AVAILABLE, [(each, 0) for each in accounts])
        self._run(statement + _UNLESS_THERE, given)

    def change_available(self, changes: Sequence[Change]) -> UUID | None:
        if not changes:
            return None
        said, given = _changed(changes, "true")
        ran = self._run(f"WITH {said} SELECT account_id FROM changed", given)  # noqa: S608 - ours
        return _short(changes, {row.account_id for row in ran})

    def insert_postings(self, rows: Sequence[PostingRow]) -> None:
        self._run(*_insert(*POSTING, rows))

    def pending_of(self, group_id: UUID, gaining: str) -> list[PendingRow]:
        found = self._run(PENDING.format(gaining=gaining, group="%s"), (group_id,))
        return [PendingRow(*row) for row in found]

    def _run(self, statement: str, given: tuple[Any, ...]) -> Any:
        return self._connection.exec_driver_sql(statement, given)


def _changed(changes: Sequence[Change], fine: str) -> tuple[str, tuple[Any, ...]]:
    """What is called `changed` then, where it is fine to change anything."""
    if len(changes) == 1:
        ((account, by),) = changes
        return f"changed AS ({_CHANGE_ONE.format(fine=fine)})", (by, account, max(-by, 0))
    said = f"{_GIVEN_AND_LOCKED.format(fine=fine)}, changed AS ({_CHANGE_LOCKED})"
    return said, tuple(list(each) for each in zip(*changes, strict=True))


def _short(changes: Sequence[Change], done: set[UUID]) -> UUID | None:
    return next((account for account, _ in changes if account not in done), None)


def _insert(
    table: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]], *, typed: bool = False
) -> tuple[str, tuple[Any, ...]]:
    """`typed`: as a SELECT, to which a condition may be added."""
    if len(rows) == 1 and typed:
        marks = ", ".join(f"%s::{_TYPES.get(each, 'text')}" for each in columns)
        source, given = f"SELECT {marks}", tuple(rows[0])
    elif len(rows) == 1:
        source, given = f"VALUES ({', '.join(['%s'] * len(columns))})", tuple(rows[0])
    else:
        arrays = ", ".join(f"%b::{_TYPES.get(each, 'text')}[]" for each in columns)
        source = f"SELECT * FROM unnest({arrays})"  # noqa: S608 - types of our own
        given = tuple(list(column) for column in zip(*rows, strict=True))
    return f"INSERT INTO {table} ({', '.join(columns)}) {source}", given
