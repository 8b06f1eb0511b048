"""A decision about one recording as of now: one read by key, through the bare driver.

This stands before every play and every download, so it takes a few microseconds, not hundreds.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.answers import NOBODY, Decisions
from consent.decisions.limits import left_by
from consent.decisions.reasons import bits_against
from consent.decisions.suspensions import cause_of
from consent.terms.purpose import Purpose

_CURSOR = "consent.decisions.cursor"
_READ = (
    "SELECT performer_id, grant_id, state, accepted, uses, starts_on, ends_on, limit_set_id,"
    " suspended FROM consent_right WHERE recording_id = "
)
_SQLITE, _POSTGRESQL = _READ + "?", _READ + "%s"


def decide_one(
    session: Session, recording: UUID, purpose: Purpose, day: date, known_at: datetime
) -> Decisions:
    cursor, bare = _cursor(session)
    key: Any = recording.hex if bare else recording
    today: Any = day.isoformat() if bare else day
    rows = cursor.execute(_SQLITE if bare else _POSTGRESQL, (key,)).fetchall()
    left = left_by(session, [row[7] for row in rows], purpose)
    against: list[tuple[Any, ...]] = []
    allowed_by = set()
    for row in rows:
        cause = _cause(session, row, purpose, day, known_at) if row[8] else None
        if cause is None and not bits_against(row, purpose, today, left.get(row[7], 0)):
            allowed_by.add(row[0])
        else:
            against.append((key, *row[:8], cause))
    if not rows:
        against = [(key, *NOBODY)]
    elif allowed_by:
        # Another grant of the same performer may allow it.
        against = [row for row in against if row[1] not in allowed_by]
    return Decisions(against, purpose, day, left=left, bare=bare, asked=(key,))


def _cause(
    session: Session, row: Any, purpose: Purpose, day: date, known_at: datetime
) -> str | None:
    grant = row[1] if isinstance(row[1], UUID) else UUID(row[1])
    return session.scalar(cause_of(grant, purpose, day, known_at))


def _cursor(session: Session) -> tuple[Any, bool]:
    """One for each transaction: asking SQLAlchemy for it costs more than the query."""
    current = session.get_transaction()
    kept = session.info.get(_CURSOR)
    if kept is not None and current is not None and kept[0] is current:
        return kept[1], kept[2]
    cursor = session.connection().connection.cursor()
    bare = session.get_bind().dialect.name == "sqlite"
    session.info[_CURSOR] = (session.get_transaction(), cursor, bare)
    return cursor, bare
