"""Openings and the keys that seal them can be erased; what was erased names nobody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.tables import Base


class LedgerDataKey(Base):
    """One person's own key, wrapped. Without it, what it sealed is noise, in backups too."""

    __tablename__ = "consent_ledger_data_key"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    wrapped_by: Mapped[str] = mapped_column(index=True)
    """Tells one wrapping key from another, and nothing about either."""


class LedgerOpening(Base):
    """Salt and payload of one entry, about one person."""

    __tablename__ = "consent_ledger_opening"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    thread: Mapped[str] = mapped_column(ForeignKey("consent_ledger_thread.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_ledger_data_key.person_id"), index=True
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class LedgerErasure(Base):
    """A thread that was erased, or one event where others' openings stay in its thread."""

    __tablename__ = "consent_ledger_erasure"

    erased: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default_factory=now)
    told_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the second place knew, and nothing of it was left in the database's files."""
