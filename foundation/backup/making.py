"""Makes a backup: the database at one point in time, then the files that it speaks of."""

import hmac
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from foundation import audit, storage
from foundation.actors import SYSTEM
from foundation.backup import archive, from_postgresql, from_sqlite, rows
from foundation.backup.archive import Writer
from foundation.backup.errors import NotWritten
from foundation.backup.models import BackupMade
from foundation.clock import now
from foundation.database import db, transaction
from foundation.migrating import connect, current_revision
from foundation.settings import Settings
from foundation.storage import StoredFileMissing
from foundation.version import VERSION

FORMAT = 1
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Made:
    rows: int
    files: int
    size_bytes: int


def make_backup(*, settings: Settings, file: Path) -> Made:
    """Files after the database: one that is deleted in between is missing, as it should be;
    the other way round, one that is added in between would be missing and should not."""
    at = now()
    with _refused_in_words(file), archive.writing(file) as out:
        facts = _add_database(out, db.engine, file.absolute().parent)
        kept = _add_files(out, settings)
        out.describe(
            {
                "format": FORMAT,
                "made_at": at.isoformat(),
                "made_by": VERSION,
                "master_key": mark_of_key(settings),
                "storage": kept,
                "files_inside": _is_local(settings),
                **facts,
            }
        )
    _remember(at, file)
    return Made(sum(facts["rows"].values()), len(kept), file.stat().st_size)


@contextmanager
def _refused_in_words(file: Path) -> Iterator[None]:
    """A full disk, a folder that is not there, one that cannot be written."""
    if not file.absolute().parent.is_dir():
        raise NotWritten(file, "there is no such folder")
    try:
        yield
    except OSError as error:
        raise NotWritten(file, error.strerror or str(error)) from error
    except sqlite3.Error as error:  # The copy of a database is written by SQLite itself.
        raise NotWritten(file, str(error)) from error


def mark_of_key(settings: Settings) -> str:
    """Tells the right key from a wrong one, and nothing else about it."""
    key = bytes.fromhex(settings.master_key)
    return hmac.digest(key, b"fairtake backup", "sha256").hex()[:16]


def _add_database(out: Writer, engine: Engine, folder: Path) -> dict[str, Any]:
    if engine.dialect.name == "sqlite":
        return _add_sqlite(out, engine, folder)
    with from_postgresql.snapshot(engine) as connection:
        columns = from_postgresql.columns(connection)
        for table, names in columns.items():
            pieces = from_postgresql.rows(connection, table, names)
            out.add(from_postgresql.member(table), pieces, small=False)
        return {
            "database": engine.dialect.name,
            "revision": from_postgresql.revision(connection),
            "rows": rows.counted(connection),
            "columns": columns,
        }


def _add_sqlite(out: Writer, engine: Engine, folder: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as place:
        copy = Path(place) / from_sqlite.MEMBER
        from_sqlite.copy_out(engine, copy)
        out.add(from_sqlite.MEMBER, _read(copy), small=False)
        copied = connect(f"sqlite:///{copy}")
        try:
            with copied.connect() as connection:
                counts = rows.counted(connection)
            return {"database": "sqlite", "revision": current_revision(copied), "rows": counts}
        finally:
            copied.dispose()


def _add_files(out: Writer, settings: Settings) -> dict[str, int]:
    """The bytes where they lie on this machine; a list where a bucket keeps them, which has
    its own copies."""
    store, kept = storage.of(settings), {}
    for stored in store.list():
        try:
            if _is_local(settings):
                out.add(f"files/{stored.key}", store.open(stored.key), small=True)
        except StoredFileMissing:
            continue
        kept[stored.key] = stored.size_bytes
    return kept


def _is_local(settings: Settings) -> bool:
    return not settings.storage.startswith("s3://")


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _remember(at: datetime, file: Path) -> None:
    with transaction() as session:
        made = BackupMade(
            at=at,
            file=str(file.absolute()),
            size_bytes=file.stat().st_size,
            sha256=archive.seal_of(file),
        )
        session.add(made)
        session.flush()
        audit.record(session, SYSTEM, "backup.made", made.id)
