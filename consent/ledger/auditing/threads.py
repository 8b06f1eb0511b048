"""Where each thread has come to: what its next entry must count from and point to."""

from collections.abc import Iterator, Sequence
from itertools import compress

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.models import LedgerEntry

_SHOWN = 100


class OpenEnds:
    """For each thread, what must follow: its name, the next number, the leaf to point to.

    Kept as Python's own 64-bit hash of the three, so that a million threads fit in memory. A
    wrong pointer would pass for a right one by a chance of a million in 2**64.
    """

    def __init__(self) -> None:
        self._ends: set[int] = set()

    def extend(
        self, threads: Sequence[str], ns: Sequence[int], prevs: Sequence[str], leaves: Sequence[str]
    ) -> bool:
        """Many entries at once, column by column; hashes in hexadecimal. False, and nothing is
        changed, where one of them continues nothing."""
        following = [n + 1 for n in ns]
        new = set(map(hash, zip(threads, following, leaves, strict=True)))
        wanted = set(map(hash, compress(zip(threads, ns, prevs, strict=True), ns)))
        if (len(new), len(wanted)) != (len(ns), len(ns) - ns.count(0)):
            return False
        if not new.isdisjoint(self._ends) or not wanted - new <= self._ends:
            return False
        self._ends |= new
        self._ends -= wanted
        return True

    def close(self, thread: str, n: int, prev: str) -> bool:
        """False where no entry so far ends like that."""
        end = hash((thread, n, prev))
        if n and end not in self._ends:
            return False
        self._ends.discard(end)
        return True

    def open(self, thread: str, n: int, leaf: bytes) -> None:
        self._ends.add(hash((thread, n + 1, leaf.hex())))


def forked(session: Session, size: int) -> Iterator[Fault]:
    """Threads that begin twice or count wrong, asked of the database in one go."""
    counted = (
        select(LedgerEntry.thread)
        .where(LedgerEntry.position < size)
        .group_by(LedgerEntry.thread)
        .having(func.count() != func.max(LedgerEntry.n) + 1)
        .limit(_SHOWN)
    )
    for thread in session.scalars(counted):
        yield Fault(Part.THREAD, thread, "its entries do not count 0, 1, 2 … without a gap")
