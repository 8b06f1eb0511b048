"""One consistent copy of a PostgreSQL database by COPY, and the way back.

Not by pg_dump: it must be as new as the server and need not be on this machine. The tables
themselves come from our migrations, at the revision that the copy says.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import Connection, Engine, inspect, text

from foundation.migrating import upgrade_within

REVISIONS = "alembic_version"
Columns = dict[str, list[str]]
Pieces = Callable[[str], Iterator[bytes]]


def member(table: str) -> str:
    return f"tables/{table}.copy"


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A single point in time for all tables, while others write."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        connection.execute(text("SET TRANSACTION READ ONLY"))
        yield connection


def revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def columns(connection: Connection) -> Columns:
    """Of every table, those first that others point to."""
    look = inspect(connection)
    names = [name for name, _ in look.get_sorted_table_and_fkc_names() if name]
    return {
        name: [column["name"] for column in look.get_columns(name)]
        for name in names
        if name != REVISIONS
    }


def rows(connection: Connection, table: str, of: Sequence[str]) -> Iterator[bytes]:
    statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _listed(of))
    with _driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for piece in copy:
            yield bytes(piece)


def copy_in(engine: Engine, revision: str, of: Columns, pieces: Pieces) -> None:
    """Replaces everything in one transaction: if it fails, what was there is there."""
    with engine.begin() as connection:
        _drop_tables(connection)
        upgrade_within(connection, revision)
        # The order of the copy's own list is lost on its way: asked of the tables again.
        tables = [table for table in columns(connection) if table in of]
        for table in reversed(tables):
            _empty(connection, table)
        for table in tables:
            _fill(connection, table, of[table], pieces(member(table)))
            _go_on_counting(connection, table, of[table])


def _drop_tables(connection: Connection) -> None:
    names = inspect(connection).get_table_names()
    if names:
        listed = sql.SQL(", ").join(map(sql.Identifier, names))
        _driver(connection).execute(sql.SQL("DROP TABLE {} CASCADE").format(listed))


def _empty(connection: Connection, table: str) -> None:
    """Migrations put the first rows into some tables; the copy has them as they became."""
    statement = sql.SQL("DELETE FROM {}").format(sql.Identifier(table))
    _driver(connection).execute(statement)


def _fill(connection: Connection, table: str, of: Sequence[str], pieces: Iterator[bytes]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _listed(of))
    with _driver(connection).cursor() as cursor, cursor.copy(statement) as copy:
        for piece in pieces:
            copy.write(piece)


def _go_on_counting(connection: Connection, table: str, of: Sequence[str]) -> None:
    """A column that numbers its rows by itself goes on after the highest that came back."""
    for column in of:
        counter = sql.SQL("SELECT pg_get_serial_sequence({}, {})").format(
            sql.Literal(table), sql.Literal(column)
        )
        name = _driver(connection).execute(counter).fetchone()[0]
        if name is not None:
            go_on = sql.SQL("SELECT setval({}, coalesce(max({}), 0) + 1, false) FROM {}").format(
                sql.Literal(name), sql.Identifier(column), sql.Identifier(table)
            )
            _driver(connection).execute(go_on)


def _listed(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
