"""Openings with this application's master key: written, read, read on record, exported."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping import policy
from consent.keeping.readings import Shown, put_on_record, readings_of
from consent.ledger.openings import lines, reading, writing
from consent.ledger.openings.lines import Line
from consent.ledger.openings.reading import Found
from consent.ledger.openings.writing import Opened
from foundation import audit
from foundation.actors import Actor, Power
from foundation.errors import NotFound
from foundation.web import settings


class ThreadNotFound(NotFound):
    message = "There is no such thread."


def write_opened(session: Session, opened: Sequence[Opened]) -> None:
    """A step: entries, with what they commit to."""
    writing.write_opened(session, settings().master_key, opened)


def read(session: Session, event_ids: Collection[str]) -> dict[str, Found]:
    """For the application's own work. What a person is shown goes through `read_as`."""
    return reading.read(session, settings().master_key, event_ids)


def found_in(session: Session, threads: Collection[str]) -> dict[str, Found]:
    """By event, of whole threads: for evidence, which its maker puts on record."""
    return reading.of_threads(session, settings().master_key, threads)


def lines_of(session: Session, threads: Collection[str]) -> list[Line]:
    """For the application's own work: thread by thread, in order."""
    found = reading.of_threads(session, settings().master_key, threads)
    return lines.lines(session, sorted(threads), found)


def read_as(session: Session, actor: Actor, thread: str) -> list[Line]:
    """A step: one thread for somebody to look at. Whoever looks at another's is on record, and
    they are shown it. Whom it is about sees of a shared thread what they said themselves."""
    return lines.lines(session, [thread], openings_for(session, actor, thread))


def openings_for(session: Session, actor: Actor, thread: str) -> dict[str, Found]:
    """A step: what of a thread is opened to somebody; put on record where it is another's."""
    people = reading.people_of(session, [thread]).get(thread, set())
    if not policy.may_read(session, actor, thread, people):
        raise ThreadNotFound
    found = reading.of_thread(session, settings().master_key, thread)
    reads_all = Power.READ_RIGHTS in actor.powers
    if actor.id in people and not reads_all:
        return _own(found, actor.id)
    _record(session, actor, people - {actor.id}, by_observer=not reads_all)
    return found


def read_as_observer(session: Session, actor: Actor, people: Mapping[str, UUID]) -> list[Line]:
    """A step: threads, and whom each is about, that are open to this observer, as the caller knows.
    On record once for each person."""
    found: dict[str, Found] = {}
    for thread in people:
        found |= reading.of_thread(session, settings().master_key, thread)
    put_on_record(session, actor, Shown.LIST, set(people.values()), observer=True)
    return lines.lines(session, sorted(people), found)


def _record(session: Session, actor: Actor, people: set[UUID], *, by_observer: bool) -> None:
    """No thread is named: the audit outlives an erasure, and would undo it."""
    more = {"observer": True} if by_observer else {}
    for person in sorted(people):
        audit.record(session, actor, "opening.read", person, **more)


def own_lines_of(session: Session, actor: Actor, thread: str) -> list[Line]:
    """One of one's own threads; none where it was erased, or is another's."""
    found = _own(reading.of_thread(session, settings().master_key, thread), actor.id)
    return lines.lines(session, [thread], found) if found else []


def own_threads(session: Session, actor: Actor) -> list[str]:
    """The threads that are about this person, as far as nothing of them was erased."""
    return sorted(reading.threads_of(session, actor.id))


def own_lines(session: Session, actor: Actor) -> list[Line]:
    """All of one's own threads, one after the other, each in order."""
    found = reading.of_person(session, settings().master_key, actor.id)
    return lines.lines(session, own_threads(session, actor), found)


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: one's own openings, word by word, and who looked at them."""
    found = reading.of_person(session, settings().master_key, person_id)
    threads = sorted(reading.threads_of(session, person_id))
    return {
        "rights": [_said(line) for line in lines.lines(session, threads, found)],
        "rights_read_by": [
            {"at": each.at.isoformat(), "as": each.acted_as, "what": each.what}
            for each in readings_of(session, person_id)
        ],
    }


def _said(line: Line) -> dict[str, Any]:
    event = line.entry.event
    return {
        "entry": event.id,
        "thread": event.thread,
        "on": event.time.isoformat(),
        "says": line.sentence,
        "content": line.payload,
    }


def _own(found: Mapping[str, Found], person_id: UUID) -> dict[str, Found]:
    return {
        event_id: each
        for event_id, each in found.items()
        if each.payload["person"] == str(person_id)
    }
