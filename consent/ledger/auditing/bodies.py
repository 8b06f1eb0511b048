"""Whether rows continue what came before, and one by one what is wrong with them."""

from collections.abc import Iterator

from consent.ledger.auditing.chunks import Chunk, Stored
from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.auditing.judging import Judged
from consent.ledger.auditing.threads import OpenEnds
from consent.ledger.entries import BadEntry, Entry
from consent.ledger.merkle import leaf_hash


class Bodies:
    def __init__(self, ends: OpenEnds) -> None:
        self._ends = ends

    def are_well(self, chunk: Chunk, judged: Judged | None) -> bool:
        """The quick way. Nothing is taken in where it says no."""
        if judged is None:
            return False
        leaves, _, threads, ns, _ = zip(*chunk.rows, strict=True)
        return self._ends.extend(threads, ns, judged, tuple(map(bytes.hex, leaves)))

    def faults(self, chunk: Chunk) -> Iterator[Fault]:
        """The slow way: which entry, and why."""
        for position, row in chunk.each():
            if row is None:
                yield Fault(Part.ENTRY, position, "its row is missing")
            else:
                yield from self._faults_of(position, row)

    def _faults_of(self, position: int, row: Stored) -> Iterator[Fault]:
        if leaf_hash(row.body) != row.leaf:
            yield Fault(Part.ENTRY, position, "its bytes do not hash to its leaf")
        try:
            entry = Entry.parse(row.body)
        except BadEntry as why:
            yield Fault(Part.ENTRY, position, f"its bytes are no entry: {why}")
        else:
            yield from self._misplaced(position, row, entry)
        # What follows points to the leaf that was written down, whatever became of the bytes.
        self._ends.open(row.thread, row.n, row.leaf)

    def _misplaced(self, position: int, row: Stored, entry: Entry) -> Iterator[Fault]:
        said = {"event_id": entry.event.id, "thread": entry.event.thread, "n": entry.n}
        wrong = [name for name, value in said.items() if getattr(row, name) != value]
        if wrong:
            yield Fault(
                Part.ENTRY, position, f"its bytes say another {', '.join(wrong)} than its row"
            )
        if not self._ends.close(entry.event.thread, entry.n, entry.prev):
            yield Fault(
                Part.ENTRY,
                position,
                f"it is number {entry.n} of its thread, and does not point to number"
                f" {entry.n - 1} before it",
            )
