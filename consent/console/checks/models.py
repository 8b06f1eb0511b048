"""Runs of checks, which stay as they were, and what they found, which may go again."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class CheckRun(Base):
    """One check, asked once. Without these nobody could show that it was ever asked."""

    __tablename__ = "consent_check_run"
    __table_args__ = (Index("ix_consent_check_run_name_started_at", "name", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str]
    """The check's."""
    asked_by: Mapped[UUID]
    started_at: Mapped[datetime]
    found: Mapped[int]
    """How much is wrong; of very many only the first are kept as findings."""
    ended_at: Mapped[datetime] = mapped_column(default_factory=now)
    failed: Mapped[str] = mapped_column(default="")
    """Why it could not be asked to its end; empty where it was."""


class CheckRequest(Base):
    """Somebody wants a check asked now. A job asks it: it may take longer than a page may."""

    __tablename__ = "consent_check_request"
    __table_args__ = (Index("ix_consent_check_request_answered_at", "answered_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str]
    asked_by: Mapped[UUID]
    asked_at: Mapped[datetime] = mapped_column(default_factory=now)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)


class CheckFinding(Base):
    """Something that a check says is wrong, from the first run that said so to the last."""

    __tablename__ = "consent_check_finding"
    __table_args__ = (
        UniqueConstraint("name", "about"),
        Index("ix_consent_check_finding_gone_at", "gone_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    name: Mapped[str]
    about: Mapped[str]
    """The id of what is wrong: a recording's, a thread's, an entry's."""
    sentence: Mapped[str]
    recording_id: Mapped[UUID | None]
    """Whose story tells more, where there is one."""
    first_seen_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    gone_at: Mapped[datetime | None] = mapped_column(default=None)
    """When a whole run did not find it any more."""
    case_id: Mapped[UUID | None] = mapped_column(default=None)
    """Where it is looked into."""


append_only(CheckRun.__table__)
