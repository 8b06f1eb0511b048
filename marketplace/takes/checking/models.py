"""What people say of spans of a track and of its words, and the copies that go without them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class MarkKind(StrEnum):
    REAL_NAME = "real_name"
    THIRD_VOICE = "third_voice"
    MUSIC = "music"
    CUT = "cut"
    """Their performer does not want to give this away, and need not say why."""


class Mark(Base):
    """A span of a recording that goes to nobody, and who said so."""

    __tablename__ = "marketplace_track_mark"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    kind: Mapped[str]
    """One of `MarkKind`."""
    begins_ms: Mapped[int]
    ends_ms: Mapped[int]
    by: Mapped[UUID]
    acted_as: Mapped[str]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class Transcript(Base):
    """One version of what is said in a recording: who wrote it when, and how long it is."""

    __tablename__ = "marketplace_transcript"
    __table_args__ = (UniqueConstraint("recording_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    recording_id: Mapped[UUID]
    number: Mapped[int]
    cues: Mapped[int]
    by: Mapped[UUID]
    acted_as: Mapped[str]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class TranscriptText(Base):
    """Its words, as WebVTT; erased with the recording, or with the person whose words they are."""

    __tablename__ = "marketplace_transcript_text"

    transcript_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_transcript.id"), primary_key=True
    )
    text: Mapped[str]


class CopyKind(StrEnum):
    TRACK = "track"
    MIX = "mix"


class TakeCopy(Base):
    """A derived file that was made of a complete take: without the spans that were withheld then.

    Marks are never taken back, so their number says which they were.
    """

    __tablename__ = "marketplace_take_copy"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_file.id"), primary_key=True)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    """Of a mix, the first that it holds."""
    kind: Mapped[CopyKind]
    marks: Mapped[int]
    """Of a track its own, of a mix those of all its tracks."""


class TakeCopying(Base):
    """How often copies of a take were wanted, and for which of these times they are made."""

    __tablename__ = "marketplace_take_copying"
    __table_args__ = (Index("ix_marketplace_take_copying_due", "is_due", "take_id"),)

    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), primary_key=True)
    wanted: Mapped[int] = mapped_column(default=0)
    made: Mapped[int] = mapped_column(default=0)
    is_due: Mapped[bool] = mapped_column(default=True)


for _table in (Mark, Transcript):
    append_only(_table.__table__)
