"""One consistent copy of an SQLite database, while others write, and the way back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

MEMBER = "database.sqlite"


def copy_out(engine: Engine, target: Path) -> None:
    """SQLite's own online backup, in one step: a single point in time, and nobody waits."""
    with closing(engine.raw_connection()) as live, closing(sqlite3.connect(target)) as copy:
        source = live.driver_connection
        assert isinstance(source, sqlite3.Connection)  # noqa: S101 - for the type alone
        source.backup(copy)
        # One file, without the log that the original has beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def copy_in(engine: Engine, source: Path) -> None:
    """Replaces everything in one transaction: whoever reads meanwhile sees the one or the other."""
    with closing(engine.raw_connection()) as live, closing(sqlite3.connect(source)) as copy:
        target = live.driver_connection
        assert isinstance(target, sqlite3.Connection)  # noqa: S101 - for the type alone
        copy.backup(target)


def faults(source: Path) -> list[str]:
    """What SQLite itself finds wrong in a file."""
    with closing(sqlite3.connect(source)) as copy:
        said = [str(row[0]) for row in copy.execute("PRAGMA integrity_check")]
        broken = copy.execute("PRAGMA foreign_key_check").fetchall()
    dangling = {f"a row of {row[0]} points to none of {row[2]}" for row in broken}
    return [each for each in said if each != "ok"] + sorted(dangling)
