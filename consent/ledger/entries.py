"""One entry of the log: what happened, in bytes that have one spelling and name nobody."""

import base64
import json
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from consent.ledger.spelling import TEMPLATE

LARGEST = 4096
VERSION = 1
_RANDOM = re.compile(r"[A-Za-z0-9_-]{21}[AQgw]\Z")
"""128 bits in base64url: the last character has only two that count."""
_COMMITMENT = re.compile(r"(?:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])?\Z")
_LEAF = re.compile(r"(?:[0-9a-f]{64})?\Z")
TERMS = re.compile(r"(?:sha256:[0-9a-f]{64})?\Z")
ACTOR = re.compile(r"[a-z]+(?:_[a-z]+)*\Z")
_FIELDS = frozenset(("v", "type", "thread", "n", "prev", "time", "actor", "terms", "commit", "id"))


class EntryType(StrEnum):
    AGREEMENT_SIGNED = "agreement.signed"
    CONSENT_GIVEN = "consent.given"
    CONSENT_REFUSED = "consent.refused"
    CONSENT_NARROWED = "consent.narrowed"
    CONSENT_RENEWED = "consent.renewed"
    CONSENT_SUSPENDED = "consent.suspended"
    CONSENT_RESUMED = "consent.resumed"
    CONSENT_WITHDRAWN = "consent.withdrawn"
    CONSENT_EXPIRED = "consent.expired"
    CONSENT_TERMINATED = "consent.terminated"
    CONSENT_INVALIDATED = "consent.invalidated"
    RECORDING_REGISTERED = "recording.registered"
    TAKE_ACCEPTED = "take.accepted"
    TAKE_REJECTED = "take.rejected"
    HOURS_APPROVED = "hours.approved"
    EARNING_PAID = "earning.paid"
    EARNING_RETURNED = "earning.returned"
    DELIVERY_MADE = "delivery.made"
    RECALL_OPENED = "recall.opened"
    RECALL_ATTESTED = "recall.attested"
    LICENCE_SIGNED = "licence.signed"
    LICENCE_EXTENDED = "licence.extended"
    USE_REPORTED = "use.reported"
    MEDIA_DESTROYED = "media.destroyed"
    ERASURE_PERFORMED = "erasure.performed"
    KEY_ROTATED = "key.rotated"
    CORRECTION = "correction"


class BadEntry(ValueError):
    """Bytes that are no entry, or fields that cannot make one; the message says which."""


@dataclass(frozen=True, slots=True)
class Event:
    """What the writer knows; its place in the thread and in the log is given by the sequencer."""

    id: str
    """128 random bits: the same event written twice is one entry."""
    type: EntryType
    thread: str
    time: date
    actor: str
    """The role that acted, never a person."""
    terms: str = ""
    """sha256 of a public text, where one was agreed to."""
    commitment: str = ""
    """Salted commitment to the private opening; empty where nothing is private."""

    def __post_init__(self) -> None:
        for field, pattern in _PATTERNS.items():
            if not pattern.match(getattr(self, field)):
                raise BadEntry(f"{field} is not in its form: {getattr(self, field)!r}")

    def entry(self, n: int, prev: str) -> "Entry":
        return Entry(self, n, prev)


@dataclass(frozen=True, slots=True)
class Entry:
    event: Event
    n: int
    """0, 1, 2 … within its thread."""
    prev: str
    """The leaf hash, in hexadecimal, of the thread's entry before; empty for its first."""

    def __post_init__(self) -> None:
        if not _LEAF.match(self.prev) or (self.n == 0) != (self.prev == ""):
            raise BadEntry("prev is the leaf hash of the entry before, and the first has none")
        if not 0 <= self.n < 2**53:
            raise BadEntry("n counts from nought")

    def __bytes__(self) -> bytes:
        """RFC 8785. These bytes are stored, hashed and served; they are never made again."""
        event, day = self.event, self.event.time.isoformat()
        values = (event.actor, event.commitment, event.id, self.n, self.prev)
        more = (event.terms, event.thread, day, event.type.value)
        body = (TEMPLATE % (*values, *more)).encode("ascii")
        if len(body) > LARGEST:
            raise BadEntry(f"an entry has at most {LARGEST} bytes")
        return body

    @classmethod
    def parse(cls, body: bytes) -> "Entry":
        """Strict: another spelling of the same fields is no entry."""
        if len(body) > LARGEST:
            raise BadEntry(f"an entry has at most {LARGEST} bytes")
        entry = cls._read(_json_object(body))
        if bytes(entry) != body:
            raise BadEntry("the entry is not in its canonical spelling")
        return entry

    @classmethod
    def _read(cls, found: dict[str, Any]) -> "Entry":
        if found.keys() != _FIELDS:
            odd = sorted(found.keys() ^ _FIELDS)
            raise BadEntry(f"an entry has its ten fields and no other: {', '.join(odd)}")
        version, n, prev = found.pop("v"), found.pop("n"), found.pop("prev")
        if version != VERSION or type(version) is not int:
            raise BadEntry(f"this is version {version!r}, and we read {VERSION}")
        if type(n) is not int or not all(type(each) is str for each in (prev, *found.values())):
            raise BadEntry("a field has another kind of value")
        try:
            day, kind = date.fromisoformat(found.pop("time")), EntryType(found.pop("type"))
        except ValueError as why:
            raise BadEntry(str(why)) from None
        event = Event(time=day, type=kind, commitment=found.pop("commit"), **found)
        return cls(event, n, prev)


_PATTERNS = {
    "id": _RANDOM,
    "thread": _RANDOM,
    "actor": ACTOR,
    "terms": TERMS,
    "commitment": _COMMITMENT,
}


def random_text(data: bytes) -> str:
    """Bytes in base64url without padding: how ids, threads and commitments are written."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once_each)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise BadEntry("an entry is a JSON object in UTF-8") from None
    if not isinstance(found, dict):
        raise BadEntry("an entry is a JSON object in UTF-8")
    return found


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python would keep the last of two fields with one name, and another reader the first."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadEntry("a field stands there twice")
    return found
