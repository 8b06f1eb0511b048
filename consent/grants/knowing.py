"""Changing what a right is without losing what it was, or what we took it for."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, KnownRight, Right, State

_CHANGING = (
    "state",
    "accepted",
    "uses",
    "constrained",
    "starts_on",
    "ends_on",
    "limit_set_id",
)
_KEPT = ("grant_id", "recording_id", "performer_id", *_CHANGING)


def right_of(session: Session, grant: Grant) -> Right:
    return session.get_one(Right, (grant.recording_id, grant.performer_id, grant.id))


def know_first(session: Session, right: Right, *, on: date, at: datetime) -> None:
    """A step. The first thing that is known of a grant."""
    session.flush()
    row = {name: getattr(right, name) for name in _KEPT}
    _insert(session, [{**row, "number": 0, "true_from": on, "known_from": at}])


def know(session: Session, grant: Grant, values: dict[str, Any], *, on: date, at: datetime) -> None:
    """A step, under the lock of the grant's thread: these values hold from the day on.

    What we learn late about a day long past changes that day and every later one, and nothing else
    of what was said of them.
    """
    rows = _newest_first(session, grant)
    number, at = rows[0]["number"] + 1, max(at, rows[0]["known_from"])
    days = list(_from_day_on(rows, on))
    told = [{**row, **values, "true_from": day, "known_from": at} for day, row in days]
    _insert(session, [{**row, "number": number + count} for count, row in enumerate(told)])
    right = right_of(session, grant)
    for name in _CHANGING:
        setattr(right, name, told[-1][name])
    right.state = State(right.state)
    session.flush()


def _newest_first(session: Session, grant: Grant) -> list[dict[str, Any]]:
    known = KnownRight.__table__
    every = select(known).where(known.c.grant_id == grant.id).order_by(known.c.number.desc())
    return [dict(row) for row in session.execute(every).mappings()]


def _from_day_on(rows: list[dict[str, Any]], on: date) -> Iterator[tuple[date, dict[str, Any]]]:
    """The day and every later one on which something changes, with what holds from then."""
    later = {row["true_from"] for row in rows if row["true_from"] > on}
    for day in sorted({on, *later}):
        found = next((row for row in rows if row["true_from"] <= day), rows[-1])
        yield day, found


def _insert(session: Session, rows: list[dict[str, Any]]) -> None:
    session.execute(insert(KnownRight.__table__), rows)  # type: ignore[arg-type]
