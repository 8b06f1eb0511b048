"""A decision about one recording as of now: one read by key, through the bare driver.

This stands before every play and every download, so it takes a few microseconds, not hundreds.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.decisions.answers import NOBODY, Decisions
from consent.decisions.asked import Asked
from consent.decisions.limits import judge
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
    judged = purpose.judged
    against: list[tuple[Any, ...]] = []
    for row in rows:
        limits = row[7]
        if limits not in judged:
            judge(session, (limits,), purpose)
        cause = _cause(session, row, purpose, day, known_at) if row[8] else None
        bits = bits_against(row, purpose, today)
        if bits or judged[limits] or cause is not None:
            against.append((key, row[0], row[1], limits, bits, row[2], row[5], row[6], cause))
    if not rows:
        against.append((key, *NOBODY))
    elif against and len(rows) > 1:
        against = _without_another(rows, against)
    return Decisions(against, left=judged, bare=bare, asked=(key,))


def _without_another(rows: list[Any], against: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Those for which no other grant of the same performer allows it."""
    refusing = {row[2] for row in against}
    allowed_by = {row[0] for row in rows if row[1] not in refusing}
    return [row for row in against if row[1] not in allowed_by]


def _cause(
    session: Session, row: Any, purpose: Purpose, day: date, known_at: datetime
) -> str | None:
    grant = row[1] if isinstance(row[1], UUID) else UUID(row[1])
    return session.scalar(select(cause_of(grant, Asked.of(purpose, day, known_at))))


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
