"""Brings a backup back, then says all that is not as it was."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Engine

from foundation import hooks, storage
from foundation.backup import archive, fitting, from_postgresql, from_sqlite, rows
from foundation.backup.archive import Reader
from foundation.backup.errors import DamagedBackup, DatabaseNotEmpty
from foundation.backup.making import mark_of_key
from foundation.database import db, transaction
from foundation.migrating import upgrade
from foundation.settings import Settings


def restore_backup(*, settings: Settings, file: Path, over: bool) -> list[str]:
    """A sentence per fault. Nothing is touched before the whole file was read and is whole."""
    with archive.opened(file) as found:
        fitting.refuse_unfit(found, file, db.engine)
        if not over and (held := rows.added_to(db.engine)):
            raise DatabaseNotEmpty(fitting.few(held))
        db.session.remove()
        _bring_database(found, db.engine, settings)
        faults = list(_miscounted(found.manifest, db.engine))
        _bring_files(found, settings)
        upgrade(settings.database_url)
        faults += _not_as_they_were(found.manifest, settings)
    return faults + list(_checked_by_others())


def _bring_database(found: Reader, engine: Engine, settings: Settings) -> None:
    if engine.dialect.name != "sqlite":
        manifest = found.manifest
        columns = cast(from_postgresql.Columns, manifest["columns"])
        from_postgresql.copy_in(engine, manifest["revision"], columns, found.pieces)
        return
    with tempfile.TemporaryDirectory(dir=settings.var, prefix=".restore-") as place:
        copy = Path(place) / from_sqlite.MEMBER
        with copy.open("wb") as file:
            file.writelines(found.pieces(from_sqlite.MEMBER))
        if faults := from_sqlite.faults(copy):
            raise DamagedBackup(fitting.few(faults))
        from_sqlite.copy_in(engine, copy)


def _miscounted(manifest: dict[str, Any], engine: Engine) -> Iterator[str]:
    with engine.connect() as connection:
        here = rows.counted(connection)
    for table, count in manifest["rows"].items():
        if here.get(table, 0) != count:
            yield f"{table} has {here.get(table, 0)} rows; the backup says {count}."


def _bring_files(found: Reader, settings: Settings) -> None:
    if not found.manifest["files_inside"]:
        return
    store = storage.of(settings)
    for key in found.manifest["storage"]:
        with found.open(f"files/{key}") as file:
            store.put(key, cast("Any", file))


def _not_as_they_were(manifest: dict[str, Any], settings: Settings) -> Iterator[str]:
    if manifest["master_key"] != mark_of_key(settings):
        yield (
            "FAIRTAKE_MASTER_KEY is another one than when this backup was made: sealed values"
            " cannot be read."
        )
    kept = {stored.key: stored.size_bytes for stored in storage.of(settings).list()}
    for key, size in manifest["storage"].items():
        if kept.get(key) != size:
            yield f"The file {key} is missing or has another size."


def _checked_by_others() -> Iterator[str]:
    """Each mends what a restore brings back and should not, then says what is wrong."""
    for check in hooks.after_restore:
        with transaction() as session:
            yield from check(session)
