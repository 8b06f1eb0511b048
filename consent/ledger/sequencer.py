"""Gives events their places: the only writer of entries, subtrees and the head.

Any number may run: each takes the head row first, and the others wait for it. Everything
of one batch is kept in one transaction, so no reader ever meets half of it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consent.ledger import outbox
from consent.ledger.durable import keep_durably
from consent.ledger.forms import Forms
from consent.ledger.merkle import HASH_SIZE, CompactRange, leaf_hash
from consent.ledger.models import LedgerEntry, LedgerHead, LedgerSubtree
from consent.ledger.outbox import Waiting
from consent.ledger.spelling import TEMPLATE
from consent.ledger.tiles import HEIGHT
from foundation.statements import among, insert_many

BATCH = 1024
_COLUMNS = ("position", "leaf", "event_id", "thread", "n", "body")
_Placed = tuple[int, bytes, str, str, int, bytes]
_LONGEST_ACTOR = 100
"""Longer ones are asked one by one whether they leave an entry within its limit."""


@dataclass(slots=True)
class _Tail:
    """The end of a thread: what its next entry counts from and points to."""

    n: int = -1
    leaf: bytes = b""


def sequence(session: Session, limit: int = BATCH) -> int:
    """A step. Moves up to `limit` events from the outbox into the log; returns how many."""
    keep_durably(session)
    head = _head(session)
    rows = outbox.next_waiting(session, limit)
    if not rows:
        return 0
    days = _never_earlier(head.day, rows)
    entries, tree = _placed(session, head, rows, days)
    insert_many(session, LedgerEntry, _COLUMNS, entries)
    if tree.completed:
        insert_many(session, LedgerSubtree, ("level", "place", "hash"), tree.completed)
    outbox.remove(session, [row.ticket for row in rows])
    grown = update(LedgerHead).where(LedgerHead.id == head.id)
    peaks = b"".join(tree.range.peaks)
    session.execute(grown.values(size=tree.range.size, peaks=peaks, day=days[-1]))
    return len(rows)


def _head(session: Session) -> LedgerHead:
    return session.scalars(select(LedgerHead).with_for_update()).one()


def _never_earlier(day: date, rows: Iterable[Waiting]) -> list[date]:
    """A clock set back, or a slow transaction at midnight, must not make the log's days fall."""
    return list(accumulate((row.time for row in rows), max, initial=day))[1:]


class _Growing:
    """The tree while a batch is added, and the subtrees that the batch completes."""

    def __init__(self, head: LedgerHead) -> None:
        peaks = [head.peaks[at : at + HASH_SIZE] for at in range(0, len(head.peaks), HASH_SIZE)]
        self.range = CompactRange(head.size, peaks)
        self.completed: list[tuple[int, int, bytes]] = []

    def append(self, leaf: bytes) -> None:
        for height, index, root in self.range.append(leaf):
            if height % HEIGHT == 0:
                self.completed.append((height // HEIGHT, index, root))


def _placed(
    session: Session, head: LedgerHead, rows: Sequence[Waiting], days: Sequence[date]
) -> tuple[list[_Placed], _Growing]:
    _refuse_odd(rows)
    tails = _tails(session, {row.thread for row in rows})
    tree, entries = _Growing(head), []
    for row, day in zip(rows, days, strict=True):
        _, event_id, kind, thread, _, actor, terms, commit = row
        tail = tails.setdefault(thread, _Tail())
        n, before = tail.n + 1, tail.leaf.hex()
        values = (actor, commit, event_id, n, before, terms, thread, day.isoformat(), kind)
        body = (TEMPLATE % values).encode("ascii")
        tail.n, tail.leaf = n, leaf_hash(body)
        entries.append((tree.range.size, tail.leaf, event_id, thread, n, body))
        tree.append(tail.leaf)
    return entries, tree


def _refuse_odd(rows: Sequence[Waiting]) -> None:
    """What was put into the outbox by hand must not get into the log for ever."""
    _, ids, types, threads, days, actors, terms, commits = zip(*rows, strict=True)
    texts = {day.isoformat() for day in days}
    if not Forms().fit(
        (*ids, *threads), commits, actors=actors, terms=terms, days=texts, types=types
    ) or any(len(actor) > _LONGEST_ACTOR for actor in actors):
        for row in rows:
            bytes(outbox.event_of(row).entry(0, ""))  # Says which, and why.


def _tails(session: Session, threads: Collection[str]) -> dict[str, _Tail]:
    newest = (
        select(LedgerEntry.thread, func.max(LedgerEntry.n).label("n"))
        .where(among(session, LedgerEntry.thread, threads))
        .group_by(LedgerEntry.thread)
        .subquery()
    )
    of_newest = (LedgerEntry.thread == newest.c.thread) & (LedgerEntry.n == newest.c.n)
    rows = session.execute(
        select(LedgerEntry.thread, LedgerEntry.n, LedgerEntry.leaf).join(newest, of_newest)
    )
    return {row.thread: _Tail(row.n, row.leaf) for row in rows}
