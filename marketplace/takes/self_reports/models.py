"""Self-reports. They are their performer's: changed and taken back by them alone."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base
from marketplace.profiles.words import Emotion


class Safety(StrEnum):
    SAFE = "safe"
    UNEASY = "uneasy"
    UNSAFE = "unsafe"


class Partner(StrEnum):
    RESPECTFUL = "respectful"
    MIXED = "mixed"
    CROSSED_LIMITS = "crossed_limits"
    ALONE = "alone"
    """Nobody else played."""


class FeltOptIn(Base):
    """This performer says what they felt, until they take it back. Without a row they do not."""

    __tablename__ = "marketplace_felt_opt_in"

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    given_at: Mapped[datetime] = mapped_column(default_factory=now)


class SelfReport(Base):
    """Of one performer about one booking. For compliance, and for nobody else."""

    __tablename__ = "marketplace_self_report"
    __table_args__ = (UniqueConstraint("booking_id", "performer_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"))
    performer_id: Mapped[UUID] = mapped_column(index=True)
    safety: Mapped[Safety]
    partner: Mapped[Partner]
    text: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)


class FeltBeat(Base):
    """What a performer felt in one beat of a booking's scene. Beside what was portrayed and what
    was perceived, never in their place."""

    __tablename__ = "marketplace_felt_beat"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"), primary_key=True)
    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    beat: Mapped[int] = mapped_column(primary_key=True)
    felt: Mapped[Emotion]
