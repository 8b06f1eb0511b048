"""Openings by event, thread or person: set-based, and each person's key is unwrapped once."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consent.ledger.commitments import SALT_SIZE
from consent.ledger.openings.data_keys import chunked, for_reading
from consent.ledger.openings.models import LedgerOpening


@dataclass(frozen=True, slots=True)
class Found:
    salt: bytes
    payload: dict[str, Any]


def read(session: Session, master_key: str, event_ids: Collection[str]) -> dict[str, Found]:
    """By event id; what was erased, or never had an opening, is not there."""
    found: dict[str, Found] = {}
    for some in chunked(sorted(set(event_ids))):
        found |= _found(session, master_key, LedgerOpening.event_id.in_(some))
    return found


def of_thread(session: Session, master_key: str, thread: str) -> dict[str, Found]:
    return _found(session, master_key, LedgerOpening.thread == thread)


def of_threads(session: Session, master_key: str, threads: Collection[str]) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for some in chunked(sorted(set(threads))):
        found |= _found(session, master_key, LedgerOpening.thread.in_(some))
    return found


def of_person(session: Session, master_key: str, person_id: UUID) -> dict[str, Found]:
    return _found(session, master_key, LedgerOpening.person_id == person_id)


def threads_of(session: Session, person_id: UUID) -> set[str]:
    theirs = select(LedgerOpening.thread).where(LedgerOpening.person_id == person_id)
    return set(session.scalars(theirs.distinct()))


def people_of(session: Session, threads: Collection[str]) -> dict[str, set[UUID]]:
    """Whom each thread is about; a thread of which nothing is left is not there."""
    people: dict[str, set[UUID]] = {}
    columns = select(LedgerOpening.thread, LedgerOpening.person_id).distinct()
    for some in chunked(sorted(set(threads))):
        for thread, person in session.execute(columns.where(LedgerOpening.thread.in_(some))):
            people.setdefault(thread, set()).add(person)
    return people


def thread_of(session: Session, event_ids: Collection[str]) -> dict[str, str]:
    """As far as there is an opening: entries tell it for themselves."""
    found: dict[str, str] = {}
    columns = select(LedgerOpening.event_id, LedgerOpening.thread)
    for some in chunked(sorted(set(event_ids))):
        rows = session.execute(columns.where(LedgerOpening.event_id.in_(some)))
        found |= {event_id: thread for event_id, thread in rows}
    return found


def _found(session: Session, master_key: str, which: ColumnElement[bool]) -> dict[str, Found]:
    rows = session.scalars(select(LedgerOpening).where(which)).all()
    return opened(session, master_key, rows)


def opened(session: Session, master_key: str, rows: Sequence[LedgerOpening]) -> dict[str, Found]:
    """Raises BrokenSeal where a row is not what was sealed for this event and this person."""
    keys = for_reading(session, master_key, {row.person_id for row in rows})
    found = {}
    for row in rows:
        plain = keys[row.person_id].open(row.sealed, owner=row.person_id, about=row.event_id)
        found[row.event_id] = Found(plain[:SALT_SIZE], json.loads(plain[SALT_SIZE:]))
    return found
