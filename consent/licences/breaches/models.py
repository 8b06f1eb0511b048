"""Breaches, the recordings they are about, and what was said of them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base


class BreachState(StrEnum):
    RECORDED = "recorded"
    NOTIFIED = "notified"
    """Those who had to be told were told, performers among them."""
    CLOSED = "closed"


class BreachOutcome(StrEnum):
    REMEDIED = "remedied"
    LICENCE_TERMINATED = "licence_terminated"
    NO_BREACH = "no_breach"


class Breach(Base):
    __tablename__ = "consent_breach"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    client_id: Mapped[UUID] = mapped_column(index=True)
    licence_id: Mapped[UUID | None] = mapped_column(ForeignKey("consent_licence.id"))
    learned_at: Mapped[datetime]
    """When whoever recorded it learnt of it: the clock runs from then."""
    notify_by: Mapped[datetime] = mapped_column(index=True)
    recorded_by: Mapped[UUID]
    recorded_at: Mapped[datetime] = mapped_column(default_factory=now)
    state: Mapped[BreachState] = mapped_column(default=BreachState.RECORDED)
    notified_at: Mapped[datetime | None] = mapped_column(default=None)
    notified_by: Mapped[UUID | None] = mapped_column(default=None)
    performers_told: Mapped[int] = mapped_column(default=0)
    warned_at: Mapped[datetime | None] = mapped_column(default=None)
    """When those who keep rights were told that the hours are running out."""
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[UUID | None] = mapped_column(default=None)
    outcome: Mapped[BreachOutcome | None] = mapped_column(default=None)
    version: Mapped[int] = mapped_column(init=False)

    __mapper_args__ = {"version_id_col": version}


class BreachRecording(Base):
    """Which recordings it is about; none where it may be about all that the client holds."""

    __tablename__ = "consent_breach_recording"

    breach_id: Mapped[UUID] = mapped_column(ForeignKey("consent_breach.id"), primary_key=True)
    recording_id: Mapped[UUID] = mapped_column(primary_key=True)


class BreachWords(Base):
    """What happened, and later what came of it, in words: erasable."""

    __tablename__ = "consent_breach_words"

    breach_id: Mapped[UUID] = mapped_column(ForeignKey("consent_breach.id"), primary_key=True)
    what: Mapped[str]
    told: Mapped[str] = mapped_column(default="")
    """What performers were told."""
    closing: Mapped[str] = mapped_column(default="")


append_only(BreachRecording.__table__)
