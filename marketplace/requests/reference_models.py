"""Files that a brief speaks of, and which late answers somebody was told of."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class RequestReference(Base):
    """Its bytes stay as long as a version may speak of it, also when it was taken out again."""

    __tablename__ = "marketplace_request_reference"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("marketplace_scene_request.id"), index=True)
    name: Mapped[str]
    storage_key: Mapped[str]
    """A copy of a request shares its files."""
    media_type: Mapped[str]
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    added_by: Mapped[UUID]
    added_at: Mapped[datetime] = mapped_column(default_factory=now)
    removed_at: Mapped[datetime | None] = mapped_column(default=None)
    """Out of the draft since then."""


class RequestLateAnswer(Base):
    """A version whose answer was not there in time: everybody concerned was told once."""

    __tablename__ = "marketplace_request_late_answer"

    version_id: Mapped[UUID] = mapped_column(
        ForeignKey("marketplace_request_version.id"), primary_key=True
    )
    told_at: Mapped[datetime] = mapped_column(default_factory=now)
