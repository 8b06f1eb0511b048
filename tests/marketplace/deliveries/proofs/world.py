"""Takes whose every byte is known, two clients that may have them, and who supplies somebody."""

import hashlib
import io
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Use
from consent.licences.recipients.actions import NewRecipient, name_recipient
from consent.recordings.again import allow_again
from consent.terms.signed import SignedTerms
from foundation import clock, storage
from foundation.database import db, transaction
from foundation.web import settings
from foundation.webhooks.models import Endpoint
from marketplace.deliveries.building.models import DeliveryFile
from marketplace.takes.checking import webvtt
from marketplace.takes.checking.models import CopyKind, Transcript, TranscriptText
from marketplace.takes.checking.webvtt import Cue
from tests.cast import NORTHLAB, RIVALLAB, Cast, Person
from tests.consent.licences.licensed import licensed, published, terms
from tests.consent.recordings.performed import USES, signed
from tests.marketplace.deliveries.building.delivered import flac, keep, made_without
from tests.marketplace.deliveries.choosing.played import Kept, marked, scene, take
from tests.marketplace.deliveries.proofs.account import Account, Given, Piece
from tests.marketplace.takes.arriving.sent import tone

MAIL = "rights@partner.example"
PARTNER = NewRecipient(name="Partner", country="DE", purpose="Fine-tunes for support.", mail=MAIL)
FOUND = (Use.EVALUATION, Use.GENERATIVE_TRAINING)
_LONG = timedelta(days=900)
_NOTHING = Piece(frozenset(), 0)
_WORD = re.compile(r"(said|withheld)-([0-9a-f]{32})")
_RECORDING = re.compile(r'"recording": "([0-9a-f-]{36})"')
_PLAIN = ("README.md", "index.parquet")
"""What holds nothing of a recording."""


