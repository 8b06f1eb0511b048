"""A log in a test's own hands: entries in a list, tiles in a folder, checkpoints as it likes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.entries import Entry, EntryType, Event, random_text
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.merkle import (
    CompactRange,
    Range,
    consistency_ranges,
    leaf_hash,
    node_hash,
    split_point,
)
from consent.ledger.tiles import HEIGHT, WIDTH, pack_entries, tiles_of
from consent.ledger.witness.asked import AddCheckpoint

ORIGIN = "ledger.example.org/1"
KEY = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\1" * 32)
DAY = date(2026, 3, 2)


class GrownLog:
    """Says nothing about time or storage; whoever holds the key can fork it by making another."""

    def __init__(self, bodies: Sequence[bytes] = (), key: SigningKey = KEY) -> None:
        self.bodies, self.key = list(bodies), key
        self._threads: dict[str, tuple[int, str]] = {}

    @property
    def size(self) -> int:
        return len(self.bodies)

    def add(
        self, type: EntryType = EntryType.CONSENT_GIVEN, thread: str = "", **other: object
    ) -> "GrownLog":
        """One more entry; `n` and `prev` are right unless they are given."""
        thread = thread or random_text(self.size.to_bytes(16, "big"))
        n, prev = self._threads.get(thread, (0, ""))
        n, prev = other.pop("n", n), other.pop("prev", prev)  # type: ignore[assignment]
        given = {"time": DAY, "actor": "performer", **other}
        event = Event(
            id=random_text((2**64 + self.size).to_bytes(16, "big")),
            type=type,
            thread=thread,
            **given,  # type: ignore[arg-type]
        )
        body = bytes(Entry(event, n, prev))
        self.bodies.append(body)
        self._threads[thread] = (n + 1, leaf_hash(body).hex())
        return self

    def grow(self, count: int) -> "GrownLog":
        for _ in range(count):
            self.add()
        return self

    def root(self, size: int | None = None) -> bytes:
        tree = CompactRange()
        for body in self.bodies[:size]:
            tree.append(leaf_hash(body))
        return tree.root()

    def checkpoint(self, size: int | None = None) -> bytes:
        size = self.size if size is None else size
        return bytes(Checkpoint(self.key.name, size, self.root(size)).signed(self.key))

    def consistency(self, old: int, size: int | None = None) -> list[bytes]:
        size = self.size if size is None else size
        return [self._root_of(each) for each in consistency_ranges(old, size)] if old else []

    def asks(self, old: int, size: int | None = None) -> bytes:
        """The body of an honest request."""
        proof = tuple(self.consistency(old, size))
        return bytes(AddCheckpoint(old, proof, self.checkpoint(size)))

    def publish(self, folder: Path, size: int | None = None) -> Path:
        """As static files: every tile of this size, then the checkpoint."""
        size = self.size if size is None else size
        for tile in tiles_of(size):
            start, end = tile.first, tile.first + tile.width
            if tile.level < 0:
                data = pack_entries(self.bodies[start:end])
            else:
                wide = WIDTH**tile.level if tile.level else 1
                ranges = [(index * wide, (index + 1) * wide) for index in range(start, end)]
                data = b"".join(self._root_of(each) for each in ranges)
            path = folder / tile.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        (folder / "checkpoint").write_bytes(self.checkpoint(size))
        return folder

    def _root_of(self, leaves: Range) -> bytes:
        low, high = leaves
        if high - low == 1:
            return leaf_hash(self.bodies[low])
        middle = low + split_point(high - low)
        return node_hash(self._root_of((low, middle)), self._root_of((middle, high)))


assert WIDTH == 1 << HEIGHT
