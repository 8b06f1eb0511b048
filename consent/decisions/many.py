"""Decisions about any number of recordings: one query, which brings back only what is refused."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, Uuid, func, select, text, type_coerce
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from consent.decisions.answers import Decisions
from consent.decisions.asking import Question, listed
from consent.decisions.limits import judge
from consent.grants.models import LimitSet
from consent.terms.purpose import Purpose

# What is asked for is read by its key. By its usual costs, made for turning disks, PostgreSQL
# would read three million rights to decide about a hundred thousand. Until the transaction ends.
_READ_BY_KEY = text("SELECT set_config('random_page_cost', '1.1', true)")


def decide_many(
    session: Session,
    recordings: Collection[UUID] | Select[UUID],
    purpose: Purpose,
    day: date,
    known_at: datetime,
    *,
    looks_back: bool,
) -> Decisions:
    dialect = session.get_bind().dialect.name
    if dialect == "postgresql":
        session.execute(_READ_BY_KEY)
    asked, wanted = _wanted(dialect, recordings)
    left = judge(session, session.scalars(select(LimitSet.id)), purpose)
    outside = listed(dialect, [each for each, bits in left.items() if bits])
    question = Question(purpose, day, known_at, looks_back=looks_back, outside=outside)
    found = session.connection().execute(question.of(wanted))
    # Straight from the driver: making rows and ids of all of them costs more than the query.
    rows = found.cursor.fetchall()
    return Decisions(rows, left=left, bare=dialect == "sqlite", asked=asked)


def grants_allowing(
    session: Session, recordings: Collection[UUID], purpose: Purpose, at: datetime
) -> set[UUID]:
    """The grants behind a permission: each of these allows it by itself, as we know it now."""
    dialect = session.get_bind().dialect.name
    _, wanted = _wanted(dialect, recordings)
    left = judge(session, session.scalars(select(LimitSet.id)), purpose)
    outside = listed(dialect, [each for each, bits in left.items() if bits])
    question = Question(purpose, at.date(), at, looks_back=False, outside=outside)
    return set(session.scalars(question.allowing(wanted)))


def _wanted(
    dialect: str, recordings: Collection[UUID] | Select[UUID]
) -> tuple[Collection[Any] | None, Any]:
    """The keys that were asked for, each once, and the same as something to select from."""
    if isinstance(recordings, Select):
        (column,) = recordings.selected_columns
        found = recordings.with_only_columns(column.label("id"))
        once = found if _is_said_once(recordings, column) else found.distinct()
        return None, once.subquery("wanted")
    if dialect == "sqlite":
        # In the order of the rights' own key: neighbours are then read together.
        keys = dict.fromkeys(sorted([each.hex for each in recordings]))
        listed_ids = '["' + '","'.join(keys) + '"]' if keys else "[]"
        each = func.json_each(listed_ids).table_valued("value").c.value
        return keys, select(type_coerce(each, Uuid()).label("id")).subquery("wanted")
    ids = dict.fromkeys(recordings)
    given = func.unnest(type_coerce(list(ids), ARRAY(Uuid()))).column_valued("id")
    return ids, select(given.label("id")).subquery("wanted")


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
