"""Writes the bytes of one request to disk: hashed on the way, little of it in memory."""

import errno
import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from foundation.uploads import spool
from foundation.uploads.digests import Digest
from foundation.uploads.errors import ChecksumMismatch, Interrupted, NoRoom, TooManyBytes

PIECE = 1 << 18
SYNC_EVERY = 64 << 20
"""What a kill of the server or a power cut may cost: this much is sent again at most."""


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Checksum:
    algorithm: str
    digest: bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one PATCH brings."""

    source: Source
    size: int | None
    """None where the sender streams without saying how much comes."""
    checksum: Checksum | None = None

    def pieces(self) -> Iterator[bytes]:
        left = self.size
        while left is None or left:
            try:
                piece = self.source.read(PIECE if left is None else min(PIECE, left))
            except OSError:
                raise Interrupted from None
            if not piece:
                break
            left = None if left is None else left - len(piece)
            yield piece
        if left:
            raise Interrupted


@dataclass(slots=True)
class Writer:
    """Where an upload stands while a request writes to it."""

    file: BinaryIO
    digest: Digest
    at: int
    most: int

    def write(self, piece: bytes) -> None:
        if self.at + len(piece) > self.most:
            raise TooManyBytes
        left = memoryview(piece)
        while left:  # The system may take less than it is given.
            left = left[self._written(left) :]
        self.digest.add(self.at, piece)
        self.at += len(piece)

    def _written(self, piece: memoryview) -> int:
        try:
            return self.file.write(piece)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise NoRoom from None
            raise


_syncing = ThreadPoolExecutor(max_workers=4, thread_name_prefix="sync upload")


class Behind:
    """Makes durable what was written while more arrives, so that the disk is never idle."""

    def __init__(self, writer: Writer, promise: Callable[[int], None]) -> None:
        self._writer, self._promise = writer, promise
        self._synced = self._asked = writer.at
        self._running: Future[None] | None = None

    def follow(self) -> None:
        if self._running is not None and self._running.done():
            self._finish(self._running)
        if self._running is None and self._writer.at - self._synced >= SYNC_EVERY:
            self._asked = self._writer.at
            self._running = _syncing.submit(spool.make_durable, self._writer.file)

    def _finish(self, running: "Future[None]") -> None:
        running.result()
        self._running, self._synced = None, self._asked
        # The last number is kept together with the hash, by whoever called.
        if self._synced < self._writer.most:
            self._promise(self._synced)

    def wait(self) -> None:
        """The file may be closed afterwards."""
        if self._running is not None:
            self._running.result()


def receive(writer: Writer, chunk: Chunk, promise: Callable[[int], None]) -> None:
    """All that arrives before the connection breaks is kept, and promised once it is durable.

    With a checksum nothing is, until all of it arrived and matches.
    """
    if chunk.checksum:
        _receive_checked(writer, chunk, chunk.checksum)
        spool.make_durable(writer.file)
        return
    behind = Behind(writer, promise)
    try:
        for piece in chunk.pieces():
            writer.write(piece)
            behind.follow()
    finally:
        behind.wait()
        spool.make_durable(writer.file)


def _receive_checked(writer: Writer, chunk: Chunk, checksum: Checksum) -> None:
    began_at, check = writer.at, hashlib.new(checksum.algorithm, usedforsecurity=False)
    try:
        for piece in chunk.pieces():
            writer.write(piece)
            check.update(piece)
        if check.digest() != checksum.digest:
            raise ChecksumMismatch
    except BaseException:
        writer.at, writer.digest = began_at, Digest()
        spool.go_to(writer.file, began_at)
        raise
