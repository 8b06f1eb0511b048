"""Statements whose count of rows decides between two at once. No Flask here."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Text,
    any_,
    bindparam,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from foundation.tables import Base


def changed(session: Session, statement: Any, given: Mapping[str, Any] | None = None) -> int:
    """Run an UPDATE or DELETE; how many rows it met. Conditional updates decide races by this."""
    return cast("CursorResult[Any]", session.execute(statement, given)).rowcount


def among(
    session: Session, column: InstrumentedAttribute[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """`column IN (values)` with one parameter, however many they are: an IN with a thousand is
    spelled out anew each time, and a driver's limit is soon met. One alone, as where payouts are
    followed one by one, is said plainly: putting the rest into words takes longer than it takes
    the database."""
    if len(values) == 1:
        (value,) = values
        is_it: ColumnElement[bool] = column == value
        return is_it
    dialect = session.get_bind().dialect.name
    if dialect == "sqlite":
        each = func.json_each(as_given(dialect, values)).table_valued("value")
        return column.in_(select(each.c.value))
    array = postgresql.ARRAY(column.type)
    return column == any_(literal(list(values), array))


def among_named(dialect: str, column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """The same in a statement that is put into words once: its values come by this name, each time
    as `as_given` spells them."""
    if dialect == "sqlite":
        each = func.json_each(bindparam(name, type_=Text())).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(bindparam(name, type_=postgresql.ARRAY(column.type)))


def as_given(dialect: str, values: Collection[Any]) -> Any:
    if dialect != "sqlite":
        return list(values)
    # It keeps ids as their digits.
    return json.dumps([value.hex if isinstance(value, UUID) else value for value in values])


def as_written(column: InstrumentedAttribute[Any]) -> Any:
    """An id as the driver writes it, for who reads thousands and looks at few: SQLite's writes its
    digits, PostgreSQL's the id itself."""
    return type_coerce(column, Text()).label(column.key)


def insert_many(
    session: Session, model: type[Base], columns: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """By the driver itself, for values that it takes as they are: numbers, text, bytes."""
    mark = "?" if session.get_bind().dialect.name == "sqlite" else "%s"
    marks = ", ".join(mark for _ in columns)
    statement = f"INSERT INTO {model.__tablename__} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - names of our own
    session.connection().exec_driver_sql(statement, [tuple(row) for row in rows])


def insert_unless_there(session: Session, model: type[Base], **row: Any) -> bool:
    """False where a row with one of its unique keys exists; two at once agree on one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(model).values(**row).on_conflict_do_nothing()
    # psycopg forgets the count of an INSERT once its cursor is closed.
    return changed(session, statement.execution_options(preserve_rowcount=True)) == 1
