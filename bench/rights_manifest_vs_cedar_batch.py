"""100,000 recordings in one call with every reason, over `is_authorized_batch` on the same."""

import sqlite3
import time
from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select

from bench.ledger_rows import application
from bench.rights_cedar import Cedar, request
from bench.rights_rows import Given, by_recording, fill, plainly, questions, rows
from bench.rows import Bench, Goal, Row, interleaved
from consent.decisions.deciding import decide
from consent.recordings.models import Recording
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db


def measure() -> Row:
    with application():
        today, given = now().date(), list(rows(now().date()))
        fill(given)
        grants = by_recording(given)
        ((_, purpose),) = questions(given, 1, seed=1)
        truth = sum(plainly(each, purpose, today) for each in grants.values())
        cedar = Cedar(grants)
        return interleaved(
            BENCH.name,
            lambda: decided_a_second(grants, purpose, truth, today),
            lambda: authorised_a_second(cedar, grants, purpose, truth, today),
            packages=("cedarpy", "sqlalchemy"),
            sqlite=sqlite3.sqlite_version,
            permitted=str(truth),
        )


def decided_a_second(
    grants: dict[UUID, list[Given]], purpose: Purpose, truth: int, today: date
) -> float:
    """As a delivery asks: by a query for its recordings. Every reason is then read."""
    session = db.session()
    began = time.perf_counter()
    decisions = decide(session, select(Recording.id), purpose, today)
    reasons = sum(1 for _ in decisions.reasons())
    took = time.perf_counter() - began
    assert reasons >= decisions.refused_count == len(grants) - truth
    session.rollback()
    return len(grants) / took


def authorised_a_second(
    cedar: Cedar, recordings: Collection[UUID], purpose: Purpose, truth: int, today: date
) -> float:
    requests = [request(each, purpose, today) for each in recordings]
    began = time.perf_counter()
    found = sum(cedar.allows_each(requests))
    took = time.perf_counter() - began
    assert found == truth
    return len(requests) / took


BENCH = Bench("rights_manifest_vs_cedar_batch", Goal(at_least=30), measure)
