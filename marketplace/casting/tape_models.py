"""Self-tapes, apart from recordings: no grant can exist for one, and every watching stays known."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Tape(Base):
    """One file beside one application. Another one takes its place; the old bytes are destroyed."""

    __tablename__ = "marketplace_tape"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    application_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_application.id"), index=True
    )
    performer_id: Mapped[UUID] = mapped_column(index=True)
    storage_key: Mapped[str]
    media_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(default_factory=now)
    destroy_at: Mapped[datetime | None] = mapped_column(default=None, index=True)
    """30 days after the decision, or at once where it was taken back."""
    destroyed_at: Mapped[datetime | None] = mapped_column(default=None)


class TapeViewing(Base):
    """Somebody opened a tape, in a role; good for an hour, for them alone."""

    __tablename__ = "marketplace_tape_viewing"
    __table_args__ = (Index("ix_marketplace_tape_viewing_tape_id", "tape_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    tape_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_tape.id"))
    sitting_id: Mapped[UUID] = mapped_column(index=True)
    """What was opened side by side."""
    reader_id: Mapped[UUID]
    acted_as: Mapped[str]
    on_behalf_of: Mapped[UUID | None]
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)


append_only(TapeViewing.__table__)
