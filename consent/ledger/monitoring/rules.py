"""What must not happen in a ledger, as far as its public entries show it."""

from collections.abc import Iterator
from datetime import date, timedelta

from consent.ledger.entries import BadEntry, Entry, EntryType
from consent.ledger.merkle import leaf_hash
from consent.ledger.monitoring.memory import Memory, ThreadState

ACTORS = frozenset(
    (
        "admin",
        "casting",
        "client_owner",
        "client_producer",
        "client_viewer",
        "compliance",
        "counsel",
        "finance",
        "observer",
        "operator",
        "performer",
        "reviewer",
        "system",
        "union",
    )
)
"""The roles that may act. Another word may be a person's name, or somebody who may not."""
_ENDS = frozenset(
    (
        EntryType.CONSENT_REFUSED,
        EntryType.CONSENT_SUSPENDED,
        EntryType.CONSENT_WITHDRAWN,
        EntryType.CONSENT_EXPIRED,
        EntryType.CONSENT_TERMINATED,
        EntryType.CONSENT_INVALIDATED,
    )
)
_BEGINS = frozenset((EntryType.CONSENT_GIVEN, EntryType.CONSENT_RENEWED, EntryType.CONSENT_RESUMED))
SLACK = timedelta(days=1)
"""Days are the office's; two may meet around midnight."""


class Judge:
    """Sees the entries in order, and remembers of each thread only its end."""

    def __init__(self, memory: Memory, day: date, actors: frozenset[str] = ACTORS) -> None:
        self._memory, self.day, self._actors = memory, day, actors

    def judge(self, body: bytes) -> Iterator[str]:
        """A sentence for each rule that it breaks."""
        try:
            entry = Entry.parse(body)
        except BadEntry as why:
            yield f"is no entry: {why}"
            return
        event = entry.event
        before = self._memory.thread(event.thread)
        yield from self._place(entry, before)
        yield from self._time(entry, before)
        if event.actor not in self._actors:
            yield f"is by {event.actor}, who is no known role"
        ended = before.ended if before else False
        if ended and event.type is EntryType.DELIVERY_MADE:
            yield f"delivers after consent had ended in its thread {event.thread}"
        if event.type is EntryType.KEY_ROTATED:
            self._memory.announce(event.terms)
        ended = (ended or event.type in _ENDS) and event.type not in _BEGINS
        self.day = max(self.day, event.time)
        day = max(before.day, event.time) if before else event.time
        state = ThreadState(entry.n, leaf_hash(body).hex(), day, ended)
        self._memory.put_thread(event.thread, state)

    def _place(self, entry: Entry, before: ThreadState | None) -> Iterator[str]:
        expected = before.n + 1 if before else 0
        if entry.n != expected:
            yield f"is number {entry.n} of its thread {entry.event.thread}, where {expected} is due"
        if entry.prev != (before.leaf if before else ""):
            yield f"does not follow the entry before it in its thread {entry.event.thread}"

    def _time(self, entry: Entry, before: ThreadState | None) -> Iterator[str]:
        day = entry.event.time
        if before and day < before.day - SLACK:
            yield f"is dated {day}, and its thread was at {before.day}"
        elif day < self.day - SLACK:
            yield f"is dated {day}, and the log was at {self.day}"
