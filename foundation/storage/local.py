"""Files in a folder of this machine: whole or not there at all, readable by us alone."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from foundation.database import refuse_inside_transaction
from foundation.storage import links
from foundation.storage.interface import (
    PIECE,
    Stored,
    StoredFileMissing,
    checked,
    checked_prefix,
    is_shown_inline,
)

_UNFINISHED = ".unfinished-"


class LocalStorage:
    def __init__(self, folder: Path, secret_key: str) -> None:
        self.folder = folder.absolute()
        self._secret_key = secret_key

    def put(self, key: str, source: BinaryIO | Path) -> int:
        refuse_inside_transaction()
        target = self.path(key)
        self._make_folders(target.parent)
        unfinished = target.with_name(f"{_UNFINISHED}{secrets.token_hex(8)}")
        try:
            size = _write(unfinished, source)
            unfinished.rename(target)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync_folder(target.parent)
        return size

    def open(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        refuse_inside_transaction()
        path = self.path(key)
        if not path.is_file():
            raise StoredFileMissing
        return _pieces(path, start, end)

    def delete(self, key: str) -> None:
        refuse_inside_transaction()
        path = self.path(key)
        with suppress(FileNotFoundError):
            path.unlink()
            _sync_folder(path.parent)

    def link(self, key: str, *, filename: str, media_type: str, inline: bool = False) -> str:
        shown = inline and is_shown_inline(media_type)
        ticket = links.Ticket(checked(key), filename, media_type, shown)
        return f"/files/{links.seal(self._secret_key, ticket)}"

    def list(self, prefix: str = "") -> Iterator[Stored]:
        refuse_inside_transaction()
        # Only the folder that the prefix names is walked, not the whole storage.
        root = self.folder / checked_prefix(prefix).rpartition("/")[0]
        files = (path for path in root.rglob("*") if path.is_file())
        keys = {path.relative_to(self.folder).as_posix(): path for path in files}
        for key in sorted(keys):
            if key.startswith(prefix) and _UNFINISHED not in key:
                found = keys[key].stat()
                yield Stored(key, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def remove_unfinished(self, begun_before: datetime) -> int:
        """What a crash stopped halfway: no key leads there, so nobody else would find it."""
        found = list(self.folder.rglob(f"{_UNFINISHED}*"))
        old = [path for path in found if _begun_at(path) < begun_before]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def path(self, key: str) -> Path:
        return self.folder / checked(key)

    def _make_folders(self, folder: Path) -> None:
        """One at a time, because mkdir gives its mode only to the last."""
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir(mode=0o700, exist_ok=True)
            _sync_folder(each.parent)


def _begun_at(path: Path) -> datetime:
    """Not when its bytes last changed: a file that was given away may be older than its link."""
    try:
        return datetime.fromtimestamp(path.stat().st_ctime, UTC)
    except FileNotFoundError:  # Finished a moment ago.
        return datetime.max.replace(tzinfo=UTC)


def _write(target: Path, source: BinaryIO | Path) -> int:
    if isinstance(source, Path):
        with suppress(OSError):  # Another file system, or one that cannot link: copied below.
            os.link(source, target)
            return _make_durable(target)
        with source.open("rb") as file:
            return _copy(target, file)
    return _copy(target, source)


def _copy(target: Path, source: BinaryIO) -> int:
    with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(source, file, PIECE)
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def _make_durable(path: Path) -> int:
    path.chmod(0o600)
    with path.open("rb") as file:
        os.fsync(file.fileno())
        return file.seek(0, os.SEEK_END)


def _pieces(path: Path, start: int, end: int | None) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        left = None if end is None else max(0, end - start)
        while left is None or left:
            piece = file.read(PIECE if left is None else min(PIECE, left))
            if not piece:
                return
            left = None if left is None else left - len(piece)
            yield piece


def _sync_folder(folder: Path) -> None:
    """A rename is only as durable as the folder it happened in."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
