"""Postings made in bulk over django-hordak's transactions by `bulk_create`, the same PostgreSQL.

One of theirs is a transaction with two legs, one of ours a posting with its key; a thousand of
them a commit, among fifty accounts. Both hold to their own rules in the database meanwhile.
"""

import time
from collections.abc import Callable
from typing import Any

from bench.ledger_rows import application
from bench.postgresql import durable_server
from bench.rows import Bench, Goal, Row, interleaved
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Entry, Line, post_all

IN_A_COMMIT = 1_000
COMMITS = 3
_CASH = platform(Kind.STRIPE_AVAILABLE, "EUR")
_ORDERS = [Account(Kind.ORDER_FUNDS, new_id(), "EUR") for _ in range(50)]


def measure() -> Row:
    # Whoever only asks which benches there are must not load Django.
    from bench.hordak import hordak  # noqa: PLC0415

    with durable_server() as server:
        server.administer("CREATE DATABASE hordak")
        keep = hordak(server.socket, "hordak", len(_ORDERS))
        with application(server.url("bench")):
            return interleaved(
                BENCH.name,
                lambda: _a_second(_ours),
                lambda: _a_second(lambda: keep(IN_A_COMMIT)),
                packages=("sqlalchemy", "psycopg", "django", "django-hordak"),
            )


def _a_second(commit: Callable[[], Any]) -> float:
    began = time.perf_counter()
    for _ in range(COMMITS):
        commit()
    return COMMITS * IN_A_COMMIT / (time.perf_counter() - began)


def _ours() -> None:
    entries = [_entry(_ORDERS[number % len(_ORDERS)]) for number in range(IN_A_COMMIT)]
    with transaction() as session:
        post_all(session, entries)


def _entry(account: Account) -> Entry:
    return Entry(
        f"bench:{new_id()}", [Line(_CASH, account, Money(100, "EUR"), Purpose.FUND, new_id())]
    )


BENCH = Bench("bulk_posting_vs_hordak", Goal(at_least=4), measure)
