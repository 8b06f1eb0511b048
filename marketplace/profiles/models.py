"""A performer's profile, what is sealed beside it, when they are free, whom they avoid."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject
from marketplace.profiles.words import SealedKind, Visibility

_WITHIN_A_DAY = "from_minute >= 0 AND from_minute <= to_minute AND to_minute <= 1440"
_PERFORMER = "marketplace_account.id"


class Profile(Base):
    """Without a row nothing was said: the name is the account's, and nobody may see more."""

    __tablename__ = "marketplace_profile"

    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), primary_key=True)
    stage_name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    said: Mapped[JsonObject] = mapped_column(default_factory=dict)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.APPLIED)
    invitations: Mapped[bool] = mapped_column(default=False)
    """Whether they may be asked to apply."""
    changed_at: Mapped[datetime] = mapped_column(default_factory=now)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class SealedWord(Base):
    """The legal name, a union: unreadable here, shown to nobody by a list, gone by deleting."""

    __tablename__ = "marketplace_sealed_word"

    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), primary_key=True)
    kind: Mapped[SealedKind] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)


class FreeHours(Base):
    """Every week, by the clock on the performer's own wall."""

    __tablename__ = "marketplace_free_hours"
    __table_args__ = (
        CheckConstraint(_WITHIN_A_DAY, name="within_a_day"),
        CheckConstraint("weekday >= 0 AND weekday <= 6", name="weekday"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), index=True)
    weekday: Mapped[int]
    """0 is Monday."""
    from_minute: Mapped[int]
    """Since midnight."""
    to_minute: Mapped[int]


class DayException(Base):
    """On this day the week does not hold: these hours do, or none."""

    __tablename__ = "marketplace_day_exception"
    __table_args__ = (
        CheckConstraint(_WITHIN_A_DAY, name="within_a_day"),
        Index("ix_marketplace_day_exception_performer_id_day", "performer_id", "day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER))
    day: Mapped[date]
    free: Mapped[bool]
    from_minute: Mapped[int] = mapped_column(default=0)
    to_minute: Mapped[int] = mapped_column(default=1440)


class EquipmentCheck(Base):
    """What the browser said about camera and microphone, kept because they pressed the button."""

    __tablename__ = "marketplace_equipment_check"

    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), primary_key=True)
    found: Mapped[JsonObject]
    checked_at: Mapped[datetime] = mapped_column(default_factory=now)


class Reel(Base):
    """Shown to who may see the profile. Never a recording: no grant names it, none can."""

    __tablename__ = "marketplace_reel"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), index=True)
    title: Mapped[str]
    position: Mapped[int]
    """Lowest first; with gaps where one was removed."""
    storage_key: Mapped[str] = mapped_column(unique=True)
    sha256: Mapped[str] = mapped_column(index=True)
    media_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    added_at: Mapped[datetime] = mapped_column(default_factory=now)
    removed_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """Nobody sees it any more; a job deletes the files and then the row."""


class ReelLook(Base):
    """What came of decoding a reel, kept by the job; without one nobody but its owner sees it."""

    __tablename__ = "marketplace_reel_look"

    reel_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_reel.id"), primary_key=True)
    why_not: Mapped[str]
    """A sentence for whose reel it is, where it cannot be shown; otherwise empty."""
    duration_ms: Mapped[int | None]
    poster_key: Mapped[str | None]
    preview_key: Mapped[str | None]
    looked_at: Mapped[datetime] = mapped_column(default_factory=now)


class PartnerBlock(Base):
    """Whom they do not want to play with, by the name that they know. Never shown to the other."""

    __tablename__ = "marketplace_partner_block"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID] = mapped_column(ForeignKey(_PERFORMER), index=True)
    name: Mapped[str]
    """As they typed it."""
    name_key: Mapped[str] = mapped_column(index=True)
    blocked_id: Mapped[UUID | None] = mapped_column(index=True)
    """Who had this name when it was said: another name later is no way out."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
