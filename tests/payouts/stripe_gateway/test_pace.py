"""All processes together never pass the rate, and do not stay far below it either."""

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select, update

from foundation.database import db, transaction
from foundation.web import settings
from payouts.stripe_gateway import turns
from payouts.stripe_gateway.models import CallRate
from payouts.stripe_gateway.pace import FILL, Pace

ROOT = Path(__file__).parents[3]
PER_SECOND = 200
CALLS = 250


def most_in_a_second(began: list[float]) -> int:
    began = sorted(began)
    first, most = 0, 0
    for last, at in enumerate(began):
        while at - began[first] >= 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def called_by(*names: str, calls: int = CALLS, per_second: int = PER_SECOND) -> list[float]:
    """When calls began, in as many processes as there are names; the same name, the same rate."""
    pipe = subprocess.PIPE
    program = [sys.executable, "-m", "tests.payouts.stripe_gateway.calling_process"]
    began: list[float] = []
    with ExitStack() as running:
        processes = []
        for name in names:
            words = [settings().database_url, str(per_second), name, str(calls), "6"]
            started = subprocess.Popen(
                program + words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True
            )
            processes.append(running.enter_context(started))
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            process.stdin.write("\n")
            process.stdin.flush()
        for process in processes:
            began += json.loads(process.stdout.readline())
    return began


def test_two_processes_together_keep_to_the_rate(each_database):
    began = called_by("one", "one")
    assert len(began) == 2 * CALLS
    assert most_in_a_second(began) <= PER_SECOND
    # Far from idle too, even on a machine that does much else at the time.
    assert 2 * CALLS / (max(began) - min(began)) > PER_SECOND / 4


def test_two_processes_that_did_not_share_would_be_seen(app):
    assert most_in_a_second(called_by("one", "other")) > PER_SECOND


@pytest.mark.proof
def test_two_thousand_calls_at_stripes_own_limit_fill_nine_tenths_of_it(each_database):
    began = called_by("one", calls=2000, per_second=100)
    assert most_in_a_second(began) <= 100
    assert 2000 / 100 / (max(began) - min(began)) >= 0.9


def given_until() -> int:
    db.session.rollback()
    return db.session().scalars(select(CallRate.given_until_us)).one()


def test_turns_follow_each_other_without_a_gap(each_database):
    first = turns.take(db.engine, "stripe", span_us=50_000)
    second = turns.take(db.engine, "stripe", span_us=50_000)
    assert second.begins_us == first.begins_us + 50_000
    assert given_until() == first.begins_us + 100_000


def test_time_that_nobody_took_is_gone(each_database):
    first = turns.take(db.engine, "stripe", span_us=1000)
    time.sleep(0.02)
    second = turns.take(db.engine, "stripe", span_us=1000)
    assert second.begins_us >= first.begins_us + 10_000
    assert second.begins_us <= second.now_us


def test_after_a_clock_that_ran_far_ahead_calls_go_on(each_database):
    turns.take(db.engine, "stripe", span_us=1000)
    with transaction() as session:
        session.execute(update(CallRate).values(given_until_us=2**60))
    taken = turns.take(db.engine, "stripe", span_us=1000)
    assert taken.begins_us <= taken.now_us


def test_a_pause_holds_everybody(each_database):
    hurried, other = (Pace(db.engine, per_second=200) for _ in range(2))
    hurried.wait()
    hurried.pause(0.3)
    began = time.monotonic()
    other.wait()
    assert time.monotonic() - began > 0.2


def test_who_calls_now_and_then_takes_one_turn_and_who_is_busy_takes_several(app, monkeypatch):
    spans = []
    take = turns.take
    monkeypatch.setattr(turns, "take", lambda *a, **k: spans.append(k["span_us"]) or take(*a, **k))
    pace = Pace(db.engine, per_second=200)
    for _ in range(10):
        pace.wait()
    one_turn = round(1_000_000 / (200 * FILL))
    assert spans[0] == one_turn
    assert max(spans) >= 4 * one_turn


def test_a_slow_database_does_not_starve_anybody(app, monkeypatch):
    """Asking takes longer than a turn keeps: without lead every turn would have lapsed."""
    take = turns.take

    def slowly(*arguments, **named):
        taken = take(*arguments, **named)
        time.sleep(0.08)
        return taken

    monkeypatch.setattr(turns, "take", slowly)
    pace = Pace(db.engine, per_second=200)
    began = time.monotonic()
    for _ in range(5):
        pace.wait()
    assert time.monotonic() - began < 3