@dataclass
class World:
    cast: Cast
    account: Account = field(default_factory=Account)
    takes: list[Kept] = field(default_factory=list)
    people: dict[UUID, Person] = field(default_factory=dict)
    """By recording, who plays in it."""
    known: dict[str, Piece] = field(default_factory=dict)
    """By hash, every sound that there is."""
    levels: Iterator[int] = field(default_factory=lambda: count(1))
    licences: dict[UUID, UUID] = field(default_factory=dict)
    """By client."""

    def begin(self) -> None:
        """Both clients have a licence, and Northlab a recipient whose notice days are over."""
        version = published(terms(months=60))
        owners = ((NORTHLAB, self.cast.ada), (RIVALLAB, self.cast.rolf))
        self.licences = {client: licensed(each, version) for client, each in owners}
        self.account.licensed = set(self.licences)
        own = self.licences[NORTHLAB]
        self.partner = name_recipient(own, PARTNER, actor=self.cast.ada.actor)
        self.account.recipients[self.partner] = NORTHLAB
        with transaction() as session:
            for client, person in owners:
                url = "https://lab.example/hook"
                session.add(Endpoint(owner_id=client, url=url, note="", created_by=person.id))
        clock.move(timedelta(days=20))
        omar, mira, of = self.cast.omar, self.cast.mira, scene()
        short, long = self.paper(omar, 40), self.paper(mira, 900)
        self._played(of, (short, omar), (long, mira))
        self._played(of, (self.paper(omar, 900), omar))
        self._played(of, (self.paper(mira, 70), mira))
        self._played(of, (short, omar))

    def paper(self, person: Person, days: int, client: UUID = NORTHLAB) -> SignedTerms:
        today = clock.now().date()
        limits = Limits(ends_on=today + timedelta(days=days), starts_on=today, clients=(client,))
        return signed(person.id, client, limits=limits)

    def again(self, kept: Kept, days: int) -> None:
        """Everybody in it allows the rival to use it too, as far as it is there."""
        for recording in kept.recordings:
            person = self.people[recording]
            paper = self.paper(person, days, RIVALLAB)
            with transaction() as session:
                allow_again(session, [recording], paper, role="performer")
            self._given(recording, paper, paper.limits.ends_on)

    def mark(self, kept: Kept) -> None:
        """A span of its first track is withheld; until copies are made others get nothing of it."""
        marked(kept)
        recording = kept.recordings[0]
        self.account.marks[recording] = self.account.marks.get(recording, 0) + 1

    def copy(self, kept: Kept) -> None:
        """As the job makes them, for what is withheld now."""
        first, *others = kept.recordings
        marks = self.account.marks.get(first, 0)
        if marks:
            self._copied(kept, marks, CopyKind.TRACK, ())
        if others:
            self._copied(kept, marks, CopyKind.MIX, others)

    def inside(self, path: str, body: bytes) -> tuple[Piece, ...]:
        """By nothing but the bytes: whose sound, words and labels they are."""
        if path.endswith(".tar"):
            with tarfile.open(fileobj=io.BytesIO(body)) as tar:
                return tuple(
                    piece
                    for each in tar
                    for piece in self.inside(each.name, _read(tar.extractfile(each)))
                )
        if found := self.known.get(_hash(body)):
            return (found,)
        words = _WORD.findall(body.decode(errors="ignore"))
        if path.endswith((".vtt", ".json")):
            said = {UUID(hex) for _, hex in words}
            said |= {UUID(each) for each in _RECORDING.findall(body.decode())}
            assert said, f"{path} is of nobody"
            out = [UUID(hex) for kind, hex in words if kind == "withheld"]
            marks = -1 if any(self.account.marks.get(each) for each in out) else None
            now = self.account.marked(said) if marks is None else marks
            return (Piece(frozenset(said), now),)
        assert path in _PLAIN, f"nobody knows what {path} is"
        assert not words, f"somebody's words are in {path}"
        return (_NOTHING,)

    def _played(self, of: Any, *papers: tuple[SignedTerms, Person]) -> None:
        kept = take(of, *(paper for paper, _ in papers))
        self.takes.append(kept)
        for recording, (paper, person) in zip(kept.recordings, papers, strict=True):
            self.people[recording] = person
            self._given(recording, paper, paper.limits.ends_on)
            body = tone(level=next(self.levels))
            self.known[_hash(body)] = Piece(frozenset((recording,)), 0)
            keep(recording, body)
            transcribed(kept.id, recording)
        self.copy(kept)

    def _given(self, recording: UUID, paper: SignedTerms, ends_on: date) -> None:
        uses = {use for use in USES if use in FOUND}
        whose = paper.performer, recording, paper.client, paper.agreement
        self.account.given.append(Given(*whose, ends_on, uses))

    def _copied(self, kept: Kept, marks: int, kind: CopyKind, others: Any) -> None:
        body = flac(level=next(self.levels))
        of = kept.recordings if others else kept.recordings[:1]
        self.known[_hash(body)] = Piece(frozenset(of), marks)
        made_without(kept, kept.recordings[0], body, marks, kind, others)


def stored(delivery_id: UUID) -> dict[str, bytes]:
    """All of its files as they lie in storage, by path."""
    session = db.session()
    session.rollback()
    of = DeliveryFile
    rows = session.execute(select(of.path, of.storage_key).where(of.delivery_id == delivery_id))
    keys = {row.path: row.storage_key for row in rows}
    session.rollback()
    store = storage.of(settings())
    return {path: b"".join(store.open(key)) for path, key in sorted(keys.items())}


def transcribed(take_id: UUID, recording: UUID) -> None:
    """Words that a span which is marked takes in, and words after it."""
    cues = [
        Cue(100, 400, f"withheld-{recording.hex}", ""),
        Cue(1000, 1400, f"said-{recording.hex}", ""),
    ]
    with transaction() as session:
        said = Transcript(
            take_id=take_id,
            recording_id=recording,
            number=1,
            cues=len(cues),
            by=uuid4(),
            acted_as="performer",
        )
        session.add(said)
        session.flush()
        session.add(TranscriptText(transcript_id=said.id, text=webvtt.write(cues)))


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _read(file: Any) -> bytes:
    return bytes(file.read())
