"""The journal's few statements, said to the driver itself: all money passes here, and the words of
an ORM would take longer than the writing."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy.orm import Session

_KEY = ("id", "key", "fingerprint")
_ACCOUNT = ("id", "kind", "owner_id", "currency", "opened_at")
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
"""Of PostgreSQL; text, where none is named."""
_COUNT = {"preserve_rowcount": True}
"""psycopg forgets the count of an INSERT once its cursor is closed."""


class PostingRow(NamedTuple):
    id: UUID
    group_id: UUID
    line: int
    phase: str
    resolves_id: UUID | None
    debit_id: UUID
    credit_id: UUID
    amount_minor: int
    currency: str
    purpose: str
    cause_id: UUID
    effective_at: datetime
    recorded_at: datetime


def insert_postings(session: Session, rows: Sequence[PostingRow]) -> None:
    _insert(session, "payouts_posting", PostingRow._fields, rows)


def insert_keys(session: Session, rows: Sequence[tuple[UUID, str, bytes]]) -> int:
    """How many were new."""
    return _insert(session, "payouts_posting_key", _KEY, rows, unless_there="key")


def insert_accounts(session: Session, rows: Sequence[Sequence[Any]]) -> None:
    _insert(session, "payouts_journal_account", _ACCOUNT, rows, unless_there="id")


def insert_available(session: Session, rows: Sequence[tuple[UUID, int]]) -> None:
    columns = ("account_id", "amount_minor")
    _insert(session, "payouts_available", columns, rows, unless_there="account_id")


def known_accounts(session: Session, ids: Collection[UUID]) -> set[UUID]:
    found = _select(session, "SELECT id FROM payouts_journal_account WHERE id", ids)
    return {each if isinstance(each, UUID) else UUID(each) for (each,) in found}


def change_available(session: Session, account_id: UUID, by: int) -> bool:
    """False where there is not as much."""
    mark = "?" if _is_sqlite(session) else "%s"
    statement = (
        f"UPDATE payouts_available SET amount_minor = amount_minor + {mark}"  # noqa: S608 - a mark
        f" WHERE account_id = {mark} AND amount_minor >= {mark}"
    )
    values = (by, _plain(account_id) if _is_sqlite(session) else account_id, max(-by, 0))
    return _counted(session, statement, values) == 1


def _select(session: Session, statement: str, ids: Collection[UUID]) -> Iterable[Any]:
    if _is_sqlite(session):
        marks = ", ".join("?" * len(ids))
        values = tuple(_plain(each) for each in ids)
        return session.connection().exec_driver_sql(f"{statement} IN ({marks})", values)
    return session.connection().exec_driver_sql(f"{statement} = ANY(%s)", (list(ids),))


def _insert(
    session: Session,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    unless_there: str = "",
) -> int:
    """SQLite looks before it inserts: what is append-only refuses a known key aloud there."""
    if not _is_sqlite(session):
        return _insert_arrays(session, table, columns, rows, skip=bool(unless_there))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join('?' * len(columns))}"
    values = [tuple(_plain(each) for each in row) for row in rows]
    if unless_there:
        known = f"SELECT 1 FROM {table} WHERE {unless_there} = ?"  # noqa: S608 - names of our own
        statement += f" WHERE NOT EXISTS ({known})"
        at = columns.index(unless_there)
        values = [(*row, row[at]) for row in values]
    given = values if len(values) > 1 else values[0]
    return _counted(session, statement, given)


def _insert_arrays(
    session: Session,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    skip: bool,
) -> int:
    """One statement, however many rows there are."""
    if len(rows) == 1:
        source, given = f"VALUES ({', '.join(['%s'] * len(columns))})", tuple(rows[0])
    else:
        arrays = ", ".join(f"%s::{_TYPES.get(each, 'text')}[]" for each in columns)
        source = f"SELECT * FROM unnest({arrays})"  # noqa: S608 - types of our own
        given = tuple(list(column) for column in zip(*rows, strict=True))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) {source}"
    if skip:
        statement += " ON CONFLICT DO NOTHING"
    return _counted(session, statement, given)


def _counted(session: Session, statement: str, given: Any) -> int:
    ran = session.connection().exec_driver_sql(statement, given, _COUNT)
    return ran.rowcount


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _plain(value: Any) -> Any:
    """As SQLAlchemy keeps it in SQLite."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S.%f}"
    return value
