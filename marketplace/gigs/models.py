"""A gig, and the columns that lists and searches are made from."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


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
