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
        for table, names in of.items():
            _fill(connection, table, names, pieces(member(table)))


def _drop_tables(connection: Connection) -> None:
    names = inspect(connection).get_table_names()
    if names:
        listed = sql.SQL(", ").join(map(sql.Identifier, names))
        _driver(connection).execute(sql.SQL("DROP TABLE {} CASCADE").format(listed))


def _fill(connection: Connection, table: str, of: Sequence[str], pieces: Iterator[bytes]) -> None:
    """By way of a table of its own, because migrations may have put the first rows there."""
    names = {"to": sql.Identifier(table), "via": sql.Identifier("restored"), "of": _listed(of)}
    with _driver(connection).cursor() as cursor:
        cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {via} (LIKE {to})").format(**names))
        with cursor.copy(sql.SQL("COPY {via} ({of}) FROM STDIN").format(**names)) as copy:
            for piece in pieces:
                copy.write(piece)
        cursor.execute(
            sql.SQL("INSERT INTO {to} ({of}) SELECT {of} FROM {via} ON CONFLICT DO NOTHING").format(
                **names
            )
        )
        cursor.execute(sql.SQL("DROP TABLE {via}").format(**names))


def _listed(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _driver(connection: Connection) -> Any:
    return connection.connection.driver_connection
