"""Where each thread has come to: what its next entry must count from and point to."""

from collections.abc import Iterable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.models import LedgerEntry

_SHOWN = 100


class OpenEnds:
    """For each thread, one text of what must follow: a million threads fit in memory."""

    def __init__(self) -> None:
        self._ends: set[str] = set()

    def extend(
        self, tails: Iterable[tuple[str, int, bytes]], heads: Iterable[tuple[str, str, str]]
    ) -> bool:
        """Many at once: what these entries end with, and what they say they continue.
        False, and nothing is changed, where one of them continues nothing."""
        new = [f"{thread}{n + 1} {leaf.hex()}" for thread, n, leaf in tails]
        wanted = [f"{thread}{n} {prev}" for thread, n, prev in heads if prev]
        both, needed = set(new), set(wanted)
        if len(both) != len(new) or len(needed) != len(wanted) or both & self._ends:
            return False
        if not needed - both <= self._ends:
            return False
        self._ends |= both
        self._ends -= needed
        return True

    def close(self, thread: str, n: int, prev: str) -> bool:
        """False where no entry so far ends like that."""
        end = f"{thread}{n} {prev}"
        if n and end not in self._ends:
            return False
        self._ends.discard(end)
        return True

    def open(self, thread: str, n: int, leaf: bytes) -> None:
        self._ends.add(f"{thread}{n + 1} {leaf.hex()}")


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
