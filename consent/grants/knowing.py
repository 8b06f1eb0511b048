"""Changing what rights are without losing what they were, or what we took them for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, KnownRight, Right, State
from foundation.statements import among
from foundation.tables import table_of

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
_Row = dict[str, Any]


def right_of(session: Session, grant: Grant) -> Right:
    return session.get_one(Right, (grant.recording_id, grant.performer_id, grant.id))


def rights_of(session: Session, grants: Collection[Grant]) -> dict[UUID, Right]:
    """By grant, as they are in the database, whatever this session saw of them before."""
    session.flush()
    wanted = {grant.id for grant in grants}
    recordings = {grant.recording_id for grant in grants}
    rows = select(Right).where(among(session, Right.recording_id, recordings))
    found = session.scalars(rows.execution_options(populate_existing=True))
    return {right.grant_id: right for right in found if right.grant_id in wanted}


def know_first(session: Session, right: Right, *, on: date, at: datetime) -> None:
    """A step. The first thing that is known of a grant."""
    session.flush()
    row = {name: getattr(right, name) for name in _KEPT}
    _insert(session, [{**row, "number": 0, "true_from": on, "known_from": at}])


def know(
    session: Session,
    changes: Sequence[tuple[Right, Mapping[str, Any], date]],
    *,
    at: datetime,
) -> None:
    """A step, under the locks of the grants' threads: for each right, what holds from its day on.

    What we learn late about a day long past changes that day and every later one, and nothing else
    of what was said of them.
    """
    known = _newest_first(session, [right.grant_id for right, _, _ in changes])
    told: list[_Row] = []
    for right, values, on in changes:
        rows = _told(known[right.grant_id], values, on, at)
        for name in _CHANGING:
            setattr(right, name, rows[-1][name])
        right.state = State(right.state)
        told += rows
    if told:
        _insert(session, told)
    session.flush()


def _told(rows: Sequence[_Row], values: Mapping[str, Any], on: date, at: datetime) -> list[_Row]:
    """Never earlier than what was known before: clocks go back."""
    number, at = rows[0]["number"] + 1, max(at, rows[0]["known_from"])
    days = enumerate(_from_day_on(rows, on))
    return [
        {**row, **values, "number": number + count, "true_from": day, "known_from": at}
        for count, (day, row) in days
    ]


def _newest_first(session: Session, grants: Collection[UUID]) -> dict[UUID, list[_Row]]:
    known = table_of(KnownRight)
    every = select(known).where(among(session, KnownRight.grant_id, grants))
    found: dict[UUID, list[_Row]] = {}
    for row in session.execute(every.order_by(known.c.number.desc())).mappings():
        found.setdefault(row["grant_id"], []).append(dict(row))
    return found


def _from_day_on(rows: Sequence[_Row], on: date) -> Iterator[tuple[date, _Row]]:
    """The day and every later one on which something changes, with what holds from then."""
    later = {row["true_from"] for row in rows if row["true_from"] > on}
    for day in sorted({on, *later}):
        found = next((row for row in rows if row["true_from"] <= day), rows[-1])
        yield day, found


def _insert(session: Session, rows: Sequence[_Row]) -> None:
    session.execute(insert(table_of(KnownRight)), rows)
