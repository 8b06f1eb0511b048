"""Recalls with their clocks, and what holders said to them."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import Attestation, RecallCause
from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base

NOTICE_WITHIN = timedelta(days=1)
UNUSED_WITHIN = timedelta(days=1)
"""As every licence says: from then on it is used and offered no more."""
STOP_WITHIN = timedelta(hours=72)
"""By when the holder says that it is so."""
ATTEST_WITHIN = timedelta(days=30)


class Recall(Base):
    """One holder is told that one performer's grant for one recording no longer covers it."""

    __tablename__ = "consent_recall"
    __table_args__ = (
        Index("ix_consent_recall_grant_id", "grant_id"),
        Index("ix_consent_recall_recording_id", "recording_id"),
        Index("ix_consent_recall_client_id", "client_id", "opened_at"),
        Index("ix_consent_recall_notified_at", "notified_at"),
        Index("ix_consent_recall_attested_at", "attested_at", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    grant_id: Mapped[UUID] = mapped_column(ForeignKey("consent_grant.id"))
    recording_id: Mapped[UUID]
    performer_id: Mapped[UUID] = mapped_column(index=True)
    client_id: Mapped[UUID]
    recipient_id: Mapped[UUID | None]
    """The end recipient that has the copy; the client answers for it."""
    cause: Mapped[RecallCause]
    files: Mapped[list[str]] = mapped_column(JSON)
    """The hashes of what is to be given up."""
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)
    attest_due_at: Mapped[datetime] = mapped_column(default_factory=lambda: now() + ATTEST_WITHIN)
    follows_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent_recall.id"), default=None)
    """The recall that was answered in part: this one asks for the rest."""
    notified_at: Mapped[datetime | None] = mapped_column(default=None)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the holder said that it is used and offered no more."""
    reminders: Mapped[int] = mapped_column(default=0)
    attested_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}

    @property
    def notice_due_at(self) -> datetime:
        return self.opened_at + NOTICE_WITHIN

    @property
    def use_ends_at(self) -> datetime:
        return self.opened_at + UNUSED_WITHIN

    @property
    def stop_due_at(self) -> datetime:
        return self.opened_at + STOP_WITHIN

    @property
    def is_late(self) -> bool:
        return (self.attested_at or now()) > self.attest_due_at


class RecallAttestation(Base):
    """What a holder says it did, and who said it."""

    __tablename__ = "consent_recall_attestation"

    recall_id: Mapped[UUID] = mapped_column(ForeignKey("consent_recall.id"), primary_key=True)
    answer: Mapped[str]
    files: Mapped[list[str]] = mapped_column(JSON)
    attested_by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)

    @property
    def said(self) -> Attestation:
        return Attestation(self.answer)


append_only(RecallAttestation.__table__)
