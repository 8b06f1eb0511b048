"""Who did what to which thing, as whom, when and from where, written with the doing."""

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.actors import Actor
from foundation.append_only import append_only
from foundation.clock import now
from foundation.ids import new_id
from foundation.tables import Base, JsonObject


class Door(StrEnum):
    """How an act can come in. One more is a row that a migration adds."""

    PAGE = "page"
    API = "api"
    COMMAND = "command"
    JOB = "job"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an act came in. The web edge sets it; without one it is the command line or a job."""

    door: Door
    request_id: str = ""
    address: str = ""
    agent: str = ""


_FROM_COMMAND = Origin(door=Door.COMMAND)
origin: ContextVar[Origin] = ContextVar("origin", default=_FROM_COMMAND)


class AuditDoor(Base):
    """The doors there are: a table, so that one more needs no other table of events."""

    __tablename__ = "foundation_audit_door"

    name: Mapped[str] = mapped_column(primary_key=True)


class AuditEvent(Base):
    """One act. Never updated, never deleted; holds ids, never names or addresses."""

    __tablename__ = "foundation_audit_event"

    id: Mapped[UUID] = mapped_column(primary_key=True, default_factory=new_id, init=False)
    at: Mapped[datetime] = mapped_column(default_factory=now, init=False, index=True)
    actor_id: Mapped[UUID] = mapped_column(index=True)
    acted_as: Mapped[str]
    on_behalf_of: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(index=True)
    subject_id: Mapped[UUID] = mapped_column(index=True)
    door: Mapped[str] = mapped_column(ForeignKey("foundation_audit_door.name"))
    request_id: Mapped[str]
    details: Mapped[JsonObject] = mapped_column(default_factory=dict)


append_only(AuditEvent.__table__)


class AuditOrigin(Base):
    """The network address behind an act: personal, so apart from it and erased in time."""

    __tablename__ = "foundation_audit_origin"

    event_id: Mapped[UUID] = mapped_column(
        ForeignKey("foundation_audit_event.id"), primary_key=True
    )
    at: Mapped[datetime] = mapped_column(default_factory=now, init=False, index=True)
    address: Mapped[str]
    agent: Mapped[str]


def record(
    session: Session, actor: Actor, action: str, subject_id: UUID, **details: Any
) -> AuditEvent:
    """A step: it is kept exactly when the act itself is."""
    came_from = origin.get()
    event = AuditEvent(
        actor_id=actor.id,
        acted_as=actor.role,
        on_behalf_of=actor.on_behalf_of,
        action=action,
        subject_id=subject_id,
        door=came_from.door,
        request_id=came_from.request_id,
        details=details,
    )
    session.add(event)
    if came_from.address:
        session.flush()
        session.add(
            AuditOrigin(event_id=event.id, address=came_from.address, agent=came_from.agent[:300])
        )
    return event
