"""Finding grants: each part of a search narrows it, and every page costs the same."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, false, or_, select
from sqlalchemy.orm import Session

from consent.console.search.states import condition
from consent.grants.models import Grant, Right
from consent.recordings.for_whom import given_to
from consent.signing.models import Agreement
from foundation.clock import now
from foundation.cursors import Page, page_of

SHOWN = 50
_SHOWN = (
    *(Grant.id, Grant.recording_id, Grant.performer_id, Grant.agreement_id, Grant.made_at),
    *(Right.state, Right.accepted, Right.suspended, Right.ends_on),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """An empty part does not narrow."""

    people: frozenset[UUID] | None = None
    """Performers; an empty set means that nobody was found by that name."""
    clients: frozenset[UUID] = frozenset()
    """Beside those people: whatever was recorded for these."""
    about: UUID | None = None
    """The id of a recording, a performer, an agreement, a version of one, or a client."""
    recording: UUID | None = None
    performer: UUID | None = None
    client: UUID | None = None
    """For whom it was recorded."""
    agreement: UUID | None = None
    """Or a version of one."""
    state: str = ""
    since: date | None = None
    until: date | None = None
    """Registered from one day to the other, in UTC."""

    def as_details(self) -> dict[str, Any]:
        """What is kept of the question: neither the name nor the id that was typed. Beside who
        was shown, it would say for ever whose recording is whose."""
        found: dict[str, Any] = {
            "by_id": any((self.about, *self.ids)),
            "state": self.state,
            "since": self.since and self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
        }
        by_name = {} if self.people is None else {"by_name": len(self.people)}
        return {name: value for name, value in found.items() if value} | by_name

    @property
    def ids(self) -> tuple[UUID | None, ...]:
        return self.recording, self.performer, self.client, self.agreement


def found(
    session: Session, search: Search, *, after: str | None = None, limit: int = SHOWN
) -> Page[Row[Any]]:
    """Newest first. Each row is a grant's with its right."""
    rows = _matching(session, search)
    return page_of(session, rows, Grant.made_at, Grant.id, after=after, limit=limit)


def _matching(session: Session, search: Search) -> Select[Any]:
    of_grant = (
        (Right.recording_id == Grant.recording_id)
        & (Right.performer_id == Grant.performer_id)
        & (Right.grant_id == Grant.id)
    )
    rows = cast("Select[Any]", select(*_SHOWN).join(Right, of_grant))
    if search.people is not None:
        rows = rows.where(or_(_by(search.people), *map(_for, search.clients)))
    if search.about is not None:
        rows = rows.where(_called(session, search.about))
    rows = rows.where(*_parts(search))
    if search.state:
        rows = rows.where(condition(search.state, now().date()))
    if search.since is not None:
        rows = rows.where(Grant.made_at >= _midnight(search.since))
    if search.until is not None:
        rows = rows.where(Grant.made_at < _midnight(search.until + timedelta(days=1)))
    return rows


def _parts(search: Search) -> Iterator[ColumnElement[bool]]:
    if search.recording is not None:
        yield Grant.recording_id == search.recording
    if search.performer is not None:
        yield Grant.performer_id == search.performer
    if search.client is not None:
        yield _for(search.client)
    if search.agreement is not None:
        of_version = select(Agreement.id).where(Agreement.version_id == search.agreement)
        yield or_(Grant.agreement_id == search.agreement, Grant.agreement_id.in_(of_version))


def _by(people: Collection[UUID]) -> ColumnElement[bool]:
    return Grant.performer_id.in_(people) if people else false()


def _called(session: Session, about: UUID) -> ColumnElement[bool]:
    """Which of them it is, is asked first: most have an index that is in order."""
    for column in (Grant.recording_id, Grant.performer_id, Grant.agreement_id):
        if session.scalar(select(Grant.id).where(column == about).limit(1)) is not None:
            return column == about
    of_version = select(Agreement.id).where(Agreement.version_id == about)
    if session.scalar(of_version.limit(1)) is not None:
        return Grant.agreement_id.in_(of_version)
    return _for(about)


def _for(client: UUID) -> ColumnElement[bool]:
    return given_to(client)


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)
