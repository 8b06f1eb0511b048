"""Licences of clients, the terms proposed for them, and what was shown and signed."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import Ending
from consent.licences.templates.models import LicenceVersion
from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class LicenceState(StrEnum):
    OFFERED = "offered"
    SIGNED = "signed"
    """Holds until its last day, which decides by itself; the job only records that it passed."""
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    EXPIRED = "expired"
    TERMINATED = "terminated"


class OfferState(StrEnum):
    OPEN = "open"
    SIGNED = "signed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class Licence(Base):
    """One client's. From the first offer on it has a thread of its own in the ledger."""

    __tablename__ = "consent_licence"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    client_id: Mapped[UUID] = mapped_column(index=True)
    thread: Mapped[str] = mapped_column(unique=True)
    living_for: Mapped[UUID | None] = mapped_column(unique=True)
    """The client while it is offered or signed, then nobody: a client has one at a time."""
    state: Mapped[LicenceState] = mapped_column(default=LicenceState.OFFERED)
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_by: Mapped[UUID | None] = mapped_column(default=None)
    ending: Mapped[Ending | None] = mapped_column(default=None)
    """Why it was terminated; the reason in words is in its ledger thread."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    def end(self, state: LicenceState, by: UUID, ending: Ending | None = None) -> None:
        self.state, self.living_for, self.ended_at = state, None, now()
        self.ended_by, self.ending = by, ending


class LicenceOffer(Base):
    """Terms proposed to a client: the first makes the licence, each later one extends it."""

    __tablename__ = "consent_licence_offer"
    __table_args__ = (UniqueConstraint("licence_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence.id"))
    number: Mapped[int]
    version_id: Mapped[UUID] = mapped_column(ForeignKey(LicenceVersion.id))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """The last day."""
    offered_by: Mapped[UUID]
    offered_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    answered_by: Mapped[UUID | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    def answer(self, state: OfferState, by: UUID) -> None:
        self.state, self.answered_at, self.answered_by = state, now(), by


class LicenceShowing(Base):
    """That somebody saw exactly this document, and when first."""

    __tablename__ = "consent_licence_showing"
    __table_args__ = (UniqueConstraint("offer_id", "person_id", "document_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence_offer.id"))
    person_id: Mapped[UUID] = mapped_column(index=True)
    document_hash: Mapped[str]
    shown_at: Mapped[datetime] = mapped_column(default_factory=now)


class LicenceSignature(Base):
    """What was signed, whole, and how. The name that was typed is beside it."""

    __tablename__ = "consent_licence_signature"
    __table_args__ = (UniqueConstraint("licence_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    licence_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence.id"))
    offer_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence_offer.id"), unique=True)
    number: Mapped[int]
    """1 made the licence; each later one extended it."""
    client_id: Mapped[UUID] = mapped_column(index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey(LicenceVersion.id))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    signed_by: Mapped[UUID] = mapped_column(index=True)
    shown_at: Mapped[datetime]
    locale: Mapped[str]
    method: Mapped[str]
    """How it was accepted, such as `typed_name`."""
    text_hash: Mapped[str]
    terms_hash: Mapped[str]
    document: Mapped[bytes]
    """Canonical JSON of all that was shown."""
    document_hash: Mapped[str]
    entry_id: Mapped[str]
    """Of the ledger's entry about it."""
    signed_at: Mapped[datetime] = mapped_column(default_factory=now)


class LicenceSigner(Base):
    """The name as it was typed. Goes when the person's account goes and the licence is over."""

    __tablename__ = "consent_licence_signer"

    signature_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_licence_signature.id"), primary_key=True
    )
    name: Mapped[str]


class LicenceTold(Base):
    """What a client's people were told once and need not be told again."""

    __tablename__ = "consent_licence_told"

    licence_id: Mapped[UUID] = mapped_column(ForeignKey("consent_licence.id"), primary_key=True)
    about: Mapped[str] = mapped_column(primary_key=True)
    told_at: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (LicenceShowing, LicenceSignature, LicenceTold):
    append_only(_table.__table__)
