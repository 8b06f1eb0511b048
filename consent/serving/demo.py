"""A few made-up entries, so that there is a ledger to look at and something to prove."""

import hashlib
from collections.abc import Iterable

from consent.ledger import outbox
from consent.ledger.entries import EntryType, Event, random_text
from foundation.clock import now
from foundation.database import transaction
from foundation.hooks import DemoPerson, DemoSize

_STORY = (
    (EntryType.AGREEMENT_SIGNED, "performer"),
    (EntryType.CONSENT_GIVEN, "performer"),
    (EntryType.RECORDING_REGISTERED, "system"),
    (EntryType.TAKE_ACCEPTED, "client_producer"),
    (EntryType.CONSENT_WITHDRAWN, "performer"),
)


def make(size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. The same seed writes the same events, which are then there once. They
    are about nobody, so they commit to nothing private."""
    thread = random_text(_derived(size.seed, "thread")[:16])
    events = [
        Event(
            id=random_text(_derived(size.seed, kind)[:16]),
            type=kind,
            thread=thread,
            time=now().date(),
            actor=actor,
        )
        for kind, actor in _STORY
    ]
    with transaction() as session:
        outbox.write(session, events)
    return ()


def _derived(seed: int, purpose: str) -> bytes:
    return hashlib.sha256(f"fairtake demo {seed} {purpose}".encode()).digest()
