"""The audit's second process: its answers are the first one's, and nothing hangs on its life."""

import os
import signal
import time

import pytest

from consent.ledger.auditing import helping
from consent.ledger.auditing.chunks import Chunk
from consent.ledger.entries import Entry
from consent.ledger.merkle import leaf_hash
from tests.consent.ledger.grown_log import GrownLog

PATIENCE = 60


def chunk(of: int, first: int = 0, damaged: int | None = None) -> Chunk:
    log, rows = GrownLog(), []
    for place in range(of):
        body = log.add().bodies[-1]
        entry = Entry.parse(body)
        said = body.replace(b"2026", b"2027") if place == damaged else body
        rows.append((leaf_hash(body), entry.event.id, entry.event.thread, entry.n, said))
    return Chunk(first, rows, (), of)


@pytest.fixture
def helper():
    with helping.Helper() as helper:
        until = time.monotonic() + PATIENCE
        while helper.asked is None:  # It judges for itself until the other has started.
            assert time.monotonic() < until
            helper.ask(chunk(1))
            assert helper.answer() == ("",)
        yield helper


def test_it_judges_in_the_other_process(helper):
    helper.ask(chunk(3))
    assert helper.asked is not None
    assert helper.answer() == ("", "", "")


@pytest.mark.parametrize("damaged", [0, 1, 2])
def test_it_finds_what_was_damaged(helper, damaged):
    helper.ask(chunk(3, damaged=damaged))
    assert helper.asked is not None
    assert helper.answer() is None


def test_rows_that_are_missing_are_not_its_affair(helper):
    whole = chunk(3)
    helper.ask(Chunk(0, whole.rows[:2], (0, 1), 3))
    assert helper.answer() is None


@pytest.mark.parametrize("before_asking", [True, False])
def test_killed_it_is_done_without(helper, before_asking):
    if not before_asking:
        os.kill(helper.process.pid, signal.SIGSTOP)  # So that it is asked, and cannot answer.
        helper.ask(chunk(3))
    os.kill(helper.process.pid, signal.SIGKILL)
    helper.process.join()
    if before_asking:
        helper.ask(chunk(3))
    assert helper.answer() == ("", "", "")
    helper.ask(chunk(2, damaged=1))
    assert helper.answer() is None


def test_with_it_every_chunk_comes_in_order_with_its_answer(monkeypatch):
    monkeypatch.setattr(helping, "_WORTH_IT", 0)
    chunks = [chunk(2, place * 2, damaged=1 if place % 3 == 0 else None) for place in range(2000)]
    seen = list(helping.judged(chunks, 4000))
    assert [each.first for each, _ in seen] == list(range(0, 4000, 2))
    assert [answer for _, answer in seen] == [
        None if place % 3 == 0 else ("", "") for place in range(2000)
    ]


def test_it_ends_with_the_audit():
    with helping.Helper() as helper:
        pid = helper.process.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
