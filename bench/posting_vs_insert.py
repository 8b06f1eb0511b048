"""One posting a commit over one bare insert of such a row a commit, both databases made durable.

Ours is all of a posting: its key, its accounts, what is left on the one that owes, the row itself.
The peer is one INSERT into a table with the same columns and keys, through the same driver.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from bench.ledger_rows import application
from bench.postgresql import durable_server
from bench.rows import Bench, Goal, Row, interleaved
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post

COMMITS = 200
_CASH = platform(Kind.STRIPE_AVAILABLE, "EUR")
_ORDERS = [Account(Kind.ORDER_FUNDS, new_id(), "EUR") for _ in range(50)]
_TABLE = """CREATE TABLE bare (id {id} PRIMARY KEY, group_id {id} NOT NULL, line INTEGER NOT NULL,
    phase TEXT NOT NULL, resolves_id {id} UNIQUE, debit_id {id} NOT NULL, credit_id {id} NOT NULL,
    amount_minor BIGINT NOT NULL, currency TEXT NOT NULL, purpose TEXT NOT NULL,
    cause_id {id} NOT NULL, effective_at {time} NOT NULL, recorded_at {time} NOT NULL,
    UNIQUE (group_id, line))"""
_INDEXES = (
    "CREATE INDEX bare_debit ON bare (debit_id, effective_at)",
    "CREATE INDEX bare_credit ON bare (credit_id, effective_at)",
)


def measure_sqlite() -> Row:
    with application(), _bare_sqlite() as insert:
        return _compared("posting_vs_insert_sqlite", insert, sqlite=sqlite3.sqlite_version)


def measure_pg() -> Row:
    with ExitStack() as stack:
        url = stack.enter_context(durable_server()).url("bench")
        stack.enter_context(application(url))
        return _compared("posting_vs_insert_pg", stack.enter_context(_bare_pg(url)))


def _compared(name: str, insert: Callable[[], None], **versions: str) -> Row:
    packages = ("sqlalchemy", "psycopg")
    return interleaved(
        name, _posts_a_second, lambda: _a_second(insert), packages=packages, **versions
    )


def _posts_a_second() -> float:
    numbers = iter(range(COMMITS))

    def once() -> None:
        account = _ORDERS[next(numbers) % len(_ORDERS)]
        line = Line(_CASH, account, Money(100, "EUR"), Purpose.FUND, new_id())
        with transaction() as session:
            post(session, f"bench:{new_id()}", [line])

    return _a_second(once)


def _a_second(act: Callable[[], None]) -> float:
    began = time.perf_counter()
    for _ in range(COMMITS):
        act()
    return COMMITS / (time.perf_counter() - began)


def _row() -> list[Any]:
    at, ids = now(), [new_id() for _ in range(5)]
    group_id, debit_id, credit_id, cause_id, row_id = ids
    shown = (100, "EUR", "fund", cause_id, at, at)
    return [row_id, group_id, 0, "posted", None, debit_id, credit_id, *shown]


@contextmanager
def _bare_sqlite() -> Iterator[Callable[[], None]]:
    with TemporaryDirectory() as folder, closing(_opened(Path(folder) / "bare")) as connection:
        marks = ", ".join("?" * 13)

        def insert() -> None:
            plain = [
                getattr(each, "hex", None) or (str(each) if hasattr(each, "year") else each)
                for each in _row()
            ]
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"INSERT INTO bare VALUES ({marks})", plain)
            connection.execute("COMMIT")

        yield insert


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(_TABLE.format(id="TEXT", time="TEXT"))
    for index in _INDEXES:
        connection.execute(index)
    return connection


@contextmanager
def _bare_pg(url: str) -> Iterator[Callable[[], None]]:
    with psycopg.connect(url, prepare_threshold=None) as connection:
        connection.execute(_TABLE.format(id="UUID", time="TIMESTAMPTZ"))
        for index in _INDEXES:
            connection.execute(index)
        connection.commit()
        marks = ", ".join(["%s"] * 13)

        def insert() -> None:
            connection.execute(f"INSERT INTO bare VALUES ({marks})", _row())
            connection.commit()

        yield insert


BENCH_SQLITE = Bench("posting_vs_insert_sqlite", Goal(at_least=0.4), measure_sqlite)
BENCH_PG = Bench("posting_vs_insert_pg", Goal(at_least=0.35), measure_pg)
