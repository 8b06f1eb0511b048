"""The audit: all bytes, all hashes, all that was signed, and what waits."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from heapq import merge
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger.auditing import further
from consent.ledger.auditing.checkpoints import Reader, Signed, stored
from consent.ledger.auditing.cosignatures import disbelieved
from consent.ledger.auditing.faults import Fault, Part, Report
from consent.ledger.auditing.threads import forked
from consent.ledger.auditing.walking import Progress, Walk
from consent.ledger.keys import VerifierKey
from consent.ledger.models import (
    LedgerCheckpoint,
    LedgerEntry,
    LedgerHead,
    LedgerKey,
    LedgerOutbox,
)
from consent.ledger.notes import BadNote
from consent.ledger.origins import verifier_keys
from consent.ledger.signing import open_own
from foundation.clock import now

LATE = timedelta(minutes=5)
"""A sequencer that works needs a second."""


def audit(
    session: Session, published: bytes | None, progress: Progress = lambda _done, _of: None
) -> Report:
    """`published` is what the second place holds. Only reads, and while others write: what
    was signed is looked up before the head, so that nothing can be signed beyond it."""
    report = Report()
    for fault in _faults(session, published, report, progress):
        report.add(fault)
    return report


def _faults(
    session: Session, published: bytes | None, report: Report, progress: Progress
) -> Iterator[Fault]:
    known = verifier_keys(session)
    newest = session.scalar(select(func.max(LedgerCheckpoint.number)))
    head = session.execute(select(LedgerHead.size, LedgerHead.peaks)).one()
    reader = Reader(known)
    walk = Walk(session, head.size, report)
    second, unbelieved = _second(published, known)
    yield from unbelieved
    ours = reader.read(stored(session, -1 if newest is None else newest))
    signed = merge(ours, second, key=lambda each: each.checkpoint.size)
    yield from walk.run(_not_given_up(session, signed), progress)
    yield from reader.faults
    yield from disbelieved(session)
    report.checkpoints = reader.count
    if walk.tree.size == head.size and b"".join(walk.tree.peaks()) != head.peaks:
        yield Fault(Part.HEAD, None, "its peaks are not those of the entries")
    yield from _uncounted(session)
    yield from forked(session, head.size)
    yield from _waiting(session)
    for check in further.checks_of:
        yield from check(session)


def _second(
    published: bytes | None, known: Sequence[VerifierKey]
) -> tuple[list[Signed], list[Fault]]:
    if published is None:
        return [], []
    try:
        return [Signed(Part.SECOND_PLACE, None, open_own(published, known))], []
    except BadNote as why:
        fault = Fault(Part.SECOND_PLACE, None, f"its note cannot be believed: {why}")
        return [], [fault]


def _not_given_up(session: Session, signed: Iterator[Signed]) -> Iterator[Signed]:
    """Leaves out what was lost when a log was closed and begun again under another name: that
    was said in public then, and nobody can work it out any more."""
    survived = _survived(session)
    for each in signed:
        if each.checkpoint.size <= survived.get(each.checkpoint.origin, each.checkpoint.size):
            yield each


def _survived(session: Session) -> dict[str, int]:
    """How much of each closed log its successor began with."""
    rows = session.execute(select(LedgerKey.vkey, LedgerKey.from_size).order_by(LedgerKey.number))
    names = [(VerifierKey.parse(vkey).name, size) for vkey, size in rows]
    return {name: size for (name, _), (following, size) in pairwise(names) if name != following}


def _uncounted(session: Session) -> Iterator[Fault]:
    size = select(LedgerHead.size).scalar_subquery()
    beyond = select(func.min(LedgerEntry.position)).where(LedgerEntry.position >= size)
    position = session.scalar(beyond)
    if position is not None:
        yield Fault(Part.ENTRY, position, "it stands beyond the head, which does not count it")


def _waiting(session: Session) -> Iterator[Fault]:
    oldest = session.scalar(select(func.min(LedgerOutbox.written_at)))
    if oldest is not None and now() - oldest > LATE:
        minutes = (now() - oldest) // timedelta(minutes=1)
        yield Fault(Part.OUTBOX, None, f"an event has waited {minutes} minutes for its place")
