"""The proof of any one of a million entries: the median over the limit of ten milliseconds."""

import os
import random
import time
from statistics import median, quantiles

from sqlalchemy import event, select

from bench.ledger_rows import application, fill
from bench.rows import Bench, Goal, Row, interleaved
from consent.keeping.jobs import keep
from consent.ledger.models import LedgerEntry
from consent.ledger.proving import prove
from foundation.database import db

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))
PROOFS = 300
LIMIT_MS = 10.0


def measure() -> Row:
    with application():
        fill(ENTRIES)
        keep()
        all_ms: list[float] = []
        reads = _reads_of_one()

        def ours() -> float:
            took = _proofs_ms()
            all_ms.extend(took)
            return median(took)

        row = interleaved(
            BENCH.name,
            ours,
            lambda: LIMIT_MS,
            packages=("sqlalchemy",),
            entries=str(ENTRIES),
            reads=reads,
        )
        row.versions["p99_ms"] = f"{quantiles(all_ms, n=100)[98]:.2f}"
        return row


def _ids() -> list[str]:
    chosen = random.Random(7).sample(range(ENTRIES), PROOFS)
    found = db.session.scalars(select(LedgerEntry.event_id).where(LedgerEntry.position.in_(chosen)))
    ids = list(found)
    db.session.rollback()
    return ids


def _proofs_ms() -> list[float]:
    took = []
    for entry_id in _ids():
        began = time.perf_counter()
        prove(db.session(), entry_id)
        db.session.rollback()
        took.append((time.perf_counter() - began) * 1000)
    return took


def _reads_of_one() -> str:
    """Statements and rows of the costliest among a few."""
    counted: list[int] = []

    @event.listens_for(db.engine, "after_cursor_execute")
    def count(*_: object) -> None:
        counted.append(1)

    most = 0
    for entry_id in _ids()[:20]:
        counted.clear()
        prove(db.session(), entry_id)
        db.session.rollback()
        most = max(most, len(counted))
    event.remove(db.engine, "after_cursor_execute", count)
    return f"{most} statements, each of at most 256 rows of 32 bytes"


BENCH = Bench("ledger_proof_at_1m", Goal(at_most=1), measure)
