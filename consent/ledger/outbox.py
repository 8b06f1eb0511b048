"""Writing an event: in the caller's transaction, under the lock of its thread."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Executable, Row, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.ledger.durable import keep_durably
from consent.ledger.entries import Entry, EntryType, Event
from consent.ledger.models import LedgerEntry, LedgerOutbox, LedgerThread
from foundation.clock import now
from foundation.errors import Conflict, Unavailable
from foundation.statements import among
from foundation.tables import table_of

MOST_WAITING = 4096
Waiting = Row[int, str, str, str, date, str, str, str]
_COLUMNS = select(
    LedgerOutbox.ticket,
    LedgerOutbox.event_id,
    LedgerOutbox.type,
    LedgerOutbox.thread,
    LedgerOutbox.time,
    LedgerOutbox.actor,
    LedgerOutbox.terms,
    LedgerOutbox.commitment,
)


@dataclass(eq=False)
class LedgerBusy(Unavailable):
    waiting: int
    message: ClassVar[str] = (
        "The rights ledger is catching up with {waiting} entries. Try again in a minute."
    )


@dataclass(eq=False)
class EventChanged(Conflict):
    event_id: str
    message: ClassVar[str] = "The ledger already has another entry under this id."


def lock_threads(session: Session, threads: Collection[str]) -> None:
    """Creates what is new and locks all, always in the order of their ids: no two callers
    can wait for each other. Held until the caller's transaction ends."""
    new = [{"id": thread} for thread in sorted(set(threads) - _existing(session, threads))]
    if new:
        session.execute(_unless_there(session), new)
    wanted = select(LedgerThread.id).where(among(session, LedgerThread.id, set(threads)))
    session.execute(wanted.order_by(LedgerThread.id).with_for_update())


def _existing(session: Session, threads: Collection[str]) -> set[str]:
    there = among(session, LedgerThread.id, set(threads))
    return set(session.scalars(select(LedgerThread.id).where(there)))


def _unless_there(session: Session) -> Executable:
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    return insert(table_of(LedgerThread)).on_conflict_do_nothing()


def write(session: Session, events: Sequence[Event]) -> None:
    """A step. Rights take effect with the caller's transaction; the proof follows."""
    refuse_when_busy(session)
    keep_durably(session)
    lock_threads(session, [event.thread for event in events])
    known = _known(session, [event.id for event in events])
    for event in events:
        there = known.setdefault(event.id, event)
        if there is not event and not _same(there, event):
            raise EventChanged(event.id)
    # One row each, in the order given: tickets must rise with it.
    new = [event for event in dict.fromkeys(events) if known[event.id] is event]
    if new:
        _insert(session, new)


def _insert(session: Session, new: Sequence[Event]) -> None:
    """Somebody may use the same id in another thread at this moment. No lock stands between the
    two, and a second entry under one id would stop the sequencer for good: so it is asked once
    more, when nobody else can have it in the outbox any longer."""
    try:
        at = now()
        rows = [_row(event, at) for event in new]
        session.execute(insert(table_of(LedgerOutbox)), rows)
    except IntegrityError:
        raise EventChanged(new[0].id) from None
    placed = among(session, LedgerEntry.event_id, [event.id for event in new])
    for event_id in session.scalars(select(LedgerEntry.event_id).where(placed)):
        raise EventChanged(event_id)


def refuse_when_busy(session: Session) -> None:
    """Looks past the most that may wait, so that it costs nothing while few do."""
    beyond = select(LedgerOutbox.ticket).order_by(LedgerOutbox.ticket).offset(MOST_WAITING)
    if session.scalar(beyond.limit(1)) is not None:
        raise LedgerBusy(waiting(session))


def anything_waits(session: Session) -> bool:
    return session.scalar(select(LedgerOutbox.ticket).limit(1)) is not None


def waiting(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(LedgerOutbox)).one()


def _same(one: Event, other: Event) -> bool:
    """The day may differ: whoever repeats a call after midnight still means the same event."""
    return replace(one, time=other.time) == other


def next_waiting(session: Session, limit: int) -> Sequence[Waiting]:
    """Plain rows: mapped ones would cost more than all that is done with them."""
    rows = session.connection().execute(_COLUMNS.order_by(LedgerOutbox.ticket).limit(limit))
    return rows.all()


def remove(session: Session, tickets: Collection[int]) -> None:
    gone = delete(LedgerOutbox).where(among(session, LedgerOutbox.ticket, tickets))
    session.connection().execute(gone)


def event_of(row: Waiting | LedgerOutbox) -> Event:
    return Event(
        id=row.event_id,
        type=EntryType(row.type),
        thread=row.thread,
        time=row.time,
        actor=row.actor,
        terms=row.terms,
        commitment=row.commitment,
    )


def _known(session: Session, ids: Sequence[str]) -> dict[str, Event]:
    """Those that were written before: the same event twice is one entry."""
    here = among(session, LedgerOutbox.event_id, ids)
    known = {row.event_id: event_of(row) for row in session.execute(_COLUMNS.where(here))}
    there = among(session, LedgerEntry.event_id, ids)
    placed = session.scalars(select(LedgerEntry.body).where(there))
    return known | {event.id: event for event in (Entry.parse(body).event for body in placed)}


def _row(event: Event, at: datetime) -> dict[str, Any]:
    return {
        "event_id": event.id,
        "type": event.type.value,
        "thread": event.thread,
        "time": event.time,
        "actor": event.actor,
        "terms": event.terms,
        "commitment": event.commitment,
        "written_at": at,
    }
