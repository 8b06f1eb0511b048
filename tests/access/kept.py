"""All that a database keeps, to compare before and after."""

import sqlite3
from contextlib import closing
from pathlib import Path

NOTED_IN_PASSING = {"marketplace_sign_in": {"seen_at"}, "marketplace_api_token": {"used_at"}}
"""That somebody is here is noted whatever they do."""

Kept = dict[str, list[tuple[object, ...]]]


def kept(file: Path) -> Kept:
    with closing(sqlite3.connect(file)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {table: _rows(connection, table) for (table,) in tables.fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
    asked = [name for name in columns if name not in NOTED_IN_PASSING.get(table, set())]
    # By all of it: a table may have no rowid.
    listed = ", ".join(asked)
    return connection.execute(f"SELECT {listed} FROM {table} ORDER BY {listed}").fetchall()


def changed(before: Kept, after: Kept) -> set[str]:
    return {table for table in before | after if before.get(table) != after.get(table)}
