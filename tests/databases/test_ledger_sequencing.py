"""Events get their places: once, in order, without a gap, whoever writes and whoever places."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import metamorphic_log
import pytest
import sqlalchemy
from flask import Flask
from sqlalchemy import delete, func, select, update

from consent.ledger import outbox, sequencer
from consent.ledger.entries import EntryType, Event
from consent.ledger.merkle import leaf_hash
from consent.ledger.models import LedgerEntry, LedgerHead, LedgerOutbox
from consent.ledger.outbox import EventChanged, LedgerBusy
from consent.ledger.tree import Tree
from foundation import clock
from foundation.database import db, transaction
from tests.consent.ledger.writing import entries, event, fresh, write
from tests.databases.moments import before

pytestmark = pytest.mark.usefixtures("each_connection")
WRITERS = 16


def place(limit: int = sequencer.BATCH) -> int:
    with transaction() as session:
        return sequencer.sequence(session, limit)


def test_events_of_one_thread_count_up_and_point_back(session):
    thread = fresh()
    write(event(thread), event(thread, type=EntryType.CONSENT_NARROWED))
    write(event(thread, type=EntryType.CONSENT_WITHDRAWN))
    assert place() == 3
    given, narrowed, withdrawn = entries(session)
    assert [each.n for each in (given, narrowed, withdrawn)] == [0, 1, 2]
    assert given.prev == ""
    assert narrowed.prev == leaf_hash(bytes(given)).hex()
    assert withdrawn.prev == leaf_hash(bytes(narrowed)).hex()


def test_a_thread_goes_on_in_a_later_batch(session):
    thread = fresh()
    for _ in range(3):
        write(event(thread))
        place()
    assert [each.n for each in entries(session)] == [0, 1, 2]


def test_what_is_undone_leaves_no_trace_and_no_gap(session):
    write(event())
    with pytest.raises(ZeroDivisionError), transaction() as undone:
        outbox.write(undone, [event()])
        _ = 1 / 0
    write(event())
    place()
    positions = select(LedgerEntry.position).order_by(LedgerEntry.position)
    assert session.scalars(positions).all() == [0, 1]


def test_the_same_event_twice_is_one_entry(session):
    once = event()
    write(once)
    write(once)
    place()
    write(once)
    assert place() == 0
    assert len(entries(session)) == 1


def test_repeated_after_midnight_it_is_still_the_same_event(session):
    once = event()
    write(once)
    place()
    write(event(once.thread, id=once.id, time=once.time + timedelta(days=1)))
    assert place() == 0


@pytest.mark.parametrize("placed", [False, True])
def test_another_event_under_a_used_id_is_refused(placed):
    once = event()
    write(once)
    if placed:
        place()
    with pytest.raises(EventChanged):
        write(event(once.thread, id=once.id, type=EntryType.CONSENT_WITHDRAWN))


@pytest.mark.parametrize("placed", [False, True])
def test_two_at_once_under_one_id_in_two_threads_cannot_stop_the_sequencer(app, session, placed):
    """No lock stands between them. On SQLite no two write at once at all."""
    if session.get_bind().dialect.name == "sqlite":
        return
    once = event()
    other = event(id=once.id)

    def first(*_: object) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_write_and_place, app, once, placed).result()

    with (
        pytest.raises(EventChanged),
        before(session, "INSERT INTO consent_ledger_outbox", first),
    ):
        write(other)
    place()
    assert [each.event.id for each in entries(session)] == [once.id]


def _write_and_place(app: Flask, one: Event, placed: bool) -> None:
    with app.app_context():
        write(one)
        if placed:
            place()
        db.session.remove()


def test_a_clock_that_is_set_back_does_not_take_the_log_back(session):
    write(event())
    place()
    clock.move(-timedelta(days=3))
    write(event())
    place()
    first, second = entries(session)
    assert second.event.time == first.event.time


def test_when_too_many_wait_writing_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(outbox, "MOST_WAITING", 3)
    write(event(), event(), event(), event())
    with pytest.raises(LedgerBusy, match="catching up with 4 entries"):
        write(event())
    place()
    write(event())


def test_two_at_once_fill_no_place_twice(app, session):
    """Sixteen write to eight threads while two sequencers place."""
    threads = [fresh() for _ in range(8)]
    with ThreadPoolExecutor(WRITERS + 2) as pool:
        writing = [pool.submit(_write_some, app, threads, turn) for turn in range(WRITERS)]
        placing = [pool.submit(_place_until, app, writing) for _ in range(2)]
        written = [each for future in writing for each in future.result()]
        for future in placing:
            future.result()
    place()
    _assert_whole(session, written)


def test_a_sequencer_that_does_not_wait_for_the_head_is_found_out(app, session, monkeypatch):
    """The planted fault: positions from a count, as a sequence or a careless query gives them."""
    write(*(event() for _ in range(8)))
    monkeypatch.setattr(sequencer, "_head", _stale_head(session))
    place(4)
    with pytest.raises(Exception, match=r"(?i)unique|append-only|duplicate"):
        place(4)


def _stale_head(session):
    head = session.scalars(select(LedgerHead)).one()
    stale = LedgerHead(id=1, size=head.size, peaks=head.peaks, day=head.day)
    return lambda _session: stale


def _write_some(app: Flask, threads: Sequence[str], turn: int) -> list[Event]:
    written = []
    with app.app_context():
        for number in range(6):
            pair = [event(threads[(turn + number) % 8]), event(threads[(turn * 3 + number) % 8])]
            write(*pair)
            written += pair
        db.session.remove()
    return written


def _place_until(app: Flask, writing: Sequence[object]) -> None:
    with app.app_context():
        while not all(future.done() for future in writing):  # type: ignore[attr-defined]
            place(7)
        db.session.remove()


def _assert_whole(session, written: Sequence[Event]) -> None:
    placed = entries(session)
    assert {each.event.id for each in placed} == {each.id for each in written}
    assert len(placed) == len(written)
    positions = session.scalars(select(LedgerEntry.position).order_by(LedgerEntry.position)).all()
    assert positions == list(range(len(written)))
    by_thread: dict[str, list] = {}
    for entry in placed:
        by_thread.setdefault(entry.event.thread, []).append(entry)
    for chain in by_thread.values():
        assert [each.n for each in chain] == list(range(len(chain)))
        for one, after in pairwise(chain):
            assert after.prev == leaf_hash(bytes(one)).hex()


def test_the_order_in_a_thread_is_the_order_of_the_transactions(app, session):
    """A later writer of a thread waits for the earlier one, so its ticket is higher."""
    thread = fresh()
    first, second = event(thread), event(thread)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as holding:
            outbox.write(holding, [first])
            later = pool.submit(_write_in, app, second)
            assert not later.done()
        later.result()
    place()
    assert [each.event.id for each in entries(session)] == [first.id, second.id]


def _write_in(app: Flask, one: Event) -> None:
    with app.app_context():
        write(one)
        db.session.remove()


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 700])
def test_every_proof_is_believed_by_somebody_else(session, size):
    write(*(event() for _ in range(size)))
    while place(100):
        pass
    tree = Tree(session, size)
    root = tree.root()
    leaves = session.scalars(select(LedgerEntry.leaf).order_by(LedgerEntry.position)).all()
    for index in {0, size // 2, size - 1}:
        metamorphic_log.verify_inclusion(index, size, leaves[index], tree.inclusion(index), root)
    for old in {1, max(1, size // 2), size}:
        earlier = Tree(session, old).root()
        metamorphic_log.verify_consistency(old, size, tree.consistency(old), earlier, root)


def test_nothing_waits_once_it_is_placed(session):
    write(event(), event())
    assert outbox.waiting(session) == 2
    place()
    assert outbox.waiting(session) == 0


def test_what_the_ledger_acknowledges_is_on_disk_whatever_the_server_does_by_default(session):
    """This server was told not to wait for its disk. tests/consent/failures pulls the plug."""
    if session.get_bind().dialect.name == "sqlite":
        return
    shown = sqlalchemy.text("SHOW synchronous_commit")
    for step in (lambda writing: outbox.write(writing, [event()]), sequencer.sequence):
        with transaction() as writing:
            assert writing.scalar(shown) == "off"
            step(writing)
            assert writing.scalar(shown) == "on"


def test_the_head_is_the_only_row_that_changes(session):
    write(event())
    place()
    for change in (update(LedgerEntry).values(body=b"other"), delete(LedgerEntry)):
        with pytest.raises(Exception, match="append-only"), transaction() as changing:
            changing.execute(change)
    assert session.scalars(select(func.count()).select_from(LedgerOutbox)).one() == 0
