"""Slots of a campaign, who has which of their seats, an approved pilot, and self-descriptions."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Slot(Base):
    """A time that whoever is engaged may take; its booking is made by the first who does."""

    __tablename__ = "marketplace_slot"
    __table_args__ = (
        CheckConstraint("seats BETWEEN 1 AND 8", name="seats"),
        Index("ix_marketplace_slot_gig_id_starts_at", "gig_id", "starts_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    cell: Mapped[str]
    """The key of the quota that it fills."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    zone: Mapped[str]
    """In which it was offered; each person sees their own."""
    seats: Mapped[int]
    prompt: Mapped[str]
    made_by: Mapped[UUID]
    room: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    booking_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_booking.id"), index=True, default=None
    )

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


class SlotSeat(Base):
    """One seat of a slot. Its key refuses the second who takes it, on any database."""

    __tablename__ = "marketplace_slot_seat"

    slot_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_slot.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_engagement.id"))


class PilotApproval(Base):
    """The client heard the pilot, and wants the rest."""

    __tablename__ = "marketplace_pilot_approval"

    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), primary_key=True)
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class SelfDescription(Base):
    """What a performer says of themselves for one campaign, because they agreed to it. Unreadable
    here; deleted when they take it back."""

    __tablename__ = "marketplace_self_description"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    agreed_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(PilotApproval.__table__)
