"""Demo recordings that clients hold: played, recalled, answered; with files that sound.

Northlab answers in time. What is late is another's, which is delivered nothing before it answers.

Stands on the same steps as the trade will. Only a late recall is dated back: nobody waits a month
for a demo.
"""

import hashlib
import math
import wave
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import UUID

from sqlalchemy.orm import Session

from consent.grants.following import follow
from consent.grants.models import Grant
from consent.holders.handing import Handover, hand_over
from consent.holders.purposes import Stated
from consent.holders.queries import holders_of
from consent.keeping.openings import write_opened
from consent.ledger.explaining.consenting import ConsentWithdrawn
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import (
    Answer,
    Attestation,
    DestructionCause,
    Media,
    RecallCause,
    Signature,
    Use,
)
from consent.ledger.openings.writing import Opened
from consent.licences.demo import LATE
from consent.media.destroying import DESTROYED_WITHIN, order_destruction
from consent.media.filing import NewFile, keep_media
from consent.recalls import demo_licence
from consent.recalls.answering import attest_recall
from consent.recalls.models import ATTEST_WITHIN, Recall
from consent.recalls.opening import open_recalls, put
from consent.recalls.queries import recalls_of
from consent.recordings.judging import accept_take
from consent.recordings.models import Recording
from consent.recordings.registering import NewRecording, register_recording
from consent.terms.signed import SignedTerms
from foundation import hooks, storage
from foundation.actors import SYSTEM, Actor, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from foundation.web import settings

NORTHLAB = UUID("8c1f7a52-30b4-4f6e-9d6b-2f6f3e0a4c10")
"""The demo's client, of whom consent knows the id alone."""
_USES = dict.fromkeys((Use.REVIEW, Use.EVALUATION, Use.NON_GENERATIVE_TRAINING), Answer.ALLOWED)
_STORIES = {"kept": 220, "asked": 262, "also asked": 294, "late": 330, "ended": 392, "new": 440}
"""Each with the tone, in hertz, by which one hears them apart."""
_HANDED_OVER = {NORTHLAB: ("kept", "asked", "also asked", "ended"), LATE: ("late",)}
_LATE_SINCE = ATTEST_WITHIN + timedelta(days=5)


@dataclass(frozen=True, slots=True)
class _Made:
    seed: int
    performer: UUID

    def id(self, what: str) -> UUID:
        said = f"fairtake demo recalls {self.seed} {what}".encode()
        return UUID(bytes=hashlib.sha256(said).digest()[:16], version=4)


