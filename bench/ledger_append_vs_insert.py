"""Events written, placed and signed in groups, over bare inserts of such rows in such groups.

Ours is all of it: the outbox in the writer's transaction, the sequencer's, the signature. The
peer is `executemany` into a table with the same keys, and nothing else. Both SQLite, FULL.
"""

import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.ledger_rows import A_THREAD, DAY, application, rows
from bench.rows import Bench, Goal, Row, interleaved
from consent.keeping import places
from consent.keeping.actions import create_key
from consent.ledger import outbox, sequencer, signing
from consent.ledger.entries import EntryType, Event, random_text
from foundation.database import db, transaction
from foundation.web import settings

GROUP = sequencer.BATCH
GROUPS = 24
_TABLE = """CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL,
    event_id TEXT NOT NULL UNIQUE, thread TEXT NOT NULL, n BIGINT NOT NULL, body BLOB NOT NULL,
    UNIQUE (thread, n))"""
_INSERT = "INSERT INTO entry VALUES (:position, :leaf, :event_id, :thread, :n, :body)"


def measure() -> Row:
    with application(), _bare() as connection:
        create_key(settings=settings())
        return interleaved(
            BENCH.name,
            appended_a_second,
            lambda: inserted_a_second(connection),
            packages=("sqlalchemy",),
            sqlite=sqlite3.sqlite_version,
        )


@contextmanager
def _bare() -> Iterator[sqlite3.Connection]:
    """Grows from round to round, as ours does: indexes over random keys get slower with size."""
    with TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "bare.sqlite", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(_TABLE)
        yield connection
        connection.close()


def appended_a_second() -> float:
    groups = _groups()
    second, keys = places.second_place(settings()), places.keys(settings())
    began = time.perf_counter()
    for group in groups:
        with transaction() as session:
            outbox.write(session, group)
        with transaction() as session:
            sequencer.sequence(session)
        signing.sign_newest(db.session(), transaction, second, keys)
    took = time.perf_counter() - began
    return GROUPS * GROUP / took


def inserted_a_second(connection: sqlite3.Connection) -> float:
    (there,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    made = ({**row, "position": there + row["position"]} for row in rows(GROUPS * GROUP))
    groups = [[next(made) for _ in range(GROUP)] for _ in range(GROUPS)]
    began = time.perf_counter()
    for group in groups:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_INSERT, group)
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    return GROUPS * GROUP / took


def _groups() -> list[list[Event]]:
    threads = [random_text(secrets.token_bytes(16)) for _ in range(GROUPS * GROUP // A_THREAD)]
    kinds = tuple(EntryType)
    events = [
        Event(
            id=random_text(secrets.token_bytes(16)),
            type=kinds[at // len(threads)],
            thread=threads[at % len(threads)],
            time=DAY,
            actor="performer",
            commitment=random_text(secrets.token_bytes(32)),
        )
        for at in range(GROUPS * GROUP)
    ]
    return [events[at : at + GROUP] for at in range(0, len(events), GROUP)]


BENCH = Bench("ledger_append_vs_insert", Goal(at_least=0.3), measure)
