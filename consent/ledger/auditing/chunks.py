"""Reading all entries in order, a few at a time, so that no log is too large to audit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.auditing.judging import Row
from consent.ledger.models import LedgerEntry
from consent.ledger.tiles import WIDTH

CHUNK = 2 * WIDTH
_SELECT = "SELECT leaf, event_id, thread, n, body FROM consent_ledger_entry"


class Stored(NamedTuple):
    leaf: bytes
    event_id: str
    thread: str
    n: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Chunk:
    first: int
    """The position of its first row."""
    rows: Sequence[Row]
    """All of them, in order; or where some are missing, those that are there."""
    positions: Sequence[int]
    """Of these rows, only where some are missing."""
    wanted: int

    @property
    def whole(self) -> bool:
        return len(self.rows) == self.wanted

    def each(self) -> Iterator[tuple[int, Stored | None]]:
        """Every position, with None where its row is missing."""
        there = self.positions or range(self.first, self.first + self.wanted)
        found = dict(zip(there, self.rows, strict=True))
        for position in range(self.first, self.first + self.wanted):
            row = found.get(position)
            yield position, None if row is None else Stored(*row)


def chunks(session: Session, size: int) -> Iterator[Chunk]:
    for low in range(0, size, CHUNK):
        high = min(low + CHUNK, size)
        rows = _rows(session, low, high)
        # Positions are unique, so that as many as there should be are all of them.
        positions: Sequence[int] = ()
        if len(rows) != high - low:
            here = (LedgerEntry.position >= low, LedgerEntry.position < high)
            only = select(LedgerEntry.position).where(*here).order_by(LedgerEntry.position)
            positions = session.scalars(only).all()
        yield Chunk(low, rows, positions, high - low)


def _rows(session: Session, low: int, high: int) -> Sequence[Row]:
    """By the driver itself: mapping them would cost more than all the hashing."""
    statement = f"{_SELECT} WHERE position >= {low:d} AND position < {high:d} ORDER BY position"
    cursor = session.connection().exec_driver_sql(statement).cursor
    return cast("Sequence[Row]", cursor.fetchall())
