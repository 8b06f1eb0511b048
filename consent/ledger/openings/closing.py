"""What goes when somebody closes their account, and what is kept as evidence.

Consent that was given must stay provable, and so must what was delivered and paid (GDPR 7(1),
17(3)(e)), until the period of its kind is over. Where nothing was ever allowed there is
nothing to prove.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.entries import Entry, EntryType
from consent.ledger.models import LedgerEntry, LedgerOutbox
from consent.ledger.openings import reading
from consent.ledger.openings.data_keys import chunked
from consent.ledger.openings.erasing import Reason, erase_person
from foundation.actors import SYSTEM

_BINDS_NOBODY = frozenset(
    (
        EntryType.CONSENT_REFUSED,
        EntryType.CORRECTION,
        EntryType.ERASURE_PERFORMED,
        EntryType.MEDIA_DESTROYED,
        EntryType.RECORDING_REGISTERED,
        EntryType.TAKE_REJECTED,
    )
)
_SETTLES = frozenset((EntryType.CONSENT_REFUSED, EntryType.MEDIA_DESTROYED))
"""Until one of these, a recording may still be in review."""


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: a step."""
    types = types_by_thread(session, reading.threads_of(session, person_id))
    free = {thread for thread, held in types.items() if held <= _BINDS_NOBODY and held & _SETTLES}
    for some in chunked(sorted(free)):
        erase_person(session, person_id, SYSTEM, Reason.ACCOUNT_CLOSED, some)


def types_by_thread(session: Session, threads: Collection[str]) -> dict[str, set[EntryType]]:
    found: dict[str, set[EntryType]] = {thread: set() for thread in threads}
    for some in chunked(sorted(threads)):
        bodies = session.scalars(select(LedgerEntry.body).where(LedgerEntry.thread.in_(some)))
        for event in (Entry.parse(body).event for body in bodies):
            found[event.thread].add(event.type)
        waiting = select(LedgerOutbox.thread, LedgerOutbox.type)
        for thread, kind in session.execute(waiting.where(LedgerOutbox.thread.in_(some))):
            found[thread].add(EntryType(kind))
    return found
