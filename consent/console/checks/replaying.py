"""Every grant's thread, replayed from its openings, against the rows that decisions read."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, OPERATIONS, Check, Question, Wrong
from consent.console.checks.rebuilding import RIGHT, Rebuilt, from_lines, from_row
from consent.console.checks.told import AS_TOLD, differing
from consent.grants.models import Grant, Lifting, LimitSet, Right, Suspension
from consent.keeping import openings
from consent.ledger.entries import EntryType
from consent.ledger.explaining.phrases import FAULTS
from consent.ledger.explaining.replaying import BadThread, replay
from consent.ledger.openings.lines import Line, lines
from foundation.clock import now
from foundation.sealing import BrokenSeal

AS_REPLAYED = Check(
    "grants.as_replayed",
    "What each grant permits is what its ledger thread says when it is replayed.",
    OPERATIONS,
)
POSSIBLE = Check(
    "threads.possible",
    "Each thread tells a story that can have happened, and nothing was done in the wrong order.",
    COMPLIANCE,
)
PERMITTED = Check(
    "deliveries.permitted",
    "Each copy was handed over under a grant that allowed its stated purpose at that moment.",
    COMPLIANCE,
)
_AT_ONCE = 500
_NOT_PERMITTED = FAULTS["delivered"].partition("{n}")[2].partition("{why}")[0]


def ask(session: Session) -> Iterator[Wrong]:
    """Some hundred threads at a time, so that what is held never grows."""
    after = ""
    while rows := _rows(session, after):
        after = rows[-1].thread
        yield from _judge(session, rows)


def _rows(session: Session, after: str) -> Sequence[Row[Any]]:
    of_grant = (
        (Right.recording_id == Grant.recording_id)
        & (Right.performer_id == Grant.performer_id)
        & (Right.grant_id == Grant.id)
    )
    columns = (Grant.id, Grant.thread, Grant.recording_id, LimitSet.hash, *RIGHT)
    wanted = (
        cast("Select[Any]", select(*columns))
        .join(Right, of_grant)
        .join(LimitSet, LimitSet.id == Right.limit_set_id)
        .where(Grant.thread > after)
    )
    return session.execute(wanted.order_by(Grant.thread).limit(_AT_ONCE)).all()


def _judge(session: Session, rows: Sequence[Row[Any]]) -> Iterator[Wrong]:
    paused = _paused(session, [row.id for row in rows])
    told = _told(session, [row.thread for row in rows])
    for row in rows:
        kept = from_row(row, paused.get(row.id, ()))
        yield from _wrong(row, kept, told.get(row.thread, []))
    yield from differing(session, (line for some in told.values() for line in some))


def _paused(session: Session, grants: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Pauses that nobody lifted."""
    of = Suspension
    columns = select(of.grant_id, of.cause, of.uses, of.client_id, of.until)
    lifted = select(Lifting.suspension_id)
    standing = Suspension.grant_id.in_(grants), Suspension.id.not_in(lifted)
    found: dict[UUID, list[Any]] = {}
    for each in session.execute(columns.where(*standing)):
        found.setdefault(each.grant_id, []).append(each)
    return found


def _told(session: Session, threads: Sequence[str]) -> dict[str, list[Line]]:
    try:
        found = openings.lines_of(session, threads)
    except BrokenSeal:  # Which of them it is, the check of openings says.
        found = lines(session, sorted(threads), {})
    each = groupby(found, key=lambda line: line.entry.event.thread)
    return {thread: list(some) for thread, some in each}


def _wrong(row: Row[Any], kept: Rebuilt, told: Sequence[Line]) -> Iterator[Wrong]:
    thread, recording = row.thread, row.recording_id
    if any(line.entry.event.type is EntryType.ERASURE_PERFORMED for line in told):
        return  # What it opened to is gone, so there is nothing left to compare.
    if any(line.payload is None for line in told):
        yield Wrong(AS_REPLAYED, thread, f"Thread {thread} is not wholly opened.", recording)
        return
    for check, sentence in _judged(kept, told, now().date()):
        yield Wrong(check, thread, f"Thread {thread}: {sentence}", recording)


def _judged(kept: Rebuilt, told: Sequence[Line], today: date) -> Iterator[tuple[Check, str]]:
    try:
        standing = replay(
            ((bytes(line.entry), line.payload) for line in told if line.placed), today
        )
    except BadThread as why:
        if any(line.placed for line in told):
            yield POSSIBLE, f"{why}."
            return
        standing = None
    if differing := kept.differs_in(from_lines(told)):
        yield AS_REPLAYED, f"the row says otherwise than the ledger about {', '.join(differing)}."
    faults = standing.faults if standing else []
    if refused := [each for each in faults if _NOT_PERMITTED in each]:
        yield PERMITTED, " ".join(refused)
    if others := [each for each in faults if _NOT_PERMITTED not in each]:
        yield POSSIBLE, " ".join(others)


QUESTION = Question((AS_REPLAYED, POSSIBLE, PERMITTED, AS_TOLD), ask)
