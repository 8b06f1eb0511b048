"""100,000 recordings in one call with every reason, over a database made for reading whole tables.

DuckDB has the same rows, and answers with the same ids and bits; ours our time over its.
"""

import csv
import sqlite3
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from sqlalchemy import select

from bench.ledger_rows import application
from bench.rights_rows import Given, fill, questions, rows
from bench.rows import Bench, Goal, Row, interleaved
from consent.decisions.deciding import decide
from consent.decisions.reasons import Reason
from consent.recordings.models import Recording
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db

_TABLE = """CREATE TABLE kept (recording UUID, performer UUID, uses INTEGER, client UUID,
 starts_on DATE, ends_on DATE, state VARCHAR, accepted BOOLEAN)"""
_BITS = f"""(CASE WHEN state NOT IN ('given', 'renewed') THEN {int(Reason.STATE)} ELSE 0 END)
 + (CASE WHEN uses & $bit = 0 THEN {int(Reason.USE)} ELSE 0 END)
 + (CASE WHEN NOT accepted AND $bit != 1 THEN {int(Reason.NOT_ACCEPTED)} ELSE 0 END)
 + (CASE WHEN starts_on > $day THEN {int(Reason.NOT_STARTED)} ELSE 0 END)
 + (CASE WHEN ends_on < $day THEN {int(Reason.ENDED)} ELSE 0 END)
 + (CASE WHEN client != $client THEN {int(Reason.CLIENT)} ELSE 0 END)"""
_ASKED = f"SELECT recording, bits FROM (SELECT recording, {_BITS} AS bits FROM kept) WHERE bits > 0"


def measure() -> Row:
    with application():
        today, given = now().date(), list(rows(now().date()))
        fill(given)
        peer = filled(given)
        ((_, purpose),) = questions(given, 1, seed=1)
        truth = len(peer.execute(_ASKED, _parameters(purpose, today)).fetchall())
        return interleaved(
            BENCH.name,
            lambda: decided_in_ms(purpose, today, truth),
            lambda: asked_in_ms(peer, purpose, today),
            packages=("duckdb", "sqlalchemy"),
            sqlite=sqlite3.sqlite_version,
            refusals=str(truth),
        )


def filled(given: list[Given]) -> duckdb.DuckDBPyConnection:
    peer = duckdb.connect()
    peer.execute(_TABLE)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kept.csv"
        with file.open("w", newline="") as lines:
            csv.writer(lines).writerows(_fields(each) for each in given)
        peer.execute(f"COPY kept FROM '{file}' (HEADER false)")
    return peer


def _fields(each: Given) -> tuple[object, ...]:
    who = each.recording, each.performer, each.uses, each.client
    return (*who, each.starts_on, each.ends_on, each.state.value, each.accepted)


def _parameters(purpose: Purpose, today: date) -> dict[str, object]:
    return {"bit": purpose.bit, "client": str(purpose.client), "day": today}


def decided_in_ms(purpose: Purpose, today: date, truth: int) -> float:
    session = db.session()
    began = time.perf_counter()
    found = list(decide(session, select(Recording.id), purpose, today).reasons())
    took = time.perf_counter() - began
    session.rollback()
    assert len(found) == truth
    return took * 1000


def asked_in_ms(peer: duckdb.DuckDBPyConnection, purpose: Purpose, today: date) -> float:
    began = time.perf_counter()
    rows = peer.execute(_ASKED, _parameters(purpose, today)).fetchall()
    found = [(recording, Reason(bits)) for recording, bits in rows]
    took = time.perf_counter() - began
    assert found
    return took * 1000


BENCH = Bench("rights_manifest_vs_duckdb", Goal(at_most=4), measure)
