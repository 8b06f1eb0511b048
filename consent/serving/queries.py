"""Questions that the ledger's pages ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.ledger import outbox, witnessed
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.entries import Entry
from consent.ledger.models import (
    LedgerAlarm,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEntry,
    LedgerKey,
    LedgerOutbox,
)
from consent.ledger.notes import parse
from consent.ledger.policies import Policy
from consent.ledger.signing import newest_row
from consent.ledger.tree import size_of
from foundation.hooks import Queue

_ALARMS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class WitnessSeen:
    """How far one witness has signed; nothing yet where `size` is None."""

    name: str
    size: int | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Newest:
    origin: str
    size: int
    root: str
    signed_at: datetime
    witnesses: Sequence[WitnessSeen]


@dataclass(frozen=True, slots=True)
class Keeping:
    """What staff watches: from written to placed to signed to witnessed."""

    waiting: int
    oldest_at: datetime | None
    placed: int
    signed: LedgerCheckpoint | None
    witnessed: LedgerCheckpoint | None
    late: bool
    keys: Sequence[LedgerKey]
    alarms: Sequence[LedgerAlarm]


def newest(session: Session, policy: Policy | None) -> Newest | None:
    row = newest_row(session)
    if row is None:
        return None
    found = Checkpoint.parse(parse(row.note).text)
    seen = tuple(_witnesses(session, found.origin, policy))
    return Newest(found.origin, row.size, found.root.hex(), row.signed_at, seen)


def _witnesses(session: Session, origin: str, policy: Policy | None) -> Iterator[WitnessSeen]:
    if policy is None:
        return
    newest_of = (
        select(LedgerCosignature.vkey, func.max(LedgerCosignature.number).label("number"))
        .where(LedgerCosignature.origin == origin)
        .group_by(LedgerCosignature.vkey)
        .subquery()
    )
    of_newest = (LedgerCosignature.vkey == newest_of.c.vkey) & (
        LedgerCosignature.number == newest_of.c.number
    )
    rows = session.scalars(select(LedgerCosignature).join(newest_of, of_newest))
    found = {row.vkey: row for row in rows}
    for name, key in policy.witnesses.items():
        row = found.get(str(key))
        yield WitnessSeen(name, row.size if row else None, row.signed_at if row else None)


def entry(session: Session, entry_id: str) -> tuple[int, Entry, str] | None:
    """Its place, what it says, and the bytes in which it says it."""
    wanted = select(LedgerEntry.position, LedgerEntry.body)
    row = session.execute(wanted.where(LedgerEntry.event_id == entry_id)).first()
    return row and (row.position, Entry.parse(row.body), row.body.decode())


def thread_entries(session: Session, thread: str) -> list[tuple[int, Entry]]:
    """A whole thread, in order. Only for pages that may say whose thread it is."""
    wanted = select(LedgerEntry.position, LedgerEntry.body).where(LedgerEntry.thread == thread)
    rows = session.execute(wanted.order_by(LedgerEntry.n))
    return [(row.position, Entry.parse(row.body)) for row in rows]


def keeping(session: Session, policy: Policy | None) -> Keeping:
    standing = witnessed.standing(session, policy) if policy else None
    alarms = select(LedgerAlarm).order_by(LedgerAlarm.told_at.desc()).limit(_ALARMS_SHOWN)
    return Keeping(
        waiting=outbox.waiting(session),
        oldest_at=oldest_at(session),
        placed=size_of(session),
        signed=newest_row(session),
        witnessed=standing.witnessed if standing else None,
        late=standing.late if standing else False,
        keys=session.scalars(select(LedgerKey).order_by(LedgerKey.number.desc())).all(),
        alarms=session.scalars(alarms).all(),
    )


def oldest_at(session: Session) -> datetime | None:
    return session.scalar(select(func.min(LedgerOutbox.written_at)))


def queues(session: Session) -> Iterator[Queue]:
    """For `hooks.queues_in`."""
    yield Queue("entries for the ledger", outbox.waiting(session), oldest_at(session))
