"""A few made-up entries, so that there is a ledger to look at and something to prove.

One thread is about nobody and opens to nothing; two are about demo performers, one whose consent
holds and one who took it back.
"""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.following import follow
from consent.grants.models import Grant
from consent.keeping.openings import write_opened
from consent.ledger import outbox
from consent.ledger.entries import EntryType, Event, random_text
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Signature, Use
from consent.ledger.models import LedgerThread
from consent.ledger.openings.writing import Opened
from consent.recordings.judging import accept_take
from consent.recordings.registering import NewRecording, register_recording
from consent.terms.signed import SignedTerms
from foundation import hooks
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")
"""The demo's client, of whom consent knows the id alone."""
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
        for person in hooks.people_called(db.session(), address):
            recording = _recording(size.seed, address)
            if not _is_granted(db.session(), recording.id):
                _record(recording, _signed(size.seed, address, person), reason)
    db.session.rollback()
    return ()


def _about_nobody(seed: int, thread: str) -> list[Event]:
    today = now().date()
    return [
        Event(id=_text(seed, kind), type=kind, thread=thread, time=today, actor=actor)
        for kind, actor in _STORY
    ]


def _recording(seed: int, address: str) -> NewRecording:
    of = _text(seed, f"thread of {address}")
    return NewRecording(
        id=_made_up(seed, f"recording of {of}"),
        client_id=NORTHLAB,
        take_id=_made_up(seed, f"take of {of}"),
        sha256=f"sha256:{_derived(seed, f'file of {of}').hex()}",
        recorded_at=now(),
    )


def _signed(seed: int, address: str, person: UUID) -> SignedTerms:
    ends_on = (now() + _THREE_YEARS).date()
    return SignedTerms(
        agreement=_made_up(seed, f"agreement of {_text(seed, f'thread of {address}')}"),
        performer=person,
        client=NORTHLAB,
        signature=Signature.GENERATIVE_TRAINING,
        uses=_USES,
        limits=Limits(ends_on=ends_on, end_products=("language_course",)),
    )


def _record(recording: NewRecording, signed: SignedTerms, reason: str) -> None:
    """By the steps that the trade takes: the ledger and what may be used say the same."""
    with transaction() as session:
        (grant,) = register_recording(session, recording, [signed])
        accept_take(session, recording.take_id, role="client_producer")
        if reason:
            _withdraw(session, grant, reason)


def _withdraw(session: Session, grant: Grant, reason: str) -> None:
    """Nobody has a copy of it, so nobody is asked to give one up."""
    withdrawn = ConsentWithdrawn(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
        reason=reason,
    )
    write_opened(session, [Opened(opening=withdrawn, thread=grant.thread, actor="performer")])
    follow(session, grant, withdrawn)


def _is_granted(session: Session, recording_id: UUID) -> bool:
    found = select(Grant.id).where(Grant.recording_id == recording_id).limit(1)
    return session.scalar(found) is not None


def _is_there(session: Session, thread: str) -> bool:
    found = select(LedgerThread.id).where(LedgerThread.id == thread)
    return session.scalar(found) is not None


def _made_up(seed: int, purpose: str) -> UUID:
    return UUID(bytes=_derived(seed, purpose)[:16], version=4)


def _text(seed: int, purpose: str) -> str:
    return random_text(_derived(seed, purpose)[:16])


def _derived(seed: int, purpose: str) -> bytes:
    return hashlib.sha256(f"fairtake demo {seed} {purpose}".encode()).digest()
