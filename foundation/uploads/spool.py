"""The folder where bytes wait until their upload is complete and somebody takes them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from foundation.uploads.errors import BytesElsewhere, UploadBusy


def folder(var: Path) -> Path:
    return var / "uploads"


def path(var: Path, upload_id: UUID) -> Path:
    """Our own name: what the sender calls the file never reaches the disk."""
    return folder(var) / str(upload_id)


@contextmanager
def held(var: Path, upload_id: UUID) -> Iterator[BinaryIO]:
    """The file, for one writer in all processes; the system lets go when a process dies."""
    create(var, upload_id)
    # Unbuffered: pieces are large, and what was written is then the system's to keep.
    with path(var, upload_id).open("r+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UploadBusy from None
        yield file


def create(var: Path, upload_id: UUID) -> None:
    """Empty, unless it is there."""
    target = path(var, upload_id)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        _sync_folder(target.parent)


def go_to(file: BinaryIO, offset: int) -> None:
    """Forget what was written behind the last number we promised."""
    if os.fstat(file.fileno()).st_size < offset:
        raise BytesElsewhere
    file.truncate(offset)
    file.seek(offset)


def make_durable(file: BinaryIO) -> None:
    os.fsync(file.fileno())


def remove(var: Path, upload_id: UUID) -> None:
    path(var, upload_id).unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
