"""Who read what about whom: on record for each person, also where many stood in one list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation import audit
from foundation.actors import Actor
from foundation.append_only import append_only
from foundation.audit import AuditEvent
from foundation.tables import Base


class Shown(StrEnum):
    """In what somebody stood when it was read."""

    LIST = "list"
    STORY = "story"
    BUNDLE = "bundle"
    REPORT = "report"
    SAMPLE = "sample"


_RECORD = "Your record"
_SAID = {
    Shown.LIST: "A list in which you stand",
    Shown.STORY: "The whole story of a recording of yours",
    Shown.BUNDLE: "Evidence that was taken away",
    Shown.REPORT: "A report about you",
    Shown.SAMPLE: "Entries that were drawn for an audit",
}


class RightsReading(Base):
    """One person among those whom one act of reading showed: the act stands once in the audit."""

    __tablename__ = "consent_rights_reading"
    __table_args__ = (Index("ix_consent_rights_reading_person_id", "person_id"),)

    event_id: Mapped[UUID] = mapped_column(
        ForeignKey("foundation_audit_event.id"), primary_key=True
    )
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    shown: Mapped[str]


append_only(RightsReading.__table__)


@dataclass(frozen=True, slots=True)
class Reading:
    at: datetime
    acted_as: str
    what: str
    by: UUID
    by_observer: bool = False
    """By whom they themselves, or compliance, let read."""


def put_on_record(
    session: Session, actor: Actor, shown: Shown, people: Collection[UUID], **asked: Any
) -> None:
    """A step. One act, and a row for each person whom it showed to somebody else."""
    others = sorted(set(people) - {actor.id})
    details = {"shown": shown.value, "people": len(others), **asked}
    event = audit.record(session, actor, "rights.read", actor.id, **details)
    session.flush()
    if others:
        rows = [{"event_id": event.id, "person_id": each, "shown": shown} for each in others]
        session.execute(insert(RightsReading), rows)


def readings_of(session: Session, person_id: UUID) -> list[Reading]:
    """When and in which role others looked at what this person signed; newest first."""
    of = AuditEvent
    columns = select(of.at, of.acted_as, of.actor_id, of.details)
    alone = columns.where(of.action == "opening.read", of.subject_id == person_id)
    among = columns.add_columns(RightsReading.shown).join(
        RightsReading, RightsReading.event_id == of.id
    )
    found = [_reading(row, _RECORD) for row in session.execute(alone)]
    found += [
        _reading(row, _SAID[Shown(row.shown)])
        for row in session.execute(among.where(RightsReading.person_id == person_id))
    ]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _reading(row: Any, what: str) -> Reading:
    by_observer = bool(row.details.get("observer"))
    acted_as = "observer" if by_observer else row.acted_as
    return Reading(row.at, acted_as, what, row.actor_id, by_observer)
