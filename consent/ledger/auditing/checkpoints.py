"""Every checkpoint that was ever published: its signature, its order, what its root should be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select, tuple_
from sqlalchemy.orm import Session

from consent.ledger.auditing.faults import Fault, Part
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.keys import VerifierKey
from consent.ledger.models import LedgerCheckpoint
from consent.ledger.notes import BadNote
from consent.ledger.signing import open_own

_AT_ONCE = 500
_Row = Row[int, int, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Signed:
    """A root that the entries must give at this size."""

    part: Part
    number: int | None
    checkpoint: Checkpoint


def stored(session: Session, newest: int) -> Iterator[_Row]:
    """By size, so that one pass over the entries meets them all."""
    of = LedgerCheckpoint
    place = tuple_(of.size, of.number)
    wanted = select(of.number, of.size, of.root, of.note)
    wanted = wanted.where(of.number <= newest).order_by(of.size, of.number).limit(_AT_ONCE)
    rows = session.execute(wanted).all()
    while rows:
        yield from rows
        last = tuple_(rows[-1].size, rows[-1].number)
        rows = session.execute(wanted.where(place > last)).all()


class Reader:
    """Opens each, and notices what goes back from one to the next of the same name."""

    def __init__(self, known: Sequence[VerifierKey]) -> None:
        self._known = known
        self._last: dict[str, int] = {}
        self.count = 0
        self.faults: list[Fault] = []

    def read(self, rows: Iterator[_Row]) -> Iterator[Signed]:
        for row in rows:
            self.count += 1
            try:
                found = open_own(row.note, self._known)
            except BadNote as why:
                self._add(row, f"its note cannot be believed: {why}")
                continue
            if (found.size, found.root) != (row.size, row.root):
                self._add(row, "its note says another size or root than its row")
            self._follow(row, found)
            yield Signed(Part.CHECKPOINT, row.number, found)

    def _follow(self, row: _Row, found: Checkpoint) -> None:
        """They come by size: so numbers must rise too, or the log went back. Times need not: a
        clock may be set."""
        if row.number < self._last.get(found.origin, -1):
            self._add(row, f"it is of {found.size} entries, and a later one is of fewer")
        self._last[found.origin] = row.number

    def _add(self, row: _Row, sentence: str) -> None:
        self.faults.append(Fault(Part.CHECKPOINT, row.number, sentence))
