"""Reading the log's tree: any root, any proof, from leaves and complete subtrees."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.merkle import (
    EMPTY_ROOT,
    CompactRange,
    consistency_ranges,
    inclusion_ranges,
    node_hash,
    perfect_root,
    split_point,
)
from consent.ledger.models import LedgerEntry, LedgerHead, LedgerSubtree
from consent.ledger.tiles import HEIGHT, WIDTH


class TreeDamaged(Exception):
    """A row that the head says must be there is not; the message names it."""


def size_of(session: Session) -> int:
    return session.scalars(select(LedgerHead.size)).one()


class Tree:
    """The tree at one size. Reads whole tiles and keeps them, so a proof costs a few reads."""

    def __init__(self, session: Session, size: int) -> None:
        self.size = size
        self._session = session
        self._tiles: dict[tuple[int, int], list[bytes]] = {}

    def root(self) -> bytes:
        return self._root_of(0, self.size) if self.size else EMPTY_ROOT

    def inclusion(self, index: int) -> list[bytes]:
        return [self._root_of(low, high) for low, high in inclusion_ranges(index, self.size)]

    def consistency(self, old: int) -> list[bytes]:
        return [self._root_of(low, high) for low, high in consistency_ranges(old, self.size)]

    def hashes(self, level: int, low: int, high: int) -> list[bytes]:
        """Along one 256-ary level: level 0 are the leaves."""
        if level == 0:
            place, column = LedgerEntry.position, LedgerEntry.leaf
            query = select(column)
        else:
            place, column = LedgerSubtree.place, LedgerSubtree.hash
            query = select(column).where(LedgerSubtree.level == level)
        query = query.where(place >= low, place < high).order_by(place)
        found = list(self._session.scalars(query))
        if len(found) != high - low:
            raise TreeDamaged(f"level {level} lacks hashes between {low} and {high}")
        return found

    def compact(self) -> CompactRange:
        peaks, low = [], 0
        for bit in reversed(range(self.size.bit_length())):
            if self.size >> bit & 1:
                peaks.append(self._root_of(low, low + (1 << bit)))
                low += 1 << bit
        return CompactRange(self.size, peaks)

    def _root_of(self, low: int, high: int) -> bytes:
        width = high - low
        if width & (width - 1) == 0 and low % width == 0:
            return self._perfect(low, width)
        middle = low + split_point(width)
        return node_hash(self._root_of(low, middle), self._root_of(middle, high))

    def _perfect(self, low: int, width: int) -> bytes:
        level, above = divmod(width.bit_length() - 1, HEIGHT)
        index = low >> (HEIGHT * level)
        tile = self._tile(level, index // WIDTH)
        at = index % WIDTH
        return perfect_root(tile[at : at + (1 << above)])

    def _tile(self, level: int, index: int) -> list[bytes]:
        if (level, index) not in self._tiles:
            end = min((index + 1) * WIDTH, self.size >> (HEIGHT * level))
            self._tiles[level, index] = self.hashes(level, index * WIDTH, end)
        return self._tiles[level, index]
