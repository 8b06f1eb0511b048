"""Whether takes may still go into a delivery as they were made: asked before, and again at the
very end, in the transaction in which it is handed over."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consent.ledger.explaining.words import Media
from consent.media.models import Destruction, MediaFile
from consent.recalls.models import Recall
from foundation.clock import now
from foundation.statements import among
from marketplace.deliveries.building.contents import Wanted
from marketplace.deliveries.building.errors import RecallsOverdue
from marketplace.deliveries.building.hearing import felt_is_asked
from marketplace.deliveries.choosing.form import LabelKind
from marketplace.facts.settled import overdue_performers
from marketplace.takes.checking.models import Mark, Transcript, TranscriptText
from marketplace.takes.models import Take, TakeState, Track
from marketplace.takes.self_reports.models import FeltBeat, FeltOptIn

NOT_ACCEPTED = "It is not an accepted take any more."
DESTROYED = "Its files are to be destroyed, or are."
OVERDUE = "Somebody who plays in it waits for money that is overdue."


def refuse_overdue_recalls(session: Session, client_id: UUID) -> None:
    """Who does not say what became of the last copies gets no new ones."""
    late = select(func.count()).where(
        Recall.client_id == client_id,
        Recall.attested_at.is_(None),
        Recall.attest_due_at < now(),
    )
    if count := session.scalars(late).one():
        raise RecallsOverdue(count)


def unfit(session: Session, wanted: Wanted, takes: Collection[UUID]) -> dict[UUID, str]:
    """Which of these may not be delivered whatever their rights say, and why."""
    overdue = overdue_performers(session, wanted.client_id, now().date())
    states = dict(_rows(session, _of(session, Take.id, takes, Take.id, Take.state)))
    rows = session.execute(
        _of(session, Track.take_id, takes, Track.take_id, Track.performer_id, Track.recording_id)
    ).all()
    doomed = _doomed(session, [row.recording_id for row in rows if row.recording_id])
    found: dict[UUID, str] = {}
    for row in rows:
        if row.performer_id in overdue:
            found[row.take_id] = OVERDUE
        if row.recording_id is None or row.recording_id in doomed:
            found[row.take_id] = DESTROYED
    for take_id in takes:
        if states.get(take_id) is not TakeState.ACCEPTED:
            found[take_id] = NOT_ACCEPTED
    return found


def bases(session: Session, wanted: Wanted, takes: Collection[UUID]) -> dict[UUID, str]:
    """By take, a hash of all that may change and that its files were made by."""
    said: dict[UUID, list[str]] = defaultdict(list)
    for kind, rows in _changing(session, wanted, takes):
        for row in sorted(map(repr, rows)):
            said[_take_of(row)].append(f"{kind} {row}")
    return {
        take: hashlib.sha256("\n".join(said.get(take, ())).encode()).hexdigest() for take in takes
    }


def _take_of(row: str) -> UUID:
    return UUID(row.partition("UUID('")[2].partition("'")[0])


def _changing(
    session: Session, wanted: Wanted, takes: Collection[UUID]
) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    """Each row begins with its take."""
    marks = _of(session, Mark.take_id, takes, Mark.take_id, Mark.recording_id, Mark.id)
    yield "mark", _rows(session, marks)
    originals = (
        _of(session, Track.take_id, takes, Track.take_id, MediaFile.id)
        .join(MediaFile, MediaFile.recording_id == Track.recording_id)
        .where(MediaFile.kind == Media.ORIGINAL, MediaFile.destroyed_at.is_(None))
    )
    yield "original", _rows(session, originals)
    if LabelKind.TRANSCRIPTS in wanted.form.labels:
        written = _of(session, Transcript.take_id, takes, Transcript.take_id, Transcript.id).join(
            TranscriptText, TranscriptText.transcript_id == Transcript.id
        )
        yield "transcript", _rows(session, written)
    if felt_is_asked(wanted):
        felt = (
            _of(session, Take.id, takes, Take.id, FeltBeat.performer_id, FeltBeat.beat)
            .add_columns(FeltBeat.felt)
            .join(FeltBeat, FeltBeat.booking_id == Take.booking_id)
            .join(FeltOptIn, FeltOptIn.performer_id == FeltBeat.performer_id)
        )
        yield "felt", _rows(session, felt)


def _doomed(session: Session, recordings: Collection[UUID]) -> set[UUID]:
    ordered = select(Destruction.recording_id).where(
        among(session, Destruction.recording_id, recordings), Destruction.called_off_at.is_(None)
    )
    return set(session.scalars(ordered))


def _of(
    session: Session,
    column: InstrumentedAttribute[UUID],
    takes: Collection[UUID],
    *columns: InstrumentedAttribute[Any],
) -> Any:
    within: ColumnElement[bool] = among(session, column, takes)
    return select(*columns).where(within)


def _rows(session: Session, wanted: Any) -> list[tuple[Any, ...]]:
    found: list[Row[Any]] = list(session.execute(wanted))
    return [tuple(row) for row in found]
