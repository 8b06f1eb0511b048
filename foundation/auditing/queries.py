"""Questions about what was done."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from foundation.audit import AuditEvent, AuditOrigin
from foundation.cursors import Page, page_of

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Search:
    """Every part narrows; an empty one does not. Days are the reader's."""

    people: frozenset[UUID] | None = None
    """Who acted; an empty set means that nobody was found by that name."""
    subject_id: UUID | None = None
    action: str = ""
    """The beginning of it: `case.` finds everything about cases."""
    since: date | None = None
    until: date | None = None
    zone: str = "UTC"

    def as_details(self) -> dict[str, Any]:
        """What is kept of the question: ids and dates, never the name that was typed."""
        people = None if self.people is None else sorted(str(person) for person in self.people)
        asked = {**asdict(self), "people": people}
        return {
            name: str(value) if isinstance(value, UUID | date) else value
            for name, value in asked.items()
            if value not in (None, "")
        }


def found(
    session: Session, search: Search, after: str | None = None, limit: int = SHOWN
) -> Page[Row[Any]]:
    """Newest first."""
    return page_of(
        session, _matching(search), AuditEvent.at, AuditEvent.id, after=after, limit=limit
    )


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """What a person did themselves, and from where while that is kept."""
    own = _matching(Search(people=frozenset((person_id,)))).order_by(AuditEvent.at)
    return {
        "acts": [
            {
                "at": row.at.isoformat(),
                "action": row.action,
                "as": row.acted_as,
                "subject": str(row.subject_id),
                "through": row.door,
                "from_address": row.address,
                "with": row.agent,
                "details": row.details,
            }
            for row in session.execute(own)
        ]
    }


def _matching(search: Search) -> Select[Any]:
    event = AuditEvent
    rows = cast(
        "Select[Any]",
        select(
            event.id,
            event.at,
            event.actor_id,
            event.acted_as,
            event.on_behalf_of,
            event.action,
            event.subject_id,
            event.door,
            event.request_id,
            event.details,
            AuditOrigin.address,
            AuditOrigin.agent,
        ).outerjoin(AuditOrigin, AuditOrigin.event_id == event.id),
    )
    if search.people is not None:
        rows = rows.where(event.actor_id.in_(search.people))
    if search.subject_id is not None:
        rows = rows.where(event.subject_id == search.subject_id)
    if search.action:
        rows = rows.where(event.action.startswith(search.action, autoescape=True))
    if search.since is not None:
        rows = rows.where(event.at >= _midnight(search.since, search.zone))
    if search.until is not None:
        rows = rows.where(event.at < _midnight(search.until + timedelta(days=1), search.zone))
    return rows


def _midnight(on: date, zone: str) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(zone))
