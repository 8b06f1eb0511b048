"""Decisions about any number of recordings: one query, which brings back only what is refused."""

from collections.abc import Collection
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, Text, Uuid, bindparam, func, select, text, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from consent.decisions.answers import Decisions
from consent.decisions.asked import Asked
from consent.decisions.asking import Question, listed, spelled
from consent.decisions.driver_ids import Written
from consent.decisions.limits import judge
from consent.grants.models import LimitSet
from consent.terms.purpose import Purpose

# What is asked for is read by its key. By its usual costs, made for turning disks, PostgreSQL
# would read three million rights to decide about a hundred thousand. Until the transaction ends.
_READ_BY_KEY = text("SELECT set_config('random_page_cost', '1.1', true)")
EVERY_SET = select(LimitSet.id)
_SQLITE = "sqlite"
RECORDINGS, _OUTSIDE = "asked_recordings", "asked_outside"


def decide_many(
    session: Session,
    recordings: Collection[UUID | Written] | Select[UUID],
    purpose: Purpose,
    day: date,
    known_at: datetime,
    *,
    looks_back: bool,
) -> Decisions:
    dialect = session.get_bind().dialect.name
    read_by_key(session)
    left = judge(session, session.scalars(EVERY_SET), purpose)
    outside = [each for each, bits in left.items() if bits]
    asked = Asked.of(purpose, day, known_at)
    keys: Collection[Written] | None = None
    given: dict[str, Any] = {}
    if isinstance(recordings, Select):
        within = listed(dialect, spelled(dialect, outside)) if outside else None
        question = Question(asked, looks_back=looks_back, outside=within)
        statement = question.of(_rows(recordings))
    else:
        keys, given = _named(dialect, recordings, asked, outside)
        statement = _refusing(dialect, looks_back, asked.is_review, bool(outside))
    found = session.connection().execute(statement, given)
    # Straight from the driver: making rows and ids of all of them costs more than the query.
    rows = found.cursor.fetchall()
    return Decisions(rows, left=left, bare=dialect == _SQLITE, asked=keys)


def grants_allowing(
    session: Session, recordings: Collection[UUID], purpose: Purpose, at: datetime
) -> set[UUID]:
    """The grants behind a permission: each of these allows it by itself, as we know it now."""
    dialect = session.get_bind().dialect.name
    left = judge(session, session.scalars(EVERY_SET), purpose)
    outside = [each for each, bits in left.items() if bits]
    asked = Asked.of(purpose, at.date(), at)
    _, given = _named(dialect, recordings, asked, outside)
    statement = _allowing(dialect, asked.is_review, bool(outside))
    return set(session.scalars(statement, given))


@cache
def _refusing(dialect: str, looks_back: bool, is_review: bool, is_outside: bool) -> Select[Any]:
    """A handful of statements, each put into words once."""
    return _question(dialect, looks_back, is_review, is_outside).of(asked_by_name(dialect))


@cache
def _allowing(dialect: str, is_review: bool, is_outside: bool) -> Select[Any]:
    return _question(dialect, False, is_review, is_outside).allowing(asked_by_name(dialect))


def _question(dialect: str, looks_back: bool, is_review: bool, is_outside: bool) -> Question:
    outside = listed(dialect, bindparam(_OUTSIDE)) if is_outside else None
    asked = Asked.by_name(is_review=is_review)
    return Question(asked, looks_back=looks_back, outside=outside)


def read_by_key(session: Session) -> None:
    """Before many rights are read."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_READ_BY_KEY)


def _named(
    dialect: str, recordings: Collection[UUID | Written], asked: Asked, outside: Collection[int]
) -> tuple[Collection[Written], dict[str, Any]]:
    """The keys that were asked for, each once; and all that a statement made by name is given."""
    keys, wanted = keyed(dialect, recordings)
    more = {_OUTSIDE: spelled(dialect, list(outside))} if outside else {}
    return keys, {RECORDINGS: wanted, **asked.named(), **more}


def keyed(dialect: str, recordings: Collection[UUID | Written]) -> tuple[Collection[Written], Any]:
    """Each once, and how `asked_by_name` is given them."""
    keys: dict[Any, None]
    if dialect != _SQLITE:
        keys = dict.fromkeys(recordings)
        return keys, list(keys)
    # In the order of the rights' own key: neighbours are then read together.
    keys = dict.fromkeys(sorted([each if type(each) is str else each.hex for each in recordings]))
    return keys, '["' + '","'.join(keys) + '"]' if keys else "[]"


def asked_by_name(dialect: str) -> Any:
    """What was asked for, as something to select from."""
    if dialect == _SQLITE:
        given = bindparam(RECORDINGS, type_=Text())
        each = func.json_each(given).table_valued("value").c.value
        return select(type_coerce(each, Uuid()).label("id")).subquery("wanted")
    keys = func.unnest(bindparam(RECORDINGS, type_=ARRAY(Uuid()))).column_valued("id")
    return select(keys.label("id")).subquery("wanted")


def _rows(recordings: Select[UUID]) -> Any:
    """The same of a query, which says each once."""
    (column,) = recordings.selected_columns
    found = recordings.with_only_columns(column.label("id"))
    once = found if _is_said_once(recordings, column) else found.distinct()
    return once.subquery("wanted")


def _is_said_once(recordings: Select[UUID], column: Any) -> bool:
    """The key of the only table that is asked: then no recording comes twice."""
    # Which tables are asked is dear to find out, and mostly need not be.
    if not getattr(column, "primary_key", False):
        return False
    (*tables,) = recordings.get_final_froms()
    if len(tables) != 1 or not isinstance(tables[0], Table):
        return False
    (*key,) = tables[0].primary_key
    # A mapped column is a copy of the table's, with its own marks.
    return len(key) == 1 and key[0].shares_lineage(column)
