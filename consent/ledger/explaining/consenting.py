"""Openings of what performers sign, give, narrow, suspend and take back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from consent.ledger.entries import EntryType
from consent.ledger.explaining.forms import Code, Locale, Sha256
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import WithTerms
from consent.ledger.explaining.words import (
    Ending,
    Flaw,
    Representation,
    Signature,
    SuspensionCause,
    Use,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned(Opening):
    """The entry's `terms` is the hash of the public text; the document is what was signed."""

    type: ClassVar = EntryType.AGREEMENT_SIGNED
    agreement: UUID
    signature: Signature
    locale: Locale
    shown_at: datetime
    method: Code
    """How it was accepted, such as `typed_name` or `passkey`."""
    client: UUID | None = None
    engagement: UUID | None = None
    representation: Representation | None = None
    document: Sha256 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Granted(WithTerms):
    recording: UUID
    agreement: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGiven(_Granted):
    type: ClassVar = EntryType.CONSENT_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentNarrowed(_Granted):
    type: ClassVar = EntryType.CONSENT_NARROWED


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRenewed(_Granted):
    type: ClassVar = EntryType.CONSENT_RENEWED


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutGrant(Opening):
    """One performer's grant for one recording under one agreement."""

    recording: UUID
    agreement: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRefused(AboutGrant):
    type: ClassVar = EntryType.CONSENT_REFUSED
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentSuspended(AboutGrant):
    """Of everything, unless some uses or some clients are named."""

    type: ClassVar = EntryType.CONSENT_SUSPENDED
    cause: SuspensionCause
    until: date | None = None
    """The last day on which it is suspended."""
    uses: tuple[Use, ...] | None = None
    clients: tuple[UUID, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentResumed(AboutGrant):
    """Lifts the latest suspension of this cause."""

    type: ClassVar = EntryType.CONSENT_RESUMED
    cause: SuspensionCause


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentWithdrawn(AboutGrant):
    type: ClassVar = EntryType.CONSENT_WITHDRAWN
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentExpired(AboutGrant):
    type: ClassVar = EntryType.CONSENT_EXPIRED
    ended_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentTerminated(Opening):
    """Of a grant, or of a client's licence."""

    type: ClassVar = EntryType.CONSENT_TERMINATED
    cause: Ending
    recording: UUID | None = None
    agreement: UUID | None = None
    licence: UUID | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentInvalidated(AboutGrant):
    type: ClassVar = EntryType.CONSENT_INVALIDATED
    flaw: Flaw
    reason: str
