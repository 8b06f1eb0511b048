"""A log of any size, put into a database of its own quickly: what the ledger's benches stand on."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import insert, update

from consent.ledger.entries import EntryType, random_text
from consent.ledger.merkle import CompactRange, leaf_hash
from consent.ledger.models import LedgerEntry, LedgerHead, LedgerSubtree
from consent.ledger.spelling import TEMPLATE
from consent.ledger.tiles import HEIGHT
from foundation.database import transaction
from foundation.migrating import upgrade
from foundation.settings import Settings
from wsgi import create_app

DAY = date(2026, 3, 2)
A_THREAD = 8
"""Entries in each: given, registered, accepted, hours, paid, delivered …"""
_BATCH = 20_000
_TYPES = tuple(EntryType)


@contextmanager
def application(database_url: str = "") -> Iterator[Flask]:
    """On SQLite, unless another database is named."""
    with TemporaryDirectory() as var:
        url = database_url or f"sqlite:///{Path(var) / 'bench.sqlite'}"
        settings = Settings.read({"FAIRTAKE_VAR": var, "DATABASE_URL": url})
        upgrade(settings.database_url)
        app = create_app(settings)
        with app.app_context():
            yield app


def fill(entries: int) -> None:
    """Rows as the sequencer makes them; the tests hold it to that, so here it may be quick."""
    made, tree = rows(entries), CompactRange()
    for low in range(0, entries, _BATCH):
        batch = [next(made) for _ in range(min(_BATCH, entries - low))]
        completed = [
            {"level": height // HEIGHT, "place": place, "hash": root}
            for row in batch
            for height, place, root in tree.append(row["leaf"])
            if height % HEIGHT == 0
        ]
        with transaction() as session:
            session.execute(insert(LedgerEntry), batch)
            if completed:
                session.execute(insert(LedgerSubtree), completed)
            head = {"size": tree.size, "peaks": b"".join(tree.peaks), "day": DAY}
            session.execute(update(LedgerHead).values(head))


def rows(entries: int) -> Iterator[dict[str, Any]]:
    """Threads of eight, interleaved over the whole log."""
    threads = max(1, entries // A_THREAD)
    names = [random_text(secrets.token_bytes(16)) for _ in range(threads)]
    ends: list[tuple[int, str]] = [(0, "")] * threads
    for position in range(entries):
        at = position % threads
        n, prev = ends[at]
        event_id = random_text(secrets.token_bytes(16))
        commit = random_text(secrets.token_bytes(32))
        terms = f"sha256:{at % 50:064x}"
        kind = _TYPES[n % len(_TYPES)].value
        shown = (names[at], DAY.isoformat(), kind)
        body = (TEMPLATE % ("performer", commit, event_id, n, prev, terms, *shown)).encode()
        leaf = leaf_hash(body)
        ends[at] = (n + 1, leaf.hex())
        yield {
            "position": position,
            "leaf": leaf,
            "event_id": event_id,
            "thread": names[at],
            "n": n,
            "body": body,
        }
