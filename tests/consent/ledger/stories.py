"""Threads to try things on: openings in, entries out, with salts that are the same every time."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from consent.ledger.commitments import commitment
from consent.ledger.entries import Entry, EntryType, Event, random_text
from consent.ledger.explaining.consenting import ConsentGiven, ConsentNarrowed, ConsentRenewed
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.merkle import leaf_hash

MAYA = UUID(int=1)
RECORDING = UUID(int=2)
AGREEMENT = UUID(int=3)
LAB, STUDIO = UUID(int=4), UUID(int=5)
TAKE, DELIVERY, RECALL = UUID(int=6), UUID(int=7), UUID(int=8)
ABOUT = {"person": MAYA, "recording": RECORDING, "agreement": AGREEMENT}
USES = {
    Use.REVIEW: Answer.ALLOWED,
    Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED,
    Use.GENERATIVE_TRAINING: Answer.CONSTRAINED,
    Use.VOICE_REPLICA: Answer.NOT_ALLOWED,
}
LIMITS = Limits(ends_on=date(2029, 3, 1), clients=(LAB,))


def at(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 9, 0, 0, 123456, tzinfo=UTC)


def given(when: datetime, **changes: Any) -> ConsentGiven:
    return ConsentGiven(at=when, **{**ABOUT, "uses": USES, "limits": LIMITS, **changes})


def narrowed(when: datetime, **changes: Any) -> ConsentNarrowed:
    return ConsentNarrowed(at=when, **{**ABOUT, "uses": USES, "limits": LIMITS, **changes})


def renewed(when: datetime, **changes: Any) -> ConsentRenewed:
    return ConsentRenewed(at=when, **{**ABOUT, "uses": USES, "limits": LIMITS, **changes})


@dataclass(frozen=True)
class Line:
    body: bytes
    salt: bytes = b""
    payload: dict[str, Any] | None = None


@dataclass
class Story:
    """One thread as it is written."""

    name: str = "maya"
    lines: list[Line] = field(default_factory=list)

    def write(self, *openings: Opening) -> "Story":
        for opening in openings:
            self.add(opening.type, opening.at.date(), opening.payload())
        return self

    def add(self, type_: EntryType, day: date, payload: dict[str, Any] | None = None) -> "Story":
        n = len(self.lines)
        salt = self._digest(f"salt {n}") if payload is not None else b""
        event = Event(
            id=random_text(self._digest(f"id {n}")[:16]),
            type=type_,
            thread=random_text(self._digest("thread")[:16]),
            time=day,
            actor="performer",
            commitment=commitment(salt, payload) if payload is not None else "",
        )
        prev = leaf_hash(self.lines[-1].body).hex() if self.lines else ""
        self.lines.append(Line(bytes(Entry(event, n, prev)), salt, payload))
        return self

    def told(self) -> list[tuple[bytes, dict[str, Any] | None]]:
        return [(line.body, line.payload) for line in self.lines]

    def closed(self) -> list[tuple[bytes, None]]:
        return [(line.body, None) for line in self.lines]

    def _digest(self, what: str) -> bytes:
        return hashlib.sha256(f"{self.name} {what}".encode()).digest()
