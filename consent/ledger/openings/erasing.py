"""Erasing: openings go, a person's key goes with the last, and the thread says that it happened.

One step in the caller's transaction. The second place is told right after it is kept, before
anybody is answered, from rows that are written here (`telling`): told before, it would announce
what may still be rolled back; told only then, a crash in between would lose it, so a job looks too.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Row, delete, exists, select
from sqlalchemy.orm import Session

from consent.ledger import outbox
from consent.ledger.entries import EntryType, Event
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings import telling
from consent.ledger.openings.data_keys import ErasedMeanwhile, chunked
from consent.ledger.openings.models import LedgerDataKey, LedgerErasure, LedgerOpening
from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.statements import insert_unless_there

_Line = Row[str, str, UUID]


class Reason(StrEnum):
    """Why; kept in the audit for good, so never a text that somebody typed."""

    ASKED = "asked"
    ACCOUNT_CLOSED = "account_closed"
    PERIOD_OVER = "period_over"
    MISTAKE = "mistake"
    RESTORED = "restored"


def erase_thread(session: Session, thread: str, actor: Actor, reason: Reason) -> int:
    """A step. Returns how many openings went. Who may ask for it, and what must be kept, the
    caller knows."""
    outbox.lock_threads(session, [thread])
    return _erase(session, _lines(session, LedgerOpening.thread == thread), actor, reason)


def erase_person(
    session: Session,
    person_id: UUID,
    actor: Actor,
    reason: Reason,
    threads: Collection[str] | None = None,
) -> int:
    """A step. Of all their threads, or of these; what others said in a shared one stays."""
    theirs = LedgerOpening.person_id == person_id
    if threads is not None:
        theirs &= LedgerOpening.thread.in_(threads)
    locked = {line.thread for line in _lines(session, theirs)}
    outbox.lock_threads(session, locked)
    lock_keys(session, [person_id])
    lines = _lines(session, theirs)
    if not {line.thread for line in lines} <= locked:
        raise ErasedMeanwhile
    return _erase(session, lines, actor, reason)


def lock_keys(session: Session, people: Collection[UUID]) -> None:
    """No opening about them can be written until the caller's transaction ends."""
    keys = select(LedgerDataKey.person_id).where(LedgerDataKey.person_id.in_(people))
    session.execute(keys.order_by(LedgerDataKey.person_id).with_for_update())


def _lines(session: Session, which: ColumnElement[bool]) -> Sequence[_Line]:
    columns = select(LedgerOpening.event_id, LedgerOpening.thread, LedgerOpening.person_id)
    return session.execute(columns.where(which)).all()


def _erase(session: Session, lines: Sequence[_Line], actor: Actor, reason: Reason) -> int:
    """Under the locks of the threads."""
    if not lines:
        return 0
    people = {line.person_id for line in lines}
    lock_keys(session, people)
    delete_openings(session, [line.event_id for line in lines], people)
    remember(session, _said_of(session, lines))
    telling.tell_once_kept(session)
    say_so(session, {line.thread for line in lines}, actor.role)
    for person in sorted(people):
        count = sum(line.person_id == person for line in lines)
        # No thread is named: the audit stays for good, and would link it to the person again.
        audit.record(session, actor, "opening.erased", person, reason=reason.value, openings=count)
    return len(lines)


def delete_openings(session: Session, event_ids: Sequence[str], people: Collection[UUID]) -> None:
    """A step, under the locks of these people's keys. With somebody's last opening goes theirs."""
    for some in chunked(event_ids):
        these = delete(LedgerOpening).where(LedgerOpening.event_id.in_(some))
        session.execute(these.execution_options(synchronize_session=False))
    used = exists().where(LedgerOpening.person_id == LedgerDataKey.person_id)
    for few in chunked(sorted(people)):
        unused = delete(LedgerDataKey).where(LedgerDataKey.person_id.in_(few), ~used)
        session.execute(unused.execution_options(synchronize_session=False))


def remember(session: Session, erased: Collection[str], told_at: datetime | None = None) -> None:
    """A step. For the second place, and so that nothing is ever opened there again."""
    for each in sorted(erased):
        insert_unless_there(session, LedgerErasure, erased=each, at=now(), told_at=told_at)


def say_so(session: Session, threads: Collection[str], role: str) -> None:
    outbox.write(
        session,
        [
            Event(
                id=fresh_id(),
                type=EntryType.ERASURE_PERFORMED,
                thread=thread,
                time=now().date(),
                actor=role,
            )
            for thread in sorted(threads)
        ],
    )


def _said_of(session: Session, lines: Sequence[_Line]) -> list[str]:
    """A thread by its name once nothing of it is left; else the events alone."""
    left = {
        line.thread
        for some in chunked(sorted({line.thread for line in lines}))
        for line in _lines(session, LedgerOpening.thread.in_(some))
    }
    return sorted({line.event_id if line.thread in left else line.thread for line in lines})
