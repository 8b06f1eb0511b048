"""Whether rows are what their bytes say: many at once, and one by one where that fails.

The quick way judges whole columns, the slow way one entry with its reason. The quick
way may only ever be stricter: what it lets pass, `Entry.parse` reads.
"""

from collections.abc import Iterator
from hashlib import sha256

from consent.ledger.auditing.chunks import Chunk, Stored
from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.auditing.threads import OpenEnds
from consent.ledger.entries import LARGEST, BadEntry, Entry
from consent.ledger.forms import Forms
from consent.ledger.merkle import leaf_hash
from consent.ledger.spelling import read_many

_LARGEST_N = 2**53


class Bodies:
    def __init__(self, ends: OpenEnds) -> None:
        self._ends = ends
        self._forms = Forms()

    def are_well(self, chunk: Chunk) -> bool:
        """The quick way. Nothing is taken in where it says no."""
        if not chunk.whole:
            return False
        leaves, ids, threads, ns, bodies = zip(*chunk.rows, strict=True)
        if tuple([sha256(b"\x00" + body).digest() for body in bodies]) != leaves:
            return False
        found = read_many(bodies)
        if found is None or max(map(len, bodies)) > LARGEST or max(ns) >= _LARGEST_N:
            return False
        actors, commits, own_ids, own_ns, prevs, terms, own_threads, days, types = zip(
            *found, strict=True
        )
        columns = (own_ids, own_threads, own_ns)
        return (
            columns == (ids, threads, tuple(map(str, ns)))
            and self._forms.fit(
                (*ids, *threads), commits, actors=actors, terms=terms, days=days, types=types
            )
            and ns.count(0) == prevs.count("")
            and self._ends.extend(threads, ns, prevs, tuple(map(bytes.hex, leaves)))
        )

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
