"""Random tuples decided by SQLite, PostgreSQL, Cedar and a plain definition: how many differ.

No ratio: `ours` counts what was compared, `peer` what was to be; `ratio` counts the differences,
of which there may be none.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import UUID

from bench.ledger_rows import application
from bench.rights_cedar import Cedar, request
from bench.rights_rows import Given, by_recording, fill, plainly, questions, rows
from bench.rows import Bench, Goal, Row
from consent.decisions.deciding import decide
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db
from tests.databases.fixtures import DATABASE
from tests.databases.postgresql import server

RECORDINGS, PURPOSES = 2_000, 500
Asked = tuple[Purpose, date]


def measure() -> Row:
    given = list(rows(now().date(), RECORDINGS, seed=11))
    asked = list(asking(given, PURPOSES, now().date()))
    truth, wrong = expected(given, asked)
    with application():
        fill(given)
        wrong += differences(given, asked, truth)
    with server() as postgresql:
        postgresql.administer(f"CREATE DATABASE {DATABASE}")
        with application(postgresql.url(DATABASE)):
            fill(given)
            wrong += differences(given, asked, truth)
            db.session.remove()
            db.engine.dispose()
    compared = len(by_recording(given)) * len(asked)
    return Row(
        name=BENCH.name,
        ours=compared,
        peer=RECORDINGS * PURPOSES,
        ratio=wrong,
        min=wrong,
        max=wrong,
        rounds=1,
        versions={},
    )


def asking(given: list[Given], count: int, today: date) -> Iterator[Asked]:
    """Today and later: the rows that are filled in say nothing of what was known before."""
    random = Random(5)
    for _, purpose in questions(given, count, seed=3):
        yield purpose, today + timedelta(days=random.choice((0, 1, 30, 700)))


def expected(given: list[Given], asked: list[Asked]) -> tuple[list[set[UUID]], int]:
    """What each question refuses, plainly; and in how many Cedar thinks otherwise."""
    grants, wrong, truth = by_recording(given), 0, []
    cedar = Cedar(grants)
    for purpose, day in asked:
        refused = {each for each, found in grants.items() if not plainly(found, purpose, day)}
        answers = cedar.allows_each([request(each, purpose, day) for each in grants])
        both = zip(grants, answers, strict=True)
        wrong += sum(allowed is (each in refused) for each, allowed in both)
        truth.append(refused)
    return truth, wrong


def differences(given: list[Given], asked: list[Asked], truth: list[set[UUID]]) -> int:
    """Of the database that runs. Every tenth recording is asked for by itself too."""
    session, recordings, wrong = db.session(), list(by_recording(given)), 0
    for at, ((purpose, day), refused) in enumerate(zip(asked, truth, strict=True)):
        wrong += len(refused ^ set(decide(session, recordings, purpose, day).refused()))
        for each in recordings[at % 10 :: 10]:
            wrong += decide(session, each, purpose, day).permitted is (each in refused)
    session.rollback()
    return wrong


BENCH = Bench("rights_differential", Goal(at_most=0), measure)
