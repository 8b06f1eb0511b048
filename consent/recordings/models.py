"""Recordings, each one immutable original file; and pauses that stand over many of them."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import SuspensionCause
from consent.terms.bits import EVERY_USE
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Judgement(StrEnum):
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Recording(Base):
    """Who performs in it is in its grants."""

    __tablename__ = "consent_recording"
    __table_args__ = (
        UniqueConstraint("client_id", "sha256"),
        CheckConstraint("(judged IS NULL) = (judged_at IS NULL)", name="judged_at_an_instant"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    client_id: Mapped[UUID] = mapped_column(index=True)
    take_id: Mapped[UUID] = mapped_column(index=True)
    sha256: Mapped[str]
    """Of the original file, as the ledger spells it."""
    recorded_at: Mapped[datetime]
    brief_hash: Mapped[str | None] = mapped_column(default=None)
    """Of the version of the scene request that was played."""
    brief_dated_at: Mapped[datetime | None] = mapped_column(default=None)
    registered_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)
    judged: Mapped[Judgement | None] = mapped_column(default=None)
    judged_at: Mapped[datetime | None] = mapped_column(default=None)


class StandingPause(Base):
    """One will about many grants: all that a performer gave, or a client was given, or both.

    It reaches what there is and what is registered while it stands.
    """

    __tablename__ = "consent_standing_pause"
    __table_args__ = (
        CheckConstraint("performer_id IS NOT NULL OR client_id IS NOT NULL", name="of_somebody"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID | None] = mapped_column(index=True)
    client_id: Mapped[UUID | None] = mapped_column(index=True)
    cause: Mapped[SuspensionCause]
    begun_by: Mapped[UUID]
    begun_as: Mapped[str]
    """In which role: the ledger says it of each grant that is reached."""
    uses: Mapped[int] = mapped_column(default=EVERY_USE)
    """A bit for each use that is paused."""
    until: Mapped[date | None] = mapped_column(default=None)
    """The last day, where one was named."""
    begun_at: Mapped[datetime] = mapped_column(default_factory=now)
    lifted_as: Mapped[str | None] = mapped_column(default=None)
    lifted_at: Mapped[datetime | None] = mapped_column(default=None)
    stands_for: Mapped[str | None] = mapped_column(unique=True, default=None)
    """Whose and what, while it stands: so there is one of a kind at a time."""


class PausedGrant(Base):
    """A standing pause has reached this grant; and it was lifted there, once it was."""

    __tablename__ = "consent_paused_grant"
    __table_args__ = (Index("ix_consent_paused_grant_pause_id_lifted", "pause_id", "lifted"),)

    pause_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_standing_pause.id"), primary_key=True
    )
    grant_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_grant.id"), primary_key=True, index=True
    )
    number: Mapped[int]
    """Of its suspension, counted along the grant."""
    lifted: Mapped[bool] = mapped_column(default=False)
