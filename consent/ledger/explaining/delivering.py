"""Openings of what clients sign, receive, report and give back."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from consent.ledger.entries import EntryType
from consent.ledger.explaining.consenting import AboutGrant
from consent.ledger.explaining.forms import Code, Place, Sha256
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.terms import WithTerms
from consent.ledger.explaining.words import Attestation, RecallCause, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryMade(AboutGrant):
    """Under which stated purpose a copy was handed over."""

    type: ClassVar = EntryType.DELIVERY_MADE
    delivery: UUID
    client: UUID
    uses: tuple[Use, ...]
    recipient: UUID | None = None
    """Somebody other than the client."""
    end_product: Code | None = None
    models: tuple[str, ...] | None = None
    model_class: Code | None = None
    territories: tuple[Place, ...] | None = None
    regions: tuple[Place, ...] | None = None
    subjects: tuple[Code, ...] | None = None
    manifest: Sha256 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallOpened(AboutGrant):
    type: ClassVar = EntryType.RECALL_OPENED
    recall: UUID
    client: UUID
    cause: RecallCause
    due_on: date
    recipient: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallAttested(AboutGrant):
    type: ClassVar = EntryType.RECALL_ATTESTED
    recall: UUID
    client: UUID
    answer: Attestation
    recipient: UUID | None = None
    files: tuple[Sha256, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseReported(Opening):
    type: ClassVar = EntryType.USE_REPORTED
    client: UUID
    uses: tuple[Use, ...]
    from_on: date
    to_on: date
    recording: UUID | None = None
    agreement: UUID | None = None
    licence: UUID | None = None
    recipient: UUID | None = None
    models: tuple[str, ...] | None = None
    delivery: UUID | None = None
    """What the models were trained on; then the next five are there too."""
    dataset: UUID | None = None
    dataset_name: str | None = None
    dataset_version: int | None = None
    choice: Sha256 | None = None
    cut_off: date | None = None
    """The last day from which data went in."""
    document: Sha256 | None = None
    """The whole report, as it was signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceSigned(WithTerms):
    type: ClassVar = EntryType.LICENCE_SIGNED
    licence: UUID
    client: UUID
    document: Sha256 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceExtended(WithTerms):
    type: ClassVar = EntryType.LICENCE_EXTENDED
    licence: UUID
    client: UUID
    document: Sha256 | None = None
