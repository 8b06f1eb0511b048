"""Makes a SQLite table anew in a migration: the one way to change what ALTER TABLE cannot.

PostgreSQL alters in place, so a migration asks which dialect it is on and calls this on SQLite.
"""

from collections.abc import Mapping

import sqlalchemy as sa
from alembic.operations import Operations
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

_BESIDE = "rebuilt_"


class RowsLost(RuntimeError):
    """Stops the migration, so that nothing of it is kept."""


def rebuild(
    op: Operations, table: str, *parts: SchemaItem, values: Mapping[str, str] | None = None
) -> None:
    """`parts` are all columns and constraints of the new table; its indexes and triggers return.

    A column is filled from the old one of its name, or by the SQL expression in `values`.
    """
    connection = op.get_bind()
    if connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError("foreign keys are enforced: dropping the table would refuse or cascade")
    had, kept = _count(connection, table), _indexes_and_triggers(connection, table)
    beside = op.create_table(_BESIDE + table, *parts)
    _fill(connection, beside, table, values or {})
    op.drop_table(table)
    op.rename_table(_BESIDE + table, table)
    for statement in kept:
        connection.exec_driver_sql(statement)
    refuse_loss(connection, table, had)


def refuse_loss(connection: Connection, table: str, had: int) -> None:
    has = _count(connection, table)
    if has != had:
        raise RowsLost(f"{table} had {had} rows and has {has}")
    lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if lost is not None:
        raise RowsLost(f"a row of {lost[0]} points at a row of {lost[2]} that is not there")


def enforce_references(connection: Connection, enforced: bool) -> None:
    """SQLite only, and outside any transaction: inside, the PRAGMA silently does nothing."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        raw.execute(f"PRAGMA foreign_keys = {'ON' if enforced else 'OFF'}")  # type: ignore[union-attr]


def _count(connection: Connection, table: str) -> int:
    counted = sa.select(sa.func.count()).select_from(sa.table(table))
    return connection.scalars(counted).one()


def _indexes_and_triggers(connection: Connection, table: str) -> list[str]:
    """As they were written; those that come with a constraint have no text of their own."""
    found = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master"
        " WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid",
        (table,),
    )
    return list(found.scalars())


def _fill(connection: Connection, beside: sa.Table, table: str, values: Mapping[str, str]) -> None:
    names = [column.name for column in beside.columns]
    # Named with its table: SQLite takes a bare quoted name that is no column for a text.
    old = sa.table(table, *(sa.column(name) for name in names if name not in values))
    given: list[sa.ColumnElement[object]] = [
        sa.literal_column(values[name]) if name in values else old.columns[name] for name in names
    ]
    rows = sa.select(*given).select_from(old).order_by(sa.text("rowid"))
    connection.execute(sa.insert(beside).from_select(names, rows))
