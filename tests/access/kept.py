"""All that a database keeps, to compare before and after."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

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


@dataclass(frozen=True, slots=True)
class Before:
    """A database as it is now, byte by byte: to read all of it takes longer than most questions,
    and is needed only where a byte is another one afterwards."""

    content: dict[str, bytes]

    @classmethod
    def of(cls, file: Path) -> "Before":
        return cls(_content(file))

    def changed(self, file: Path) -> set[str]:
        """The tables that are not as they were."""
        if _content(file) == self.content:
            return set()
        with TemporaryDirectory() as folder:
            for name, content in self.content.items():
                (Path(folder) / name).write_bytes(content)
            return changed(kept(Path(folder) / file.name), kept(file))


def _content(file: Path) -> dict[str, bytes]:
    """Of the file, and of the journal in which its newest rows are. One that is only open is
    empty."""
    journal = file.with_name(f"{file.name}-wal")
    found = {each.name: each.read_bytes() for each in (file, journal) if each.exists()}
    return {name: content for name, content in found.items() if content}
