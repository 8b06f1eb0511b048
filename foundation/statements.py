"""Statements whose count of rows decides between two at once. No Flask here."""

from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.tables import Base


def changed(session: Session, statement: Any) -> int:
    """Run an UPDATE or DELETE; how many rows it met. Conditional updates decide races by this."""
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def insert_unless_there(session: Session, model: type[Base], **row: Any) -> bool:
    """False where a row with one of its unique keys exists; two at once agree on one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(model).values(**row).on_conflict_do_nothing()
    # psycopg forgets the count of an INSERT once its cursor is closed.
    return changed(session, statement.execution_options(preserve_rowcount=True)) == 1