def make(size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    for performer in sorted(hooks.people_called(db.session(), "omar@demo.example")):
        made = _Made(size.seed, performer)
        is_new = db.session().get(Recording, made.id("kept")) is None
        if is_new and all(demo_licence.holds(db.session(), each) for each in _HANDED_OVER):
            db.session.rollback()
            sounds = {what: _keep_sound(made, what) for what in _STORIES}
            with transaction() as session:
                grants = {what: _register(session, made, what, sounds[what]) for what in sounds}
                for client in _HANDED_OVER:
                    _hand_over(session, made, client, sounds)
            _recall(made, grants)
    return ()


def _keep_sound(made: _Made, what: str) -> dict[Media, bytes]:
    """Outside any transaction, under keys that a second try writes again."""
    found = {kind: _tone(_STORIES[what], marked=kind is Media.DERIVED) for kind in _kinds(what)}
    for kind, content in found.items():
        storage.of(settings()).put(_key(made, what, kind), BytesIO(content))
    return found


def _kinds(what: str) -> Iterator[Media]:
    yield Media.ORIGINAL
    if what == "new":
        yield Media.DERIVED


def _key(made: _Made, what: str, kind: Media) -> str:
    return f"recordings/{made.id(what)}.{kind.value}"


def _register(session: Session, made: _Made, what: str, sound: dict[Media, bytes]) -> Grant:
    take = made.id(f"take of {what}")
    recording = NewRecording(
        id=made.id(what),
        client_id=_client(what),
        take_id=take,
        sha256=_hash(sound[Media.ORIGINAL]),
        recorded_at=now(),
    )
    (grant,) = register_recording(session, recording, [_signed(made, _client(what))])
    for kind, content in sound.items():
        keep_media(session, _file(made, what, kind, content))
    if what != "new":
        accept_take(session, take, role="client_producer")
    session.flush()
    session.expunge(grant)
    return grant


def _client(what: str) -> UUID:
    return LATE if what in _HANDED_OVER[LATE] else NORTHLAB


def _signed(made: _Made, client: UUID) -> SignedTerms:
    return SignedTerms(
        agreement=made.id("agreement" if client == NORTHLAB else f"agreement with {client}"),
        performer=made.performer,
        client=client,
        signature=Signature.NON_GENERATIVE_TRAINING,
        uses=_USES,
        limits=Limits(ends_on=(now() + timedelta(days=3 * 365)).date()),
    )


def _file(made: _Made, what: str, kind: Media, content: bytes) -> NewFile:
    return NewFile(
        recording=made.id(what),
        client=_client(what),
        kind=kind,
        sha256=_hash(content),
        media_type="audio/wav",
        size_bytes=len(content),
        storage_key=_key(made, what, kind),
        watermarked=kind is Media.DERIVED,
    )


def _hand_over(
    session: Session, made: _Made, client: UUID, sounds: dict[str, dict[Media, bytes]]
) -> None:
    """For what the licence covers, as far as it limits anything."""
    originals = {what: _hash(sounds[what][Media.ORIGINAL]) for what in _HANDED_OVER[client]}
    files = {made.id(what): (sha256,) for what, sha256 in originals.items()}
    stated = demo_licence.covered(session, client)
    handover = Handover(
        delivery=made.id("delivery" if client == NORTHLAB else f"delivery to {client}"),
        stated=Stated(client=client, uses=(Use.EVALUATION,), **stated),
        recordings=files,
        manifest=_hash("\n".join(sorted(each for (each,) in files.values())).encode()),
    )
    hand_over(session, handover, publish=lambda _: None, actor=SYSTEM)


def _recall(made: _Made, grants: dict[str, Grant]) -> None:
    with transaction() as session:
        for what in ("asked", "also asked", "ended"):
            _withdraw(session, grants[what])
            open_recalls(session, grants[what], RecallCause.WITHDRAWN)
        _withdraw(session, grants["late"])
        late = _back_dated(session, grants["late"])
        put(session, [(grants["late"], late)])
        for what, kept_for in (("late", DESTROYED_WITHIN), ("ended", timedelta(0))):
            due_on = (now() + kept_for).date()
            order_destruction(session, made.id(what), DestructionCause.WITHDRAWN, due_on=due_on)
    _answer(made)


def _withdraw(session: Session, grant: Grant) -> None:
    withdrawn = ConsentWithdrawn(
        person=grant.performer_id,
        at=now(),
        recording=grant.recording_id,
        agreement=grant.agreement_id,
    )
    write_opened(session, [Opened(opening=withdrawn, thread=grant.thread, actor="performer")])
    follow(session, grant, withdrawn)


def _back_dated(session: Session, grant: Grant) -> Recall:
    (holder,) = holders_of(session, [grant.recording_id])[grant.recording_id]
    asked_at = now() - _LATE_SINCE
    return Recall(
        grant_id=grant.id,
        recording_id=grant.recording_id,
        performer_id=grant.performer_id,
        client_id=holder.client_id,
        recipient_id=None,
        cause=RecallCause.WITHDRAWN,
        files=holder.files,
        opened_at=asked_at,
        attest_due_at=asked_at + ATTEST_WITHIN,
    )


def _answer(made: _Made) -> None:
    """By the client's owner, who is a demo person too."""
    session = db.session()
    (recall,) = recalls_of(session, made.id("ended"))
    owners = hooks.people_called(session, "ada@demo.example")
    recall_id, files = recall.id, list(recall.files)
    session.rollback()
    for owner in sorted(owners):
        actor = Actor(owner, "client_owner", NORTHLAB, frozenset((Power.ANSWER_RECALLS,)))
        attest_recall(recall_id, Attestation.DESTROYED, files, actor=actor)


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _tone(hertz: int, *, marked: bool) -> bytes:
    """One second, small; a marked one is interrupted, as a watermark would be heard."""
    rate = 8000
    loud = (90 if not marked or at % 2000 < 1500 else 0 for at in range(rate))
    turns = (2 * math.pi * hertz * at / rate for at in range(rate))
    pairs = zip(loud, turns, strict=True)
    samples = bytes(128 + round(each * math.sin(turn)) for each, turn in pairs)
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(rate)
        sound.writeframes(samples)
    return file.getvalue()
