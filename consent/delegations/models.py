"""Who may read whose rights until when, and that it ended before. Evidence: never changed.

The address that somebody typed is personal, so it lies beside and can be erased.
"""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class Observing(StrEnum):
    """As what somebody reads."""

    AGENT = "agent"
    UNION = "union"
    LAWYER = "lawyer"
    AUDITOR = "auditor"
    OTHER = "other"


class Delegation(Base):
    """To read only: nothing can be signed, allowed or withdrawn by it."""

    __tablename__ = "consent_delegation"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    performer_id: Mapped[UUID | None] = mapped_column(index=True)
    """Whose rights, by their own will; of nobody in particular where compliance opened it."""
    observer_id: Mapped[UUID | None] = mapped_column(index=True)
    """Nobody yet, where no account had the address: then whoever proves that it is theirs."""
    observing: Mapped[str]
    opened_by: Mapped[UUID]
    until: Mapped[date]
    """The last day."""
    from_at: Mapped[datetime | None] = mapped_column(default=None)
    before_at: Mapped[datetime | None] = mapped_column(default=None)
    """Only of recordings that were registered in between."""
    opened_at: Mapped[datetime] = mapped_column(default_factory=now)


class DelegatedClient(Base):
    """Only of this client's recordings, where a delegation has such rows."""

    __tablename__ = "consent_delegated_client"

    delegation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_delegation.id"), primary_key=True
    )
    client_id: Mapped[UUID] = mapped_column(primary_key=True)


class DelegatedRecording(Base):
    """Only of this recording, where a delegation has such rows."""

    __tablename__ = "consent_delegated_recording"

    delegation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_delegation.id"), primary_key=True
    )
    recording_id: Mapped[UUID] = mapped_column(primary_key=True)


class DelegationEnd(Base):
    """Revoked before its day; from this instant nothing is read by it."""

    __tablename__ = "consent_delegation_end"

    delegation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_delegation.id"), primary_key=True
    )
    ended_by: Mapped[UUID]
    ended_at: Mapped[datetime] = mapped_column(default_factory=now)


class DelegationAddress(Base):
    __tablename__ = "consent_delegation_address"

    delegation_id: Mapped[UUID] = mapped_column(
        ForeignKey("consent_delegation.id"), primary_key=True
    )
    email: Mapped[str] = mapped_column(index=True)
    """In small letters, as accounts keep theirs."""


for _table in (Delegation, DelegatedClient, DelegatedRecording, DelegationEnd):
    append_only(_table.__table__)
