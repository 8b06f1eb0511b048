"""Our own part of a pay run over a bare bulk insert of the very rows that came of it.

Ours is everything from facts to payouts that the bank has and the mail to everybody, by the real
jobs and actions, with a Stripe that answers at once. The peer is the driver's own `executemany`
into a copy of the database as it was before, with its keys, indexes and triggers, durable as ours.
Both are rows a second; how long each part of ours took stands beside the versions.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from bench.ledger_rows import application
from bench.pay_run_local import Watch, earn, whole_run
from bench.rows import Bench, Goal, Row, interleaved
from foundation import clock
from foundation.database import db
from foundation.tables import Base

PAYEES = 100_000
_IN_A_COMMIT = 10_000
_MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def measure() -> Row:
    """One round: it takes long, and the hiccups of so many payees even out."""
    with application(), TemporaryDirectory() as folder:
        clock.hold(_MONDAY)
        try:
            earn(PAYEES)
            copy, watch = Path(folder) / "copy.sqlite", Watch()
            with _connection() as ours, sqlite3.connect(copy) as there:
                ours.backup(there)
                before = _last_rows(ours)
            there.close()
            whole_run(watch)
            took_s = sum(watch.took_s.values())
            rows, bare_s = _inserted_again(copy, before)
        finally:
            clock.release()
    return interleaved(
        BENCH.name,
        lambda: rows / took_s,
        lambda: rows / bare_s,
        packages=("sqlalchemy",),
        rounds=1,
        sqlite=sqlite3.sqlite_version,
        payees=str(PAYEES),
        rows=str(rows),
        seconds=", ".join(f"{part} {took:.0f}" for part, took in watch.took_s.items()),
    )


@contextmanager
def _connection(url: str = "") -> Iterator[sqlite3.Connection]:
    """Prepared as all of ours are: it waits for the disk, and checks foreign keys."""
    db.session.remove()
    engine = create_engine(url) if url else db.engine
    pooled = engine.raw_connection()
    try:
        if not isinstance(pooled.driver_connection, sqlite3.Connection):
            raise TypeError("this is about SQLite")
        yield pooled.driver_connection
    finally:
        pooled.close()
        if url:
            engine.dispose()


def _last_rows(connection: sqlite3.Connection) -> dict[str, int]:
    """SQLite numbers the rows of a table as they come; a run deletes none."""
    wanted = "SELECT coalesce(max(rowid), 0) FROM {}"
    return {
        table.name: connection.execute(wanted.format(table.name)).fetchone()[0]
        for table in Base.metadata.sorted_tables
        if table.dialect_options["sqlite"]["with_rowid"]  # Those without are no part of a run.
    }


def _inserted_again(copy: Path, before: dict[str, int]) -> tuple[int, float]:
    """How many rows there are more than before, and how long they take where only they are done.
    Those that others refer to first; reading them is not counted."""
    count, took_s = 0, 0.0
    with _connection() as ours, _connection(f"sqlite:///{copy}") as bare:
        for name, last in before.items():
            wanted = f"SELECT * FROM {name} WHERE rowid > ? ORDER BY rowid"
            found = ours.execute(wanted, (last,))
            while rows := found.fetchmany(_IN_A_COMMIT):
                marks = ", ".join("?" * len(rows[0]))
                began = time.perf_counter()
                bare.execute("BEGIN IMMEDIATE")
                bare.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
                bare.execute("COMMIT")
                took_s += time.perf_counter() - began
                count += len(rows)
    return count, took_s


BENCH = Bench("pay_run_local_vs_insert", Goal(), measure)
