"""Invitations to apply, and the postal addresses that a contract must name."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class InvitationState(StrEnum):
    OPEN = "open"
    APPLIED = "applied"
    DECLINED = "declined"
    EXPIRED = "expired"
    """The gig ended first."""


class CastingInvitation(Base):
    """Somebody who casts asked one performer to apply. Once for each gig, whatever came of it."""

    __tablename__ = "marketplace_casting_invitation"
    __table_args__ = (
        UniqueConstraint("gig_id", "performer_id"),
        Index("ix_marketplace_casting_invitation_performer_id", "performer_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    part_key: Mapped[str]
    performer_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    invited_by: Mapped[UUID]
    invited_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.OPEN)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class PostalAddress(Base):
    """Where a performer or a client gets letters: sealed, for their contracts alone."""

    __tablename__ = "marketplace_postal_address"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
    """A performer's account, or a client."""
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)
