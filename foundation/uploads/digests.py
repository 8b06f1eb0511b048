"""SHA-256 of uploads that come in pieces.

A half-done hash cannot be stored, so it stays in this process between two requests. Where
the next piece reaches another process, or this one was restarted, nothing is lost: what is
missing is read back from disk, once, when the upload is complete.
"""

import hashlib
from collections import OrderedDict
from threading import Lock
from typing import BinaryIO
from uuid import UUID

_MOST_KEPT = 1000
_PIECE = 1 << 20

_kept: OrderedDict[UUID, "Digest"] = OrderedDict()
_lock = Lock()


class Digest:
    """The hash of an upload's first `covers` bytes."""

    def __init__(self) -> None:
        self.covers = 0
        self._hash = hashlib.sha256()

    @property
    def hexadecimal(self) -> str:
        return self._hash.hexdigest()

    def add(self, at: int, piece: bytes) -> None:
        """A piece behind a gap is left for `complete`."""
        if at == self.covers:
            self._hash.update(piece)
            self.covers += len(piece)

    def complete(self, file: BinaryIO, length: int) -> str:
        file.seek(self.covers)
        while self.covers < length:
            piece = file.read(min(_PIECE, length - self.covers))
            if not piece:
                raise EOFError("the file is shorter than its upload")
            self.add(self.covers, piece)
        return self.hexadecimal


def take(upload_id: UUID, received: int) -> Digest:
    """Ours alone until given back. Never one that covers bytes that were not kept."""
    with _lock:
        digest = _kept.pop(upload_id, None)
    return digest if digest is not None and digest.covers <= received else Digest()


def give_back(upload_id: UUID, digest: Digest) -> None:
    with _lock:
        _kept[upload_id] = digest
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
