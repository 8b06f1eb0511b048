"""What is kept about an upload while its bytes arrive and until somebody takes them over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Upload(Base):
    __tablename__ = "foundation_upload"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    owner_id: Mapped[UUID] = mapped_column(index=True)
    length_bytes: Mapped[int | None] = mapped_column(BigInteger)
    """None as long as the sender does not know it: a recording that still runs."""
    metadata_header: Mapped[str]
    """As it was sent; tus wants it back."""
    filename: Mapped[str]
    """As the sender calls it. Never a name on our disk."""
    media_type: Mapped[str]
    """As the sender says. Not to be believed: see sniff.py."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
    """Moves on with every byte that arrives."""
    created_at: Mapped[datetime] = mapped_column(default_factory=now, init=False)
    received_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    """Durable: on disk and synced before this number says so. Never goes back."""
    sha256: Mapped[str | None] = mapped_column(default=None)
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    taken_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a slice made the bytes its own."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    """Removed or expired: nobody sees it any more, and its bytes are being deleted."""


class UploadOwner(Base):
    """One row per uploading person, locked while their quota is counted."""

    __tablename__ = "foundation_upload_owner"

    owner_id: Mapped[UUID] = mapped_column(primary_key=True)
