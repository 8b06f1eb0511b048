"""Saved searches, and which gigs each has told of."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class Pace(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    NEVER = "never"
    """Kept to be opened; nothing is sent."""


class SavedSearch(Base):
    __tablename__ = "marketplace_saved_search"
    __table_args__ = (UniqueConstraint("account_id", "name"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"))
    name: Mapped[str]
    asked: Mapped[JsonObject]
    """As the page's address says it."""
    pace: Mapped[Pace]
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    due_at: Mapped[datetime] = mapped_column(default_factory=now, index=True)
    """When it is looked at next."""
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class SavedSearchTold(Base):
    """A gig that an account was told of: once, however many of its searches find it."""

    __tablename__ = "marketplace_saved_search_told"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_account.id"), primary_key=True)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), primary_key=True)
    told_at: Mapped[datetime] = mapped_column(default_factory=now)
