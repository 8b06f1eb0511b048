"""What can be said of a run of rows alone: that bytes, leaves and columns agree.

The quick way: it judges whole columns and may only ever be stricter than `Entry.parse`;
what it lets pass, that reads.
"""

from collections.abc import Sequence
from hashlib import sha256

from consent.ledger.entries import LARGEST
from consent.ledger.forms import Forms
from consent.ledger.spelling import read_many

Row = tuple[bytes, str, str, int, bytes]
"""Leaf, id, thread, n, body."""

_LARGEST_N = 2**53


Judged = tuple[str, ...]
"""What each points to, which only the rows before can confirm."""


class Judge:
    def __init__(self) -> None:
        self._forms = Forms()

    def judge(self, rows: Sequence[Row]) -> Judged | None:
        """None where one of them is not as it must be: the slow way says which, and why."""
        leaves, ids, threads, ns, bodies = zip(*rows, strict=True)
        if tuple([sha256(b"\x00" + body).digest() for body in bodies]) != leaves:
            return None
        found = read_many(bodies)
        if found is None or max(map(len, bodies)) > LARGEST or max(ns) >= _LARGEST_N:
            return None
        actors, commits, own_ids, own_ns, prevs, terms, own_threads, days, types = zip(
            *found, strict=True
        )
        well = (
            (own_ids, own_threads, own_ns) == (ids, threads, tuple(map(str, ns)))
            and self._forms.fit(
                (*ids, *threads), commits, actors=actors, terms=terms, days=days, types=types
            )
            and ns.count(0) == prevs.count("")
        )
        return prevs if well else None
