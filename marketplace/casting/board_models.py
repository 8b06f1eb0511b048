"""What a client keeps about applicants for itself, and the moves on its board. Nobody else's."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class CastingMark(Base):
    """How an application is rated and tagged."""

    __tablename__ = "marketplace_casting_mark"

    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_application.id"), primary_key=True
    )
    stars: Mapped[int] = mapped_column(default=0)
    """0 not rated, to 5."""
    tags: Mapped[str] = mapped_column(default="")
    """Words with commas between them."""


class CastingNote(Base):
    """Free words about one applicant, or about two who might play together. Erasable."""

    __tablename__ = "marketplace_casting_note"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_application.id"), index=True
    )
    beside_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("marketplace_application.id"), index=True
    )
    """The other of a pair."""
    text: Mapped[str]
    by: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(default_factory=now)


class BoardMove(Base):
    """What one bulk move changed, so that it can be undone."""

    __tablename__ = "marketplace_board_move"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    gig_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_gig.id"), index=True)
    by: Mapped[UUID]
    state: Mapped[str]
    """Where to."""
    before: Mapped[JsonObject]
    """The state of each application before, by its id."""
    at: Mapped[datetime] = mapped_column(default_factory=now)
    undone_at: Mapped[datetime | None] = mapped_column(default=None)
