"""The tree as the entries make it: block by block, with its root at any size on the way."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from consent.ledger.merkle import CompactRange
from consent.ledger.tiles import HEIGHT, WIDTH


class GrownTree:
    """Whole blocks of 256 leaves, and the leaves after them."""

    def __init__(self) -> None:
        self._blocks = CompactRange()
        self._tail: Sequence[bytes] = ()

    @property
    def size(self) -> int:
        return self._blocks.size * WIDTH + len(self._tail)

    def add(self, leaves: Sequence[bytes]) -> Iterator[tuple[int, int, bytes]]:
        """One block, or what is left at the end. Gives the subtrees that it completes:
        (level, place, root)."""
        if len(leaves) == WIDTH:
            yield from self.add_block(block_root(leaves))
        else:
            self._tail = leaves

    def add_block(self, root: bytes) -> Iterator[tuple[int, int, bytes]]:
        """A block of which only the root is known."""
        yield 1, self._blocks.size, root
        for height, place, above in self._blocks.append(root):
            if height % HEIGHT == 0:
                yield 1 + height // HEIGHT, place, above

    def root_with(self, leaves: Sequence[bytes]) -> bytes:
        """The root if these few came next."""
        return self._with(leaves).root()

    def peaks(self) -> list[bytes]:
        return self._with(self._tail).peaks

    def _with(self, leaves: Sequence[bytes]) -> CompactRange:
        inner = CompactRange()
        for leaf in leaves:
            inner.append(leaf)
        size = self._blocks.size * WIDTH + inner.size
        if len(leaves) == WIDTH:  # A block more, which may complete others.
            blocks = CompactRange(self._blocks.size, self._blocks.peaks)
            blocks.append(inner.root())
            return CompactRange(size, blocks.peaks)
        return CompactRange(size, [*self._blocks.peaks, *inner.peaks])


def block_root(leaves: Sequence[bytes]) -> bytes:
    """Over 256 leaves: in an audit, most of the time is here."""
    level = leaves
    while len(level) > 1:
        pairs = iter(level)
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs)]  # noqa: B905 - the same iterator twice
    return level[0]
