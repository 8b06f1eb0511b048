"""One decision at a time through `decide`, over one at a time through cedarpy, entities parsed."""

import sqlite3
import time
from datetime import date
from uuid import UUID

from bench.ledger_rows import application
from bench.rights_cedar import Cedar, request
from bench.rights_rows import by_recording, fill, plainly, questions, rows
from bench.rows import Bench, Goal, Row, interleaved
from consent.decisions.deciding import decide
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db

COUNT = 10_000


def measure() -> Row:
    with application():
        today, given = now().date(), list(rows(now().date()))
        fill(given)
        grants = by_recording(given)
        asked = questions(given, COUNT, seed=1)
        truth = [plainly(grants[recording], purpose, today) for recording, purpose in asked]
        cedar = Cedar(grants)
        return interleaved(
            BENCH.name,
            lambda: decided_a_second(asked, truth, today),
            lambda: authorised_a_second(cedar, asked, truth, today),
            packages=("cedarpy", "sqlalchemy"),
            sqlite=sqlite3.sqlite_version,
        )


def decided_a_second(asked: list[tuple[UUID, Purpose]], truth: list[bool], today: date) -> float:
    session = db.session()
    began = time.perf_counter()
    found = [decide(session, recording, purpose, today).permitted for recording, purpose in asked]
    took = time.perf_counter() - began
    assert found == truth
    session.rollback()
    return len(asked) / took


def authorised_a_second(
    cedar: Cedar, asked: list[tuple[UUID, Purpose]], truth: list[bool], today: date
) -> float:
    requests = [request(recording, purpose, today) for recording, purpose in asked]
    began = time.perf_counter()
    found = [cedar.allows(each) for each in requests]
    took = time.perf_counter() - began
    assert found == truth
    return len(asked) / took


BENCH = Bench("rights_single_vs_cedar", Goal(at_least=4), measure)
