"""What was erased stays erased: the second place is told, a restore erases again, and nothing
starts before it has."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing

import structlog
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from consent.keeping import places
from consent.ledger.openings import again, rewrapping, telling
from consent.ledger.openings.models import LedgerOpening
from foundation.database import db, refuse_inside_transaction, transaction
from foundation.settings import Settings
from foundation.web import settings

_log = structlog.get_logger()


def tell_at_once() -> None:
    """For `telling.tell_at_once`. The erasure is kept already: where the second place does not
    answer, whoever asked is not refused, and the job goes on trying."""
    try:
        tell_second_place()
    except (OSError, SQLAlchemyError) as why:
        _log.warning("second place not told of an erasure", error=type(why).__name__)


def tell_second_place() -> int:
    """Mark, call, mark: repeated after a crash at any point. Returns how many were told."""
    refuse_inside_transaction()
    session = db.session()
    erased = telling.untold(session)
    session.rollback()
    if not erased:
        return 0
    places.second_place(settings()).add_erasures(erased)
    if not wiped():
        return 0
    with transaction() as marking:
        telling.mark_told(marking, erased)
    return len(erased)


def wiped() -> bool:
    """SQLite zeroes what is deleted, but its log still has the pages as they were: emptied here.
    False while somebody reads an older moment; the next run tries again."""
    with closing(db.engine.raw_connection()) as pooled:
        connection = pooled.driver_connection
        if not isinstance(connection, sqlite3.Connection):
            return True
        patience = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        # Waiting for readers here would keep all writers waiting too.
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.execute(f"PRAGMA busy_timeout = {patience}")


def erase_again(session: Session) -> Iterable[str]:
    """For `hooks.after_restore`: mends, and finds no fault."""
    again.erase_again(session, places.second_place(settings()).erasures())
    return ()


def refusals(session: Session, settings: Settings) -> Iterator[str]:
    """For `hooks.refuses_start`."""
    if not inspect(session.get_bind()).has_table(LedgerOpening.__tablename__):
        return  # No tables yet is for others to say.
    if again.back(session, places.second_place(settings).erasures()):
        yield (
            "What was erased from the rights ledger is in the database again, as after a restore:"
            " flask ledger erase-again erases it."
        )
    if others := rewrapping.wrapped_otherwise(session, settings.master_key):
        yield (
            f"{others} people's keys of the rights ledger are wrapped by another master key than"
            " FAIRTAKE_MASTER_KEY: set that one, or run flask ledger rewrap."
        )
