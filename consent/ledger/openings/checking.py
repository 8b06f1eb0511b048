"""Openings against the log: each opens its entry, and where one is missing the thread says why."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.commitments import commitment
from consent.ledger.entries import BadEntry, Entry, EntryType, Event
from consent.ledger.models import LedgerEntry, LedgerOutbox
from consent.ledger.openings.models import LedgerOpening
from consent.ledger.openings.reading import Found, read
from consent.ledger.outbox import event_of
from consent.ledger.spelling import Spelled, read_many
from foundation.sealing import BrokenSeal

_AT_ONCE = 1000
OF_NO_ENTRY = "it is the opening of no entry"
Wrong = tuple[str, str]
"""The event's id, and a sentence."""


def wrong(session: Session, master_key: str) -> Iterator[Wrong]:
    """In the order of the log; what was never written comes last."""
    missing: dict[str, str] = {}
    for events in _placed(session):
        yield from _misfits(session, master_key, events, missing)
        _take_erased(events, missing)
    for event_id in missing:
        yield event_id, "its opening is missing, and its thread does not say that it was erased"
    yield from _without_entry(session)


def _misfits(
    session: Session, master_key: str, events: Sequence[Event], missing: dict[str, str]
) -> Iterator[Wrong]:
    """Adds to `missing` what has no opening: a later entry may say that it was erased."""
    private = [event for event in events if event.commitment]
    try:
        found = read(session, master_key, [event.id for event in private])
    except BrokenSeal:
        found, broken = _one_by_one(session, master_key, private)
        yield from ((event_id, "its opening cannot be unsealed") for event_id in broken)
        private = [event for event in private if event.id not in broken]
    for event in private:
        if event.id not in found:
            missing[event.id] = event.thread
        elif not _opens(event, found):
            yield event.id, "its opening is not what it committed to"


def _one_by_one(
    session: Session, master_key: str, events: Sequence[Event]
) -> tuple[dict[str, Found], set[str]]:
    found: dict[str, Found] = {}
    broken = set()
    for event in events:
        try:
            found |= read(session, master_key, [event.id])
        except BrokenSeal:
            broken.add(event.id)
    return found, broken


def _opens(event: Event, found: Mapping[str, Found]) -> bool:
    opening = found[event.id]
    return commitment(opening.salt, opening.payload) == event.commitment


def _take_erased(events: Sequence[Event], missing: dict[str, str]) -> None:
    erased = {event.thread for event in events if event.type is EntryType.ERASURE_PERFORMED}
    for event_id in [each for each, thread in missing.items() if thread in erased]:
        del missing[event_id]


def _placed(session: Session) -> Iterator[list[Event]]:
    """What waits for its place is judged too: last, as it will stand."""
    rows = select(LedgerEntry.position, LedgerEntry.body).order_by(LedgerEntry.position)
    low = -1
    while some := session.execute(rows.where(LedgerEntry.position > low).limit(_AT_ONCE)).all():
        low = some[-1].position
        yield _events([row.body for row in some])
    yield [
        event_of(row) for row in session.scalars(select(LedgerOutbox).order_by(LedgerOutbox.ticket))
    ]


def _events(bodies: Sequence[bytes]) -> list[Event]:
    """What is no entry any more is named by the audit of the log itself."""
    with suppress(ValueError):
        if (spelled := read_many(bodies)) is not None:
            return [_event(each) for each in spelled]
    found = []
    for body in bodies:
        with suppress(BadEntry):
            found.append(Entry.parse(body).event)
    return found


def _event(spelled: Spelled) -> Event:
    actor, commit, event_id, _, _, terms, thread, day, kind = spelled
    time = date.fromisoformat(day)
    return Event(event_id, EntryType(kind), thread, time, actor, terms, commitment=commit)


def _without_entry(session: Session) -> Iterator[Wrong]:
    known = LedgerOpening.event_id.in_(select(LedgerEntry.event_id)) | (
        LedgerOpening.event_id.in_(select(LedgerOutbox.event_id))
    )
    for event_id in session.scalars(select(LedgerOpening.event_id).where(~known)):
        yield event_id, OF_NO_ENTRY
