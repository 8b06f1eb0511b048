"""Where a thread stands today, in the words in which the verifiers say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from consent.ledger.explaining.replaying import BadThread, replay
from consent.ledger.explaining.summaries import summary
from consent.ledger.openings.lines import Line
from consent.reading.naming import named
from foundation.clock import now


@dataclass(frozen=True, slots=True)
class Record:
    """One thread in a list of them."""

    thread: str
    entries: int
    stands: str
    last_on: date


def stands(lines: Sequence[Line]) -> list[str]:
    return named(_sentences(lines))


def _sentences(lines: Sequence[Line]) -> list[str]:
    """What waits for its place counts from then on; until then there may be nothing to say."""
    placed = [(bytes(line.entry), line.payload) for line in lines if line.placed]
    if not placed:
        return ["It is being placed in the ledger: look again in a few seconds."]
    try:
        return summary(replay(placed, now().date()))
    except BadThread as why:
        return [f"This record cannot be right: {why}. Ask us about it."]


def records(lines: Sequence[Line]) -> list[Record]:
    """Newest first."""
    threads = [list(some) for _, some in groupby(lines, key=lambda line: line.entry.event.thread)]
    found = [
        Record(
            some[0].entry.event.thread, len(some), _sentences(some)[0], some[-1].entry.event.time
        )
        for some in threads
    ]
    return sorted(found, key=lambda each: each.last_on, reverse=True)
