"""The log of a booking, what it makes for each performer, and what is said and decided about it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Phase(StrEnum):
    """What begins when it is pressed, and lasts until the next."""

    TECH_CHECK = "tech_check"
    BRIEFING = "briefing"
    WORK = "work"
    BREAK = "break"
    WAITING = "waiting"
    END = "end"


class LineKind(StrEnum):
    CALL = "call"
    BREAK = "break"
    UNPAID_BREAK = "unpaid_break"
    WAITING = "waiting"
    TECH_CHECK = "tech_check"
    BRIEFING = "briefing"
    DE_ROLE = "de_role"
    CONTINUITY = "continuity"


class Because(StrEnum):
    """Why a line is corrected: a closed list, so that nobody is described in free words."""

    LOG = "log"
    NOT_PRESSED = "not_pressed"
    PRESSED_LATE = "pressed_late"
    TECHNICAL = "technical"
    OTHER = "other"


class LogEvent(Base):
    """One tap by one of those who are there; both sides read this very row."""

    __tablename__ = "marketplace_log_event"
    __table_args__ = (UniqueConstraint("booking_id", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"))
    number: Mapped[int]
    phase: Mapped[Phase]
    at: Mapped[datetime]
    zone: Mapped[str]
    """In which it happened."""
    by: Mapped[UUID]
    """The system proposes an end that nobody pressed."""
    written_at: Mapped[datetime] = mapped_column(default_factory=now)


class Timesheet(Base):
    """One performer's time in one booking, once it is over."""

    __tablename__ = "marketplace_timesheet"
    __table_args__ = (
        UniqueConstraint("booking_id", "engagement_id"),
        Index("ix_marketplace_timesheet_client_id_approve_by", "client_id", "approve_by"),
        Index("ix_marketplace_timesheet_settled_at_approve_by", "settled_at", "approve_by"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"))
    engagement_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_engagement.id"), index=True)
    performer_id: Mapped[UUID] = mapped_column(index=True)
    client_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    approve_by: Mapped[datetime]
    """Then what nobody objected to is approved by itself."""
    end_agreed_at: Mapped[datetime | None]
    """None as long as the performer has not agreed to an end that nobody pressed."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its last line was decided."""
    uncovered_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    """What the budget lacked when it was approved, fee included. It is paid all the same."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class HoursLine(Base):
    """So many seconds of one kind: number 0 from the log, each further one a correction."""

    __tablename__ = "marketplace_hours_line"
    __table_args__ = (UniqueConstraint("timesheet_id", "kind", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    timesheet_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_timesheet.id"))
    kind: Mapped[LineKind]
    number: Mapped[int]
    seconds: Mapped[int]
    because: Mapped[Because]
    by: Mapped[UUID]
    by_performer: Mapped[bool]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class HoursAnswer(Base):
    """What the other side said to a correction. Silence agrees, and leaves no row."""

    __tablename__ = "marketplace_hours_answer"

    line_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_hours_line.id"), primary_key=True)
    agreed: Mapped[bool]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class HoursDispute(Base):
    """One line on which both sides do not agree. Compliance decides, by a day that is known."""

    __tablename__ = "marketplace_hours_dispute"

    timesheet_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_timesheet.id"), primary_key=True
    )
    kind: Mapped[LineKind] = mapped_column(primary_key=True)
    case_id: Mapped[UUID]
    decide_by: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class HoursDecision(Base):
    """What a line came to. Its fact was published in the same transaction."""

    __tablename__ = "marketplace_hours_decision"

    timesheet_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_timesheet.id"), primary_key=True
    )
    kind: Mapped[LineKind] = mapped_column(primary_key=True)
    seconds: Mapped[int]
    minutes: Mapped[int]
    """Begun ones count whole."""
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    """What its time is worth."""
    prepaid_minor: Mapped[int] = mapped_column(BigInteger)
    """What of that a minimum call had paid before."""
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


for _evidence in (LogEvent, HoursLine, HoursAnswer, HoursDispute, HoursDecision):
    append_only(_evidence.__table__)
