"""Puts a database back beneath the connection that is open on it. To close it and open another
takes longer than most questions: SQLite reads all that the migrations made, 1,400 definitions.

Beneath one only, idle, of this process: where there are more, or none, they are closed as ever.
"""

import os
from pathlib import Path

from sqlalchemy import QueuePool

from foundation.database import db
from tests.access.making import beside

_HEADER = 136
"""Bytes at the beginning of the index of the journal: with none of them right SQLite makes the
index anew, forgets the pages that it remembers, and reads the file."""


def clear(file: Path) -> bool:
    """Whether the connection stays. All that is beside the file is gone, or is as good as gone; the
    file itself is to be written next, and then `read_anew`."""
    stays = _is_idle() and all(each.exists() for each in _journal(file))
    if not stays:
        db.engine.dispose()
    for left in beside(file):
        if not (stays and left in _journal(file)):
            left.unlink()
    if stays:
        journal, index = _journal(file)
        os.truncate(journal, 0)
        with index.open("r+b") as there:  # Not emptied: SQLite has it mapped into memory.
            there.write(bytes(_HEADER))
    return stays


def read_anew() -> None:
    """At once: whoever else came first would make the index, and this connection not know."""
    with db.engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM alembic_version")


def _is_idle() -> bool:
    pool = db.engine.pool
    return isinstance(pool, QueuePool) and (pool.checkedin(), pool.checkedout()) == (1, 0)


def _journal(file: Path) -> tuple[Path, Path]:
    return file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")
