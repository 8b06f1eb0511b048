"""Takes and their tracks: what came in of whom, and how far it is on its way to a decision."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class TakeState(StrEnum):
    COMING_IN = "coming_in"
    """Not every performer's track is there, checked and fit."""
    TO_JUDGE = "to_judge"
    RETAKE = "retake"
    """Asked for again: another take follows this one."""
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    APPEALED = "appealed"
    STOPPED = "stopped"
    """By a performer's stop word: paid, and nothing of it is used."""
    CALLED_OFF = "called_off"
    """Never completed, or taken back by a withdrawal before it was judged."""


class Take(Base):
    """One playing of the scene in one booking."""

    __tablename__ = "marketplace_take"
    __table_args__ = (
        UniqueConstraint("booking_id", "number"),
        Index("ix_marketplace_take_client_id_judge_by", "client_id", "state", "judge_by"),
        Index("ix_marketplace_take_state_judge_by", "state", "judge_by"),
        # All that is asked of a client's takes when some are chosen, so that a million are counted
        # without one of their rows being read.
        Index(
            "ix_marketplace_take_chosen",
            *("client_id", "brief_version_id", "state", "speakers", "accepted_ms", "overall"),
            *("begun_at", "gig_id", "booking_id", "id"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"))
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), index=True)
    client_id: Mapped[UUID]
    number: Mapped[int]
    """Counted along the booking, so that a retake has a number of its own."""
    brief_version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    """What was played: fixed and dated before anything of it came in."""
    begun_by: Mapped[UUID]
    retake_of: Mapped[UUID | None] = mapped_column(ForeignKey("marketplace_take.id"), default=None)
    begun_at: Mapped[datetime] = mapped_column(default_factory=now)
    complete_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the last track was there, checked and fit: the clock to a decision starts here."""
    judge_by: Mapped[datetime | None] = mapped_column(default=None)
    """Then it is accepted by itself."""
    judged_at: Mapped[datetime | None] = mapped_column(default=None)
    appeal_by: Mapped[datetime | None] = mapped_column(default=None)
    """Until when a rejection can be appealed."""
    state: Mapped[TakeState] = mapped_column(default=TakeState.COMING_IN)
    speakers: Mapped[int | None] = mapped_column(default=None)
    """How many play in it. Like the next two it is written down when the take is accepted."""
    accepted_ms: Mapped[int | None] = mapped_column(default=None)
    """How much of it was accepted: its length, or the span that was; none where nobody measured."""
    overall: Mapped[int | None] = mapped_column(default=None)
    """Of the opinion that accepted it; none where it was accepted by itself, or on appeal."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class TrackState(StrEnum):
    AWAITED = "awaited"
    CHECKING = "checking"
    FIT = "fit"
    MISSED = "missed"
    """The machine found what the spec does not allow; the performer was told how to mend it."""


class Track(Base):
    """What one performer is heard or seen in. Awaited from the moment that the take begins."""

    __tablename__ = "marketplace_track"
    __table_args__ = (
        Index("ix_marketplace_track_performer_id", "performer_id"),
        # All that a choice asks of the tracks of thousands of takes: no row need be opened.
        Index(
            "ix_marketplace_track_take_id",
            *("take_id", "recording_id", "performer_id", "state"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_engagement.id"))
    performer_id: Mapped[UUID]
    recording_id: Mapped[UUID | None] = mapped_column(default=None, unique=True)
    """Of the last file that came in; what it replaced is in `TrackFile`."""
    state: Mapped[TrackState] = mapped_column(default=TrackState.AWAITED)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class TrackFile(Base):
    """A file that came in for a track, and what the machine found in it."""

    __tablename__ = "marketplace_track_file"

    recording_id: Mapped[UUID] = mapped_column(primary_key=True)
    """The recording that it is in consent."""
    track_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_track.id"), index=True)
    sha256: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    storage_key: Mapped[str]
    came_in_at: Mapped[datetime] = mapped_column(default_factory=now)
    progress: Mapped[int] = mapped_column(default=0)
    """Of the machine check, in hundredths."""
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    report: Mapped[JsonObject | None] = mapped_column(default=None)
    """What was measured and missed, as `checking` writes it."""
    stripped_at: Mapped[datetime | None] = mapped_column(default=None)
    """Its bytes are destroyed, and the report draws the sound no more."""


class TakeStep(Base):
    """What happened to a take, when and by whom: what each side is shown."""

    __tablename__ = "marketplace_take_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), index=True)
    act: Mapped[str]
    details: Mapped[JsonObject]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(TakeStep.__table__)


class TakeDelegation(Base):
    """A client lets one of our reviewers judge the takes of one request."""

    __tablename__ = "marketplace_take_delegation"
    __table_args__ = (UniqueConstraint("request_id", "reviewer_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_scene_request.id"))
    reviewer_id: Mapped[UUID] = mapped_column(index=True)
    given_by: Mapped[UUID]
    given_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
