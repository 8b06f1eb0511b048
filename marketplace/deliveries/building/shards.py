"""Tar shards: the same members give the same bytes, whenever and by whomever they are written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tarfile import BLOCKSIZE, NUL, RECORDSIZE, USTAR_FORMAT, TarInfo
from types import TracebackType


class SizeDiffers(Exception):
    """A member has other bytes than its header says: the shard is worth nothing."""


@dataclass(frozen=True, slots=True)
class Hashed:
    sha256: str
    size_bytes: int


class Shard:
    """Written once from front to back, and hashed on the way."""

    def __init__(self, target: Path) -> None:
        self._file = target.open("wb")
        self._hash = hashlib.sha256()
        self._size = 0

    def __enter__(self) -> "Shard":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        why: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, name: str, size_bytes: int, pieces: Iterable[bytes]) -> str:
        """The member's hash. Nothing is told of when and by whom: no times, no owners."""
        header = TarInfo(name)
        header.size = size_bytes
        self._write(header.tobuf(format=USTAR_FORMAT))
        member, written = hashlib.sha256(), 0
        for piece in pieces:
            member.update(piece)
            written += len(piece)
            self._write(piece)
        if written != size_bytes:
            raise SizeDiffers(name)
        self._write(NUL * (-size_bytes % BLOCKSIZE))
        return f"sha256:{member.hexdigest()}"

    def end(self) -> Hashed:
        self._write(NUL * (BLOCKSIZE * 2))
        self._write(NUL * (-self._size % RECORDSIZE))
        self._file.flush()
        return Hashed(f"sha256:{self._hash.hexdigest()}", self._size)

    def _write(self, piece: bytes) -> None:
        self._file.write(piece)
        self._hash.update(piece)
        self._size += len(piece)
