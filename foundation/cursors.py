"""Opaque places in a list that grows while it is read: newest first, ties broken by id."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from foundation.statements import among

Row = TypeVar("Row")
_UNREADABLE = (
    *(ValueError, TypeError, AttributeError, OverflowError, binascii.Error),
    RecursionError,  # Brackets within brackets, a thousand deep.
)


_LAST_PLACE = 2**31 - 1


class BadCursor(NotFound):
    message = "That is not a place in this list. Start again from its first page."


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    items: Sequence[Row]
    next: str | None
    """Pass it back to read on; None at the end."""


def write(at: datetime, row_id: UUID) -> str:
    return base64.urlsafe_b64encode(json.dumps([at.isoformat(), row_id.hex]).encode()).decode()


def read(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, row_id = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        place = datetime.fromisoformat(at), UUID(row_id)
        if place[0].tzinfo is None:
            raise BadCursor
        return place[0].astimezone(UTC), place[1]
    except _UNREADABLE:
        raise BadCursor from None


def page_of(
    session: Session,
    query: Select[*tuple[Any, ...]],
    at: Any,
    row_id: Any,
    *,
    after: str | None,
    limit: int,
) -> Page[Any]:
    """One page of `query`, ordered by these two columns, newest first."""
    if after:
        query = query.where(tuple_(at, row_id) < tuple_(*read(after)))
    rows = session.execute(query.order_by(at.desc(), row_id.desc()).limit(limit + 1)).all()
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return Page(shown, write(getattr(last, at.key), getattr(last, row_id.key)) if last else None)


def loaded(session: Session, of: type[Row], found: Page[Any], key: str = "id") -> Page[Row]:
    """The whole rows of a page that has their ids."""
    ids = [getattr(row, key) for row in found.items]
    rows = session.scalars(select(of).where(among(session, getattr(of, key), ids)))
    by_id = {getattr(row, key): row for row in rows}
    return Page([by_id[each] for each in ids if each in by_id], found.next)


def place_in(typed: str) -> int | None:
    """Of lists that are read on below a number; None at the beginning."""
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 10 or int(typed) > _LAST_PLACE:
        raise BadCursor
    return int(typed)
