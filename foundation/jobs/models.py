"""What is kept about jobs: who may run one now, how each run went, which workers live."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from foundation.ids import new_id
from foundation.tables import Base


class Outcome(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ABANDONED = "abandoned"
    """Its worker went away; another may run the job again."""


class JobLease(Base):
    """At most one worker holds a job at a time. The fence counts the holders so far."""

    __tablename__ = "foundation_job_lease"

    job: Mapped[str] = mapped_column(primary_key=True)
    held_until: Mapped[datetime]
    next_due_at: Mapped[datetime]
    holder: Mapped[UUID | None] = mapped_column(default=None)
    fence: Mapped[int] = mapped_column(default=0)


class JobRun(Base):
    __tablename__ = "foundation_job_run"
    __table_args__ = (Index("ix_foundation_job_run_job_started_at", "job", "started_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    job: Mapped[str]
    holder: Mapped[UUID]
    fence: Mapped[int]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[Outcome] = mapped_column(default=Outcome.RUNNING)
    said: Mapped[str] = mapped_column(default="")
    """What the job returned, or the error: a line for the operations page."""


class Worker(Base):
    """A process that runs jobs, and when it was last heard of."""

    __tablename__ = "foundation_worker"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[str]
    """Host name and process id."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
