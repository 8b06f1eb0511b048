"""Bookings, who is in them, and the quarters of an hour that nobody can give twice."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class BookingState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    OVER = "over"


class Booking(Base):
    __tablename__ = "marketplace_booking"
    __table_args__ = (Index("ix_marketplace_booking_gig_id_starts_at", "gig_id", "starts_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"))
    client_id: Mapped[UUID]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    """The call."""
    ends_at: Mapped[datetime]
    zone: Mapped[str]
    """In which it was arranged; each person sees their own."""
    made_by: Mapped[UUID]
    room: Mapped[str] = mapped_column(default="")
    """Where to meet: an address of the web."""
    sequence: Mapped[int] = mapped_column(default=0)
    """How often it changed in what a calendar shows: what calendars go by. Zero until the first
    time that it was in one."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    answer_by: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """Who was asked and has said nothing by then, says no."""
    judged_at: Mapped[datetime | None] = mapped_column(default=None)
    """When it was seen who came."""
    state: Mapped[BookingState] = mapped_column(default=BookingState.PROPOSED)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class PlaceState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SWAPPED = "swapped"
    """Somebody else plays instead."""
    CHECKED_IN = "checked_in"
    NO_SHOW = "no_show"


class Place(Base):
    """One performer of one booking, under their engagement."""

    __tablename__ = "marketplace_place"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"), primary_key=True)
    engagement_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_engagement.id"), primary_key=True
    )
    performer_id: Mapped[UUID] = mapped_column(index=True)
    state: Mapped[PlaceState] = mapped_column(default=PlaceState.ASKED)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    checked_in_at: Mapped[datetime | None] = mapped_column(default=None)
    firm_for: Mapped[datetime | None] = mapped_column(default=None)
    """The call that everybody had agreed to: what is late is counted from it, also when the
    booking was moved away from it too late."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class TakenTime(Base):
    """A quarter of an hour of a performer. Its key refuses the second booking on any database."""

    __tablename__ = "marketplace_taken_time"

    performer_id: Mapped[UUID] = mapped_column(primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"), index=True)


class BookingStep(Base):
    """What happened to a booking: proposed, moved from when to when, cancelled by whom, and why."""

    __tablename__ = "marketplace_booking_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"), index=True)
    act: Mapped[str]
    details: Mapped[JsonObject]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class Reminder(Base):
    """Told once: so many hours before this call, as it stood then."""

    __tablename__ = "marketplace_booking_reminder"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_booking.id"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(primary_key=True)
    hours: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    told_at: Mapped[datetime] = mapped_column(default_factory=now)


class CalendarLink(Base):
    """A secret address at which a calendar program reads somebody's bookings."""

    __tablename__ = "marketplace_calendar_link"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    """SHA-256: the secret has 256 random bits, so nothing slower is needed."""
    client_id: Mapped[UUID | None] = mapped_column(default=None)
    """Whose bookings it shows: of this client, or those that the person plays in."""
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


append_only(BookingStep.__table__)
