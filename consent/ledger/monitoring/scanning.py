"""Hashes the entries that a log serves, and compares its tiles of hashes with them.

Others prove from those tiles without reading an entry, so a wrong one is found here.
"""

from collections.abc import Iterator

from consent.ledger.merkle import CompactRange, leaf_hash
from consent.ledger.monitoring.sources import NotServed, Served
from consent.ledger.tiles import HEIGHT, WIDTH, NoSuchTile


class Scan:
    def __init__(self, served: Served, tree: CompactRange) -> None:
        self.served, self.tree = served, tree
        self.apart = ""
        """The first hash of a tile that is not what the entries make; which of the two is
        wrong, the root tells."""
        self._held: dict[int, tuple[int, list[bytes]]] = {}

    def entries(self) -> Iterator[tuple[int, bytes]]:
        """Those after the tree as it was given. Raises NoSuchTile, NotServed."""
        start = self.tree.size
        for index in range(start // WIDTH, (self.served.at.size + WIDTH - 1) // WIDTH):
            for position, body in enumerate(self.served.bundle(index), index * WIDTH):
                if position >= start:
                    self._grow(position, leaf_hash(body))
                    yield position, body

    def fault(self) -> str | None:
        """Once all entries were read."""
        if self.tree.root() != self.served.at.root:
            named = f": {self.apart}" if self.apart else ""
            return f"The entries that are served do not make the root that is signed{named}."
        if self.apart:
            return f"The entries make the root that is signed, and tiles do not: {self.apart}."
        return None

    def _grow(self, position: int, leaf: bytes) -> None:
        completed = self.tree.append(leaf)
        self._compare(0, position, leaf)
        for height, index, root in completed:
            if height % HEIGHT == 0:
                self._compare(height // HEIGHT, index, root)

    def _compare(self, level: int, place: int, made: bytes) -> None:
        if self.apart:
            return
        tile = self.served.tile(level, place // WIDTH)
        over = f"the hash of entry {place}"
        if level:
            wide = WIDTH**level
            over = f"the root over entries {place * wide} to {(place + 1) * wide - 1}"
        try:
            if self._hashes(level, place // WIDTH)[place % WIDTH] != made:
                self.apart = f"{tile.path} does not hold {over}"
        except (NoSuchTile, NotServed) as why:
            self.apart = f"{tile.path} cannot be read ({why})"

    def _hashes(self, level: int, index: int) -> list[bytes]:
        """Only the newest tile of each level is kept: a log may be large."""
        if self._held.get(level, (-1, []))[0] != index:
            self._held[level] = (index, self.served.hashes(level, index))
        return self._held[level][1]
