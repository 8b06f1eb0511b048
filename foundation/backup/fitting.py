"""Whether a whole archive is a backup that fits here: asked before anything is touched.

Its seal finds what time and disks do to it, and nothing else: anybody can seal anything.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from foundation.backup import from_postgresql, from_sqlite
from foundation.backup.archive import Reader
from foundation.backup.errors import DamagedBackup, NewerBackup, NotABackup, OtherDatabase
from foundation.backup.making import FORMAT
from foundation.migrating import knows_revision
from foundation.storage.interface import BadKey, checked

_SHAPE: dict[str, type | tuple[type, ...]] = {
    "database": str,
    "files_inside": bool,
    "made_by": str,
    "master_key": str,
    "revision": (str, type(None)),
    "rows": dict,
    "storage": dict,
}


def refuse_unfit(found: Reader, file: Path, engine: Engine) -> None:
    said = found.manifest
    if "format" not in said or (said["format"] == FORMAT and not _is_well_formed(said)):
        raise NotABackup(file)
    if said["format"] != FORMAT or not knows_revision(said["revision"]):
        raise NewerBackup(str(said.get("made_by")))
    if said["database"] != engine.dialect.name:
        raise OtherDatabase(said["database"])
    if said["database"] != "sqlite" and not isinstance(said.get("columns"), dict):
        raise NotABackup(file)
    if missing := _needed(said) - found.names():
        raise DamagedBackup(few(sorted(missing)))


def few(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (" and others" if len(names) > 5 else "")


def _is_well_formed(said: dict[str, Any]) -> bool:
    if not all(isinstance(said.get(name), kind) for name, kind in _SHAPE.items()):
        return False
    return all(_is_key(key) for key in said["storage"])


def _is_key(key: str) -> bool:
    """No path that leads out of the storage."""
    try:
        checked(key)
    except BadKey:
        return False
    return True


def _needed(said: dict[str, Any]) -> set[str]:
    """The members that a restore will open."""
    files = {f"files/{key}" for key in said["storage"] if said["files_inside"]}
    if said["database"] == "sqlite":
        return files | {from_sqlite.MEMBER}
    return files | {from_postgresql.member(table) for table in said["columns"]}
