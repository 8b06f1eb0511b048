"""A recording's files, who opened them, when they are to be destroyed and what stands against it.

What was opened and held is never changed; the words of a hold, which may be about people, are
apart.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from consent.ledger.explaining.words import DestructionCause, Media
from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class MediaFile(Base):
    """One file of a recording: the original, a derived file, or a copy kept for safety."""

    __tablename__ = "consent_media_file"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    client_id: Mapped[UUID]
    """For whom it was recorded."""
    kind: Mapped[Media]
    sha256: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    storage_key: Mapped[str] = mapped_column(unique=True)
    watermarked: Mapped[bool] = mapped_column(default=False)
    """Whether it is what a recording is judged by before its take is accepted."""
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)
    destroyed_at: Mapped[datetime | None] = mapped_column(default=None)


class MediaAlso(Base):
    """A further recording that a derived file holds, such as each track of a mix but the first.

    It is shown only where all of them may be, and destroyed with any of them.
    """

    __tablename__ = "consent_media_also"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_file.id"), primary_key=True)
    recording_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


class Destruction(Base):
    """An order to destroy all files of a recording, and how far it got."""

    __tablename__ = "consent_media_destruction"
    __table_args__ = (Index("ix_consent_media_destruction_due_on", "due_on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    cause: Mapped[DestructionCause]
    due_on: Mapped[date]
    """The day by which it is done."""
    ordered_at: Mapped[datetime] = mapped_column(default_factory=now)
    begun_at: Mapped[datetime | None] = mapped_column(default=None)
    """From then on files may be gone: nothing stops it any more, and nothing is added."""
    destroyed_at: Mapped[datetime | None] = mapped_column(default=None)
    called_off_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class LegalHold(Base):
    """The law needs a recording until a day: nothing of it is destroyed before."""

    __tablename__ = "consent_media_hold"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    until: Mapped[date]
    """The last day."""
    placed_by: Mapped[UUID]
    placed_at: Mapped[datetime] = mapped_column(default_factory=now)


class LegalHoldWords(Base):
    """What the hold is called and why it is needed."""

    __tablename__ = "consent_media_hold_words"

    hold_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_hold.id"), primary_key=True)
    name: Mapped[str]
    reason: Mapped[str]


class LegalHoldLifting(Base):
    """Somebody ended a hold before its day."""

    __tablename__ = "consent_media_hold_lifting"

    hold_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_hold.id"), primary_key=True)
    lifted_by: Mapped[UUID]
    lifted_at: Mapped[datetime] = mapped_column(default_factory=now)


class ViewingReason(StrEnum):
    """Why somebody opens a recording: a closed list, so that no free text about people is kept."""

    OWN = "own"
    JUDGE = "judge"
    SECOND = "second"
    """For an opinion of one's own: the marked copy, so that nothing tells what others decided."""
    QUALITY = "quality"
    CASE = "case"
    CHECK = "check"


class Viewing(Base):
    """Somebody opened a recording, in a role and for a reason. Good for a while, for them alone."""

    __tablename__ = "consent_media_viewing"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    recording_id: Mapped[UUID] = mapped_column(index=True)
    reader_id: Mapped[UUID] = mapped_column(index=True)
    acted_as: Mapped[str]
    on_behalf_of: Mapped[UUID | None]
    reason: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)


class Reading(Base):
    """Bytes that went out: a whole file, or a range of it."""

    __tablename__ = "consent_media_reading"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    viewing_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_viewing.id"), index=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("consent_media_file.id"))
    first_byte: Mapped[int] = mapped_column(BigInteger)
    last_byte: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(default_factory=now)


for _table in (LegalHold, LegalHoldLifting, Viewing, Reading):
    append_only(_table.__table__)
