"""A hundred thousand ids decided among three million recordings, over the same among as many.

Our time there over our time here: a plan that reads more than it is asked for would show.
"""

import shutil
import sqlite3
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from bench.ledger_rows import application
from bench.rights_rows import RECORDINGS, fill, questions, rows
from bench.rows import Bench, Goal, Row, interleaved
from consent.decisions.deciding import decide
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db

MORE = 2_900_000
_IDS = """CREATE TEMP TABLE fresh AS WITH RECURSIVE series(i) AS
 (SELECT 1 UNION ALL SELECT i + 1 FROM series WHERE i < ?)
 SELECT lower(hex(randomblob(16))) AS id FROM series ORDER BY id"""
_GRANTS = """INSERT INTO consent_grant (id, recording_id, performer_id, agreement_id, thread,
 made_at) SELECT id, id, id, id, id, ? FROM fresh"""
_RIGHTS = """INSERT INTO consent_right (recording_id, performer_id, grant_id, limit_set_id, state,
 accepted, uses, constrained, starts_on, ends_on, suspended, alone)
 SELECT id, id, id, (SELECT id FROM consent_limit_set WHERE body = '{}'), 'given', 1,
 CASE WHEN abs(random()) % 10 < 7 THEN 65535 ELSE 0 END, 0, ?, ?, 0, 1
 FROM fresh"""


def measure() -> Row:
    with application() as _, TemporaryDirectory() as folder:
        today, given = now().date(), list(rows(now().date()))
        fill(given)
        asked = sorted({each.recording for each in given})
        ((_, purpose),) = questions(given, 1, seed=1)
        few = db.engine
        many = create_engine(f"sqlite:///{_grown(few, Path(folder) / 'many.sqlite', today)}")
        among_many = _spread(many)
        row = interleaved(
            BENCH.name,
            lambda: decided_in_ms(many, among_many, purpose, today),
            lambda: decided_in_ms(few, asked, purpose, today),
            packages=("sqlalchemy",),
            sqlite=sqlite3.sqlite_version,
            recordings=f"{RECORDINGS + MORE} and {RECORDINGS}",
        )
        many.dispose()
        return row


def _grown(few: Engine, file: Path, today: date) -> Path:
    shutil.copy(str(few.url.database), file)
    with sqlite3.connect(file) as grown:
        grown.execute("PRAGMA synchronous = OFF")
        grown.execute(_IDS, (MORE,))
        grown.execute(_GRANTS, (now().isoformat(),))
        grown.execute(
            _RIGHTS, (today.replace(year=today.year - 1), today.replace(year=today.year + 2))
        )
        grown.execute("ANALYZE")
    return file


def _spread(many: Engine) -> Sequence[UUID]:
    """As many ids as are asked about here, from all over the three million."""
    every = "SELECT recording_id FROM consent_right WHERE abs(random()) % 30 = 0 LIMIT ?"
    with many.connect() as connection:
        found = connection.exec_driver_sql(every, (RECORDINGS,)).scalars()
        return [UUID(each) for each in found]


def decided_in_ms(engine: Engine, asked: Sequence[UUID], purpose: Purpose, today: date) -> float:
    with Session(engine) as session:
        began = time.perf_counter()
        sum(1 for _ in decide(session, asked, purpose, today).reasons())
        # For as many as are asked about here, should the sample be a little smaller.
        return (time.perf_counter() - began) * 1000 * RECORDINGS / len(asked)


BENCH = Bench("rights_3m_vs_100k", Goal(at_most=2), measure)
