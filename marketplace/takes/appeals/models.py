"""An appeal and how it ended."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class AppealOutcome(StrEnum):
    OVERTURNED = "overturned"
    UPHELD = "upheld"
    UNANSWERED = "unanswered"
    """Nobody decided in time: the take is accepted."""


class TakeAppeal(Base):
    """A take has one at most, whichever of its performers made it."""

    __tablename__ = "marketplace_take_appeal"
    __table_args__ = (
        Index("ix_marketplace_take_appeal_outcome_due_at", "outcome", "due_at"),
        Index("ix_marketplace_take_appeal_client_id", "client_id", "outcome"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    take_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_take.id"), unique=True)
    client_id: Mapped[UUID]
    performer_id: Mapped[UUID]
    due_at: Mapped[datetime]
    made_at: Mapped[datetime] = mapped_column(default_factory=now)
    outcome: Mapped[AppealOutcome | None] = mapped_column(default=None)
    decided_by: Mapped[UUID | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}
