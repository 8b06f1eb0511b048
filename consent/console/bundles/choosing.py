"""Which threads a bundle has. A thread is always whole: a part of one proves nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.console.bundles.models import Bundle, Scope
from consent.grants.models import Grant
from consent.ledger.entries import Entry
from consent.ledger.models import LedgerEntry
from consent.ledger.openings import reading
from consent.ledger.tree import size_of
from consent.licences.models import Licence
from consent.recordings.for_whom import given_to
from foundation.statements import among


def threads_of(session: Session, bundle: Bundle) -> set[str]:
    return set(_threads(session, bundle))


def entries_in(session: Session, threads: set[str]) -> int:
    counted = select(func.count()).select_from(LedgerEntry)
    of = among(session, LedgerEntry.thread, threads)
    return session.scalars(counted.where(of)).one()


def _threads(session: Session, bundle: Bundle) -> Iterator[str]:
    subject = bundle.subject_id
    if bundle.scope is Scope.RECORDING:
        yield from session.scalars(select(Grant.thread).where(Grant.recording_id == subject))
    elif bundle.scope is Scope.PERSON and subject:
        yield from reading.threads_of(session, subject)
        yield from session.scalars(select(Grant.thread).where(Grant.performer_id == subject))
    elif bundle.scope is Scope.CLIENT:
        yield from session.scalars(select(Licence.thread).where(Licence.client_id == subject))
        yield from session.scalars(select(Grant.thread).where(given_to(subject)))
    elif bundle.from_on and bundle.to_on:
        yield from _between(session, bundle.from_on, bundle.to_on)


def _between(session: Session, first: date, last: date) -> Iterator[str]:
    """All of which an entry is dated in these days. The log's days never fall, so that two
    searches by halves find where they begin and end."""
    size = size_of(session)
    low = _first_of(session, first, size)
    high = _first_of(session, last + timedelta(days=1), size) if last < date.max else size
    inside = LedgerEntry.position >= low, LedgerEntry.position < high
    yield from session.scalars(select(LedgerEntry.thread).where(*inside).distinct())


def _first_of(session: Session, day: date, size: int) -> int:
    """The first position that is dated on this day or later."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        body = session.scalars(select(LedgerEntry.body).where(LedgerEntry.position == middle)).one()
        if Entry.parse(body).event.time < day:
            low = middle + 1
        else:
            high = middle
    return low
