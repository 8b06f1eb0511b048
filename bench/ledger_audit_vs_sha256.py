"""A whole audit of a million entries over hashlib alone on the same bytes: entries a second.

The log itself: what other packages check beside it, such as openings, is theirs to be quick at.
"""

import hashlib
import os
import resource
import time

from sqlalchemy import select

from bench.ledger_rows import application, fill
from bench.rows import Bench, Goal, Row, interleaved
from consent.keeping import places
from consent.keeping.jobs import keep
from consent.ledger.auditing import audit, further
from consent.ledger.models import LedgerEntry
from foundation.database import db
from foundation.web import settings

ENTRIES = int(os.environ.get("BENCH_ENTRIES", "1000000"))


def measure() -> Row:
    with application():
        further.checks_of = ()
        fill(ENTRIES)
        keep()
        return interleaved(
            BENCH.name,
            audited_a_second,
            hashed_a_second,
            packages=("sqlalchemy",),
            entries=str(ENTRIES),
            peak_mib=str(peak_mib()),
        )


def audited_a_second() -> float:
    began = time.perf_counter()
    report = audit(db.session(), places.second_place(settings()).newest())
    took = time.perf_counter() - began
    db.session.rollback()
    if not report.intact or report.entries != ENTRIES or not report.checkpoints:
        raise RuntimeError(f"not a clean audit of {ENTRIES}: {report}")
    return ENTRIES / took


def hashed_a_second() -> float:
    """The time to read them is not counted, and no more than a part of them is held."""
    took, low = 0.0, 0
    while bodies := _bodies(low):
        low += len(bodies)
        began = time.perf_counter()
        for body in bodies:
            hashlib.sha256(b"\x00" + body).digest()
        took += time.perf_counter() - began
    return low / took


def _bodies(low: int) -> list[bytes]:
    here = select(LedgerEntry.body).where(
        LedgerEntry.position >= low, LedgerEntry.position < low + 10_000
    )
    return list(db.session.scalars(here.order_by(LedgerEntry.position)))


def peak_mib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


BENCH = Bench("ledger_audit_vs_sha256", Goal(at_least=0.15), measure)
