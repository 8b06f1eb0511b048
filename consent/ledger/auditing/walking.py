"""One walk over the whole log: from bytes to leaves to subtrees to everything that was signed."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.auditing import helping
from consent.ledger.auditing.bodies import Bodies
from consent.ledger.auditing.checkpoints import Signed
from consent.ledger.auditing.chunks import CHUNK, Chunk, chunks
from consent.ledger.auditing.faults import Fault, Part, Report
from consent.ledger.auditing.growing import GrownTree, block_root
from consent.ledger.auditing.threads import OpenEnds
from consent.ledger.merkle import leaf_hash
from consent.ledger.models import LedgerSubtree
from consent.ledger.tiles import WIDTH

Progress = Callable[[int, int], None]
_REPORT_EVERY = 64 * CHUNK
_ROOTS_AT_ONCE = 4096


class Walk:
    def __init__(self, session: Session, size: int, report: Report) -> None:
        self._session, self._size, self._report = session, size, report
        self._bodies = Bodies(OpenEnds())
        self._stored = _subtrees_above(session)
        self._roots: dict[int, bytes] = {}
        self._read_until = 0
        self._broken = ""
        """Why roots cannot be worked out from here on."""
        self._agreed = 0
        """The largest size at which what was signed is what is there."""
        self.tree = GrownTree()

    def run(self, signed: Iterator[Signed], progress: Progress) -> Iterator[Fault]:
        ahead = _Ahead(signed)
        yield from self._agree(ahead, 0, ())
        for chunk, judged in helping.judged(chunks(self._session, self._size), self._size):
            well = self._bodies.are_well(chunk, judged)
            if not well:
                yield from self._bodies.faults(chunk)
            roots = self._stored_roots(chunk)
            for start, leaves in _blocks(chunk, roots, well=well):
                yield from self._block(start, leaves, roots.get(start // WIDTH), ahead)
            self._report.entries += len(chunk.rows)
            if chunk.first % _REPORT_EVERY == 0:
                progress(chunk.first, self._size)
        yield from self._beyond(ahead)

    def _stored_roots(self, chunk: Chunk) -> dict[int, bytes]:
        """Read far ahead: one question for each chunk would take as long as its hashing."""
        place = chunk.first // WIDTH
        if place >= self._read_until:
            self._read_until = place + _ROOTS_AT_ONCE
            of_level = select(LedgerSubtree.place, LedgerSubtree.hash)
            here = (LedgerSubtree.place >= place, LedgerSubtree.place < self._read_until)
            rows = self._session.execute(of_level.where(LedgerSubtree.level == 1, *here))
            self._roots = {place: found for place, found in rows}
        return self._roots

    def _block(
        self, start: int, leaves: Sequence[bytes] | None, kept: bytes | None, ahead: "_Ahead"
    ) -> Iterator[Fault]:
        if leaves is None and not self._broken:
            lost = f"rows between {start} and {start + WIDTH - 1} are missing"
            if kept is None:
                self._broken = lost
            else:  # The root that was kept stands in, so that the rest is still judged.
                yield from ahead.skip(start + WIDTH, lost)
                yield from self._compare(self.tree.add_block(kept), kept)
        elif leaves is not None and not self._broken:
            yield from self._agree(ahead, start, leaves)
            yield from self._compare(self.tree.add(leaves), kept)
        if self._broken:
            yield from ahead.skip(start + WIDTH, self._broken)

    def _agree(self, ahead: "_Ahead", start: int, leaves: Sequence[bytes]) -> Iterator[Fault]:
        for signed in ahead.up_to(start + len(leaves)):
            found = signed.checkpoint
            if self.tree.root_with(leaves[: found.size - start]) == found.root:
                self._agreed = max(self._agreed, found.size)
            else:
                what = f"its root is not that of the first {found.size} entries"
                good = f"; the first {self._agreed} are what was signed" if self._agreed else ""
                yield Fault(signed.part, signed.number, what + good)

    def _compare(
        self, completed: Iterator[tuple[int, int, bytes]], kept: bytes | None
    ) -> Iterator[Fault]:
        for level, place, root in completed:
            self._report.subtrees += 1
            found = kept if level == 1 else self._stored.get((level, place))
            if found != root:
                width = WIDTH**level
                what = "is missing" if found is None else "is not that of its entries"
                covers = f"entries {place * width} to {(place + 1) * width - 1}"
                yield Fault(Part.SUBTREE, f"{level}/{place}", f"the root over {covers} {what}")

    def _beyond(self, ahead: "_Ahead") -> Iterator[Fault]:
        for signed in ahead.rest():
            size = signed.checkpoint.size
            yield Fault(
                signed.part,
                signed.number,
                f"{size} entries were signed, and the database holds {self._size}",
            )


class _Ahead:
    """What was signed, in the order of size, looked at one by one."""

    def __init__(self, signed: Iterator[Signed]) -> None:
        self._signed = signed
        self._next = next(signed, None)

    def up_to(self, size: int) -> Iterator[Signed]:
        while self._next is not None and self._next.checkpoint.size <= size:
            yield self._next
            self._next = next(self._signed, None)

    def skip(self, size: int, why: str) -> Iterator[Fault]:
        for signed in self.up_to(size):
            yield Fault(signed.part, signed.number, f"its root cannot be worked out: {why}")

    def rest(self) -> Iterator[Signed]:
        while self._next is not None:
            yield self._next
            self._next = next(self._signed, None)


def _subtrees_above(session: Session) -> dict[tuple[int, int], bytes]:
    """One for each 65,536 entries: few enough to hold."""
    columns = select(LedgerSubtree.level, LedgerSubtree.place, LedgerSubtree.hash)
    rows = session.execute(columns.where(LedgerSubtree.level > 1))
    return {(level, place): found for level, place, found in rows}


def _blocks(
    chunk: Chunk, kept: dict[int, bytes], *, well: bool
) -> Iterator[tuple[int, Sequence[bytes] | None]]:
    """Leaves, 256 at a time; None where a row is missing."""
    leaves = [row[0] for row in chunk.rows] if well else None
    rows = [] if well else [row for _, row in chunk.each()]
    for low in range(0, chunk.wanted, WIDTH):
        start = chunk.first + low
        if leaves is not None:
            yield start, leaves[low : low + WIDTH]
            continue
        block = [row for row in rows[low : low + WIDTH] if row is not None]
        if len(block) < min(WIDTH, chunk.wanted - low):
            yield start, None
            continue
        written = [row.leaf for row in block]
        hashed = [leaf_hash(row.body) for row in block]
        yield start, hashed if _fits(hashed, kept.get(start // WIDTH)) else written


def _fits(leaves: Sequence[bytes], root: bytes | None) -> bool:
    """Where bytes and leaf differ, the kept subtree says which of them was damaged."""
    return len(leaves) == WIDTH and block_root(leaves) == root
