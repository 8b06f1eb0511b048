"""One session per request or job, and the only place that commits."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session

from foundation import following
from foundation.tables import Base

# Flask-SQLAlchemy gives us the engine and the session; our models stay plain SQLAlchemy.
db = SQLAlchemy(metadata=Base.metadata)

_OPEN = "transaction is open"
_JOINED = "the web edge commits"
_POOL_SIZE = 16
_WRITES = {"fairtake_writes": True}


def init_app(app: Flask, database_url: str) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(database_url)
    db.init_app(app)


def engine_options(database_url: str) -> dict[str, Any]:
    # What a failed statement was given is personal, and its error reaches the log.
    options: dict[str, Any] = {"pool_size": _POOL_SIZE, "hide_parameters": True}
    if make_url(database_url).get_backend_name() == "sqlite":
        # A writer waits for the one before it instead of failing at once.
        return {**options, "connect_args": {"timeout": 30}}
    # A prepared statement belongs to one server connection; a pooler in transaction mode
    # hands out another each time.
    return {**options, "connect_args": {"prepare_threshold": None}, "pool_pre_ping": True}


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # We say BEGIN ourselves, below.
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",  # NORMAL loses acknowledged commits in a power cut.
        "foreign_keys = ON",  # SQLite parses foreign keys and then ignores them otherwise.
        "recursive_triggers = ON",  # Otherwise REPLACE slips past delete triggers.
        "secure_delete = ON",  # What is erased is overwritten, not only forgotten.
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_on_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get("fairtake_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction() -> Iterator[Session]:
    """Keep everything done inside, or none of it.

    An action opens exactly one. Nesting is refused: the inner commit
    would keep half of the outer action. What the request read before is let go
    first, because SQLite cannot turn a read into a write once another has written.
    """
    session = db.session()
    if session.info.get(_OPEN):
        raise RuntimeError("an action may not call another action")
    session.info[_OPEN] = True
    try:
        if session.info.get(_JOINED):
            yield session
            session.flush()
        else:
            with _kept_or_undone(session):
                yield session
    finally:
        del session.info[_OPEN]
    if not session.info.get(_JOINED):
        following.follow(session)


@contextmanager
def commit_together() -> Iterator[Session]:
    """The web edge's: an action inside joins in, so its change and what the edge
    writes beside it (an idempotency key with its answer) are kept together."""
    session = db.session()
    session.info[_JOINED] = True
    try:
        with _kept_or_undone(session):
            yield session
    finally:
        del session.info[_JOINED]
    following.follow(session)


@contextmanager
def _kept_or_undone(session: Session) -> Iterator[None]:
    session.rollback()
    session.connection(execution_options=_WRITES)
    try:
        yield
        session.commit()
    except BaseException:
        session.rollback()
        following.forget(session)
        raise


def refuse_inside_transaction() -> None:
    """Called by everything that talks to the outside: a held transaction must not wait for it."""
    info = db.session().info
    if info.get(_OPEN) or info.get(_JOINED):
        raise RuntimeError("no network calls inside a transaction")
