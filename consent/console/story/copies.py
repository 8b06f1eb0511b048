"""Where a recording is: its own file, who was told to give copies up, who opened it in-house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.story.standing import Moment
from consent.ledger.explaining.words import said
from consent.media.models import Destruction, Viewing
from consent.recalls.models import Recall
from consent.recordings.models import Recording


@dataclass(frozen=True, slots=True)
class Facts:
    client_id: UUID
    take_id: UUID
    sha256: str
    recorded_at: datetime
    brief_dated_at: datetime | None
    judged: str


@dataclass(frozen=True, slots=True)
class Recalled:
    client_id: UUID
    cause: str
    opened_at: datetime
    due_at: datetime
    attested_at: datetime | None


@dataclass(frozen=True, slots=True)
class Opened:
    at: datetime
    reader_id: UUID
    acted_as: str
    reason: str


@dataclass(frozen=True, slots=True)
class Copies:
    facts: Facts | None
    recalls: Sequence[Recalled]
    viewings: Sequence[Opened]
    destroyed_on: date | None
    destroy_by: date | None


def copies(session: Session, recording_id: UUID, moment: Moment) -> Copies:
    ordered = _destruction(session, recording_id, moment)
    destroyed_at = ordered.destroyed_at if ordered else None
    known = destroyed_at is not None and destroyed_at <= moment.known_at
    return Copies(
        facts=_facts(session, recording_id, moment),
        recalls=_recalls(session, recording_id, moment),
        viewings=_viewings(session, recording_id, moment),
        destroyed_on=destroyed_at.date() if destroyed_at and known else None,
        destroy_by=ordered.due_on if ordered and not known else None,
    )


def _facts(session: Session, recording_id: UUID, moment: Moment) -> Facts | None:
    row = session.get(Recording, recording_id)
    if row is None:
        return None
    judged = row.judged if row.judged_at and row.judged_at <= moment.known_at else None
    return Facts(
        client_id=row.client_id,
        take_id=row.take_id,
        sha256=row.sha256,
        recorded_at=row.recorded_at,
        brief_dated_at=row.brief_dated_at,
        judged=judged.value if judged else "not judged yet",
    )


def _recalls(session: Session, recording_id: UUID, moment: Moment) -> list[Recalled]:
    of = select(Recall).where(
        Recall.recording_id == recording_id, Recall.opened_at <= moment.known_at
    )
    return [
        Recalled(
            row.client_id,
            said(row.cause),
            row.opened_at,
            row.attest_due_at,
            row.attested_at if row.attested_at and row.attested_at <= moment.known_at else None,
        )
        for row in session.scalars(of.order_by(Recall.opened_at, Recall.id))
    ]


def _viewings(session: Session, recording_id: UUID, moment: Moment) -> list[Opened]:
    of = select(Viewing).where(
        Viewing.recording_id == recording_id, Viewing.opened_at <= moment.known_at
    )
    return [
        Opened(row.opened_at, row.reader_id, said(row.acted_as), said(row.reason))
        for row in session.scalars(of.order_by(Viewing.opened_at, Viewing.id))
    ]


def _destruction(session: Session, recording_id: UUID, moment: Moment) -> Destruction | None:
    of = select(Destruction).where(
        Destruction.recording_id == recording_id,
        Destruction.ordered_at <= moment.known_at,
        Destruction.called_off_at.is_(None),
    )
    return session.scalars(of.order_by(Destruction.due_on).limit(1)).first()
