"""A few made-up entries, so that there is a ledger to look at and something to prove.

One thread is about nobody and opens to nothing; two are about demo performers, one whose consent
holds and one who took it back.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.following import begin, follow
from consent.keeping.openings import write_opened
from consent.ledger import outbox
from consent.ledger.entries import EntryType, Event, random_text
from consent.ledger.explaining.consenting import ConsentGiven, ConsentWithdrawn
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.explaining.working import RecordingRegistered, TakeAccepted
from consent.ledger.models import LedgerThread
from consent.ledger.openings.writing import Opened
from foundation import hooks
from foundation.clock import now
from foundation.database import transaction
from foundation.hooks import DemoPerson, DemoSize

_STORY = (
    (EntryType.AGREEMENT_SIGNED, "performer"),
    (EntryType.CONSENT_GIVEN, "performer"),
    (EntryType.RECORDING_REGISTERED, "system"),
    (EntryType.TAKE_ACCEPTED, "client_producer"),
    (EntryType.CONSENT_WITHDRAWN, "performer"),
)
_USES = {
    Use.REVIEW: Answer.ALLOWED,
    Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED,
    Use.GENERATIVE_TRAINING: Answer.CONSTRAINED,
    Use.VOICE_REPLICA: Answer.NOT_ALLOWED,
}
_PERFORMERS = {
    "omar@demo.example": "",
    "mira@demo.example": "The end product is not the one that I was told.",
}
"""Why each took their consent back; empty where they did not."""
_THREE_YEARS = timedelta(days=3 * 365)


def make(size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start wrote stays as it is."""
    with transaction() as session:
        if not _is_there(session, thread := _text(size.seed, "thread")):
            outbox.write(session, _about_nobody(size.seed, thread))
        for address, reason in _PERFORMERS.items():
            thread = _text(size.seed, f"thread of {address}")
            for person in hooks.people_called(session, address):
                if not _is_there(session, thread):
                    story = _about(person, reason, thread, size.seed)
                    write_opened(session, story)
                    _grant(session, story)
    return ()


def _about_nobody(seed: int, thread: str) -> list[Event]:
    today = now().date()
    return [
        Event(id=_text(seed, kind), type=kind, thread=thread, time=today, actor=actor)
        for kind, actor in _STORY
    ]


def _about(person: UUID, reason: str, thread: str, seed: int) -> list[Opened]:
    about: dict[str, Any] = {
        "person": person,
        "at": now(),
        "recording": _made_up(seed, f"recording of {thread}"),
        "agreement": _made_up(seed, f"agreement of {thread}"),
    }
    take = _made_up(seed, f"take of {thread}")
    file = f"sha256:{_derived(seed, f'file of {thread}').hex()}"
    ends_on = (about["at"] + _THREE_YEARS).date()
    limits = Limits(ends_on=ends_on, end_products=("language_course",))
    told: list[tuple[str, Opening]] = [
        ("performer", ConsentGiven(uses=_USES, limits=limits, **about)),
        ("system", RecordingRegistered(sha256=file, take=take, **about)),
        ("client_producer", TakeAccepted(take=take, **about)),
    ]
    if reason:
        told.append(("performer", ConsentWithdrawn(reason=reason, **about)))
    return [Opened(opening=each, thread=thread, actor=actor) for actor, each in told]


def _grant(session: Session, story: list[Opened]) -> None:
    """So that decisions know what the ledger says."""
    said = story[0].opening.payload()
    grant = begin(
        session,
        recording=UUID(said["recording"]),
        performer=UUID(said["person"]),
        agreement=UUID(said["agreement"]),
        thread=story[0].thread,
    )
    for each in story:
        follow(session, grant, each.opening)


def _is_there(session: Session, thread: str) -> bool:
    found = select(LedgerThread.id).where(LedgerThread.id == thread)
    return session.scalar(found) is not None


def _made_up(seed: int, purpose: str) -> UUID:
    return UUID(bytes=_derived(seed, purpose)[:16], version=4)


def _text(seed: int, purpose: str) -> str:
    return random_text(_derived(seed, purpose)[:16])


def _derived(seed: int, purpose: str) -> bytes:
    return hashlib.sha256(f"fairtake demo {seed} {purpose}".encode()).digest()
