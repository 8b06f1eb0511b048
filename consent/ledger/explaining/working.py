"""Openings of what was recorded, judged, worked and paid, and of corrections."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from consent.ledger.entries import EntryType
from consent.ledger.explaining.consenting import AboutGrant
from consent.ledger.explaining.forms import Code, Currency, Sha256
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import DestructionCause, Media


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingRegistered(AboutGrant):
    type: ClassVar = EntryType.RECORDING_REGISTERED
    sha256: Sha256
    """Of the original file. Private, because whoever holds the file could look for it."""
    take: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAccepted(AboutGrant):
    type: ClassVar = EntryType.TAKE_ACCEPTED
    take: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeRejected(AboutGrant):
    type: ClassVar = EntryType.TAKE_REJECTED
    take: UUID
    cause: Code
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursApproved(Opening):
    type: ClassVar = EntryType.HOURS_APPROVED
    agreement: UUID
    worked_on: date
    minutes: int
    amount_minor: int
    currency: Currency
    booking: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarningPaid(Opening):
    type: ClassVar = EntryType.EARNING_PAID
    agreement: UUID
    earning: UUID
    payout: UUID
    amount_minor: int
    currency: Currency
    recording: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarningReturned(Opening):
    """A payment that came back: it is owed again."""

    type: ClassVar = EntryType.EARNING_RETURNED
    agreement: UUID
    earning: UUID
    payout: UUID
    amount_minor: int
    currency: Currency
    reason: str
    recording: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaDestroyed(Opening):
    type: ClassVar = EntryType.MEDIA_DESTROYED
    recording: UUID
    media: tuple[Media, ...]
    cause: DestructionCause
    agreement: UUID | None = None
    files: tuple[Sha256, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction(Opening):
    """Says what was wrong about an earlier entry of the thread. It changes no state by itself."""

    type: ClassVar = EntryType.CORRECTION
    corrects: int
    """The `n` of the entry that was wrong."""
    reason: str
