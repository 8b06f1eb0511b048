"""What was handed over, and who therefore has a copy of what. Never changed: a recall is sent to
whoever is here."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.tables import Base, JsonObject


class HandedOver(Base):
    """One delivery as it left: to whom, for what, under which licence."""

    __tablename__ = "consent_handed_over"
    __table_args__ = (Index("ix_consent_handed_over_client_id", "client_id"),)

    delivery_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    recipient_id: Mapped[UUID | None]
    """Somebody other than the client, who then has the copy."""
    licence_id: Mapped[UUID]
    purpose: Mapped[JsonObject]
    """As it was decided, in the words of the ledger's opening."""
    manifest: Mapped[str]
    handed_over_by: Mapped[UUID]
    handed_over_at: Mapped[datetime] = mapped_column(default_factory=now)


class Holder(Base):
    """A client, or its end recipient, has this recording by this delivery."""

    __tablename__ = "consent_holder"
    __table_args__ = (
        Index("ix_consent_holder_recording_id", "recording_id"),
        Index("ix_consent_holder_client_id", "client_id"),
    )

    delivery_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_handed_over.delivery_id"), primary_key=True
    )
    recording_id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID]
    recipient_id: Mapped[UUID | None]
    files: Mapped[list[str]] = mapped_column(JSON)
    """The hashes of what they got."""
    since: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (HandedOver, Holder):
    append_only(_table.__table__)
