"""A gig, what lists and searches are made from, and what became of it when."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class GigState(StrEnum):
    OPEN = "open"
    PAUSED = "paused"
    """Seen, and nobody new can apply."""
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Gig(Base):
    """What it says is in the request's version; here stands only what is searched by."""

    __tablename__ = "marketplace_gig"
    __table_args__ = (
        Index("ix_marketplace_gig_state_opened_at_id", "state", "opened_at", "id"),
        Index("ix_marketplace_gig_client_id", "client_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_scene_request.id"), unique=True
    )
    client_id: Mapped[UUID]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_request_version.id"))
    """What is posted now. Who was engaged keeps the one they accepted."""
    title: Mapped[str]
    language: Mapped[str]
    medium: Mapped[str]
    intensity: Mapped[int]
    """0 calm to 3 extreme."""
    emotions: Mapped[int] = mapped_column(BigInteger)
    """One bit for each feeling of a beat."""
    uses: Mapped[int]
    """One bit for each use that is asked for."""
    performers: Mapped[int]
    currency: Mapped[str]
    hourly_minor: Mapped[int] = mapped_column(BigInteger)
    unpaid_minutes: Mapped[int]
    union_agreement: Mapped[bool]
    first_day: Mapped[date]
    last_day: Mapped[date]
    apply_by: Mapped[date]
    state: Mapped[GigState] = mapped_column(default=GigState.OPEN)
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class GigListing(Base):
    """What a card shows beside the gig's own columns, and the terms that it is found by."""

    __tablename__ = "marketplace_gig_listing"

    place: Mapped[int] = mapped_column(primary_key=True, init=False)
    """Newest first is highest first. Stays while the gig is paused and comes back."""
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), unique=True)
    sector: Mapped[str]
    """What a sealed client is known as; empty where the client is named."""
    end_product: Mapped[str]
    months: Mapped[int]
    """The longest of its papers."""
    effective_hourly_minor: Mapped[int] = mapped_column(BigInteger)
    """What an hour is worth once the unpaid minutes are counted too."""
    earns_again: Mapped[bool]
    """A share of what comes of it later, or a price for each renewal."""
    terms: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))
    """Folded words and filters with spaces between them. Empty while it is not listed."""
    listed: Mapped[bool] = mapped_column(index=True)


class GigStep(Base):
    """Something that was done to a gig, by whom, when and why."""

    __tablename__ = "marketplace_gig_step"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), index=True)
    act: Mapped[str]
    details: Mapped[JsonObject]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class GigWindDown(Base):
    """A campaign ends after a day that was announced to everybody in it."""

    __tablename__ = "marketplace_gig_wind_down"

    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), primary_key=True)
    last_day: Mapped[date] = mapped_column(index=True)
    reason: Mapped[str]
    announced_by: Mapped[UUID]
    announced_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(GigStep.__table__)
