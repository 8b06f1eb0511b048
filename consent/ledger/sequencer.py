"""Gives events their places: the only writer of entries, subtrees and the head.

Any number may run: each takes the head row first, and the others wait for it. Everything
of one batch is kept in one transaction, so no reader ever meets half of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from consent.ledger.durable import keep_durably
from consent.ledger.entries import Event
from consent.ledger.merkle import HASH_SIZE, CompactRange, leaf_hash
from consent.ledger.models import LedgerEntry, LedgerHead, LedgerOutbox, LedgerSubtree
from consent.ledger.outbox import event_of
from consent.ledger.tiles import HEIGHT

BATCH = 1024


@dataclass(slots=True)
class _Tail:
    """The end of a thread: what its next entry counts from and points to."""

    n: int = -1
    leaf: bytes = b""


def sequence(session: Session, limit: int = BATCH) -> int:
    """A step. Moves up to `limit` events from the outbox into the log; returns how many."""
    keep_durably(session)
    head = _head(session)
    rows = session.scalars(select(LedgerOutbox).order_by(LedgerOutbox.ticket).limit(limit)).all()
    if not rows:
        return 0
    events = _never_earlier(head.day, [event_of(row) for row in rows])
    entries, tree = _placed(session, head, events)
    session.execute(insert(LedgerEntry), entries)
    if tree.completed:
        session.execute(insert(LedgerSubtree), tree.completed)
    tickets = [row.ticket for row in rows]
    session.execute(delete(LedgerOutbox).where(LedgerOutbox.ticket.in_(tickets)))
    grown = update(LedgerHead).where(LedgerHead.id == head.id)
    peaks = b"".join(tree.range.peaks)
    session.execute(grown.values(size=tree.range.size, peaks=peaks, day=events[-1].time))
    return len(rows)


def _head(session: Session) -> LedgerHead:
    return session.scalars(select(LedgerHead).with_for_update()).one()


def _never_earlier(day: date, events: Iterable[Event]) -> list[Event]:
    """A clock set back, or a slow transaction at midnight, must not make the log's days fall."""
    dated = []
    for event in events:
        day = max(day, event.time)
        dated.append(event if event.time == day else replace(event, time=day))
    return dated


class _Growing:
    """The tree while a batch is added, and the subtrees that the batch completes."""

    def __init__(self, head: LedgerHead) -> None:
        peaks = [head.peaks[at : at + HASH_SIZE] for at in range(0, len(head.peaks), HASH_SIZE)]
        self.range = CompactRange(head.size, peaks)
        self.completed: list[dict[str, object]] = []

    def append(self, leaf: bytes) -> None:
        for height, index, root in self.range.append(leaf):
            if height % HEIGHT == 0:
                level = height // HEIGHT
                self.completed.append({"level": level, "place": index, "hash": root})


def _placed(
    session: Session, head: LedgerHead, events: Sequence[Event]
) -> tuple[list[dict[str, object]], _Growing]:
    tails = _tails(session, {event.thread for event in events})
    tree, rows = _Growing(head), []
    for event in events:
        tail = tails.setdefault(event.thread, _Tail())
        body = bytes(event.entry(tail.n + 1, tail.leaf.hex()))
        tail.n, tail.leaf = tail.n + 1, leaf_hash(body)
        rows.append(
            {
                "position": tree.range.size,
                "leaf": tail.leaf,
                "event_id": event.id,
                "thread": event.thread,
                "n": tail.n,
                "body": body,
            }
        )
        tree.append(tail.leaf)
    return rows, tree


def _tails(session: Session, threads: Iterable[str]) -> dict[str, _Tail]:
    newest = (
        select(LedgerEntry.thread, func.max(LedgerEntry.n).label("n"))
        .where(LedgerEntry.thread.in_(threads))
        .group_by(LedgerEntry.thread)
        .subquery()
    )
    of_newest = (LedgerEntry.thread == newest.c.thread) & (LedgerEntry.n == newest.c.n)
    rows = session.execute(
        select(LedgerEntry.thread, LedgerEntry.n, LedgerEntry.leaf).join(newest, of_newest)
    )
    return {row.thread: _Tail(row.n, row.leaf) for row in rows}
