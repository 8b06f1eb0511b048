"""A person's own threads in words: for their data export, and for whoever may read one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.entries import Entry
from consent.ledger.explaining.sentences import explained
from consent.ledger.models import LedgerEntry, LedgerOutbox
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.reading import Found
from consent.ledger.outbox import event_of


@dataclass(frozen=True, slots=True)
class Line:
    entry: Entry
    payload: Mapping[str, Any] | None
    """None where there is no opening, or it is somebody else's."""
    placed: bool
    """False while it waits for its place in the log."""

    @property
    def sentence(self) -> str:
        return explained(self.entry, self.payload)


def lines(session: Session, threads: Sequence[str], openings: Mapping[str, Found]) -> list[Line]:
    """Thread by thread, in order."""
    return [line for some in chunked(sorted(threads)) for line in _lines(session, some, openings)]


def _lines(
    session: Session, threads: Sequence[str], openings: Mapping[str, Found]
) -> Iterator[Line]:
    placed = select(LedgerEntry.body).where(LedgerEntry.thread.in_(threads))
    bodies = session.scalars(placed.order_by(LedgerEntry.thread, LedgerEntry.n))
    known = [(Entry.parse(body), True) for body in bodies]
    waiting = select(LedgerOutbox).where(LedgerOutbox.thread.in_(threads))
    rows = session.scalars(waiting.order_by(LedgerOutbox.thread, LedgerOutbox.ticket))
    known += [(event_of(row).entry(0, ""), False) for row in rows]
    for entry, is_placed in sorted(known, key=lambda each: each[0].event.thread):
        found = openings.get(entry.event.id)
        yield Line(entry, found.payload if found else None, is_placed)
