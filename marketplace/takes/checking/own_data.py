"""What is kept of somebody's tracks: for their copy of it, when they leave, and once the bytes are
destroyed. Marks and versions name ids only, and stay: that something was withheld is evidence."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from consent.media.models import MediaFile
from foundation.clock import now
from foundation.statements import among
from marketplace.takes.checking.marks import marks_of
from marketplace.takes.checking.models import Transcript, TranscriptText
from marketplace.takes.checking.reports import without_shape
from marketplace.takes.models import Track, TrackFile


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    files = select(TrackFile).join(Track, Track.id == TrackFile.track_id)
    own = files.where(Track.performer_id == person_id)
    return {
        "tracks_checked": [
            _exported(session, file)
            for file in session.scalars(own.order_by(TrackFile.came_in_at, TrackFile.recording_id))
        ]
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`, a step: the words that they said, and what draws their voice."""
    files = select(TrackFile.recording_id).join(Track, Track.id == TrackFile.track_id)
    own = files.where(Track.performer_id == person_id)
    strip(session, session.scalars(own).all())


def strip(session: Session, recordings: Collection[UUID]) -> None:
    """A step: figures and versions stay, words and the shape of the sound do not."""
    of = among(session, Transcript.recording_id, recordings)
    gone = TranscriptText.transcript_id.in_(select(Transcript.id).where(of))
    session.execute(delete(TranscriptText).where(gone))
    these = select(TrackFile).where(among(session, TrackFile.recording_id, recordings))
    for file in session.scalars(these):
        if file.report is not None:
            file.report = without_shape(file.report)
        file.stripped_at = now()


def destroyed(session: Session, limit: int) -> list[UUID]:
    """Recordings whose bytes are gone, and whose report still draws them."""
    media = MediaFile.recording_id == TrackFile.recording_id
    wanted = select(TrackFile.recording_id).where(
        TrackFile.stripped_at.is_(None),
        exists().where(media, MediaFile.destroyed_at.is_not(None)),
        ~exists().where(media, MediaFile.destroyed_at.is_(None)),
    )
    return list(session.scalars(wanted.order_by(TrackFile.recording_id).limit(limit)))


def _exported(session: Session, file: TrackFile) -> dict[str, Any]:
    return {
        "recording": str(file.recording_id),
        "came_in_at": file.came_in_at.isoformat(),
        "sha256": file.sha256,
        "report": file.report,
        "withheld": [
            {
                "kind": mark.kind,
                "begins_ms": mark.begins_ms,
                "ends_ms": mark.ends_ms,
                "by": mark.acted_as,
                "at": mark.at.isoformat(),
            }
            for mark in marks_of(session, [file.recording_id])
        ],
        "transcripts": _transcripts(session, file.recording_id),
    }


def _transcripts(session: Session, recording_id: UUID) -> list[dict[str, Any]]:
    wanted = (
        select(Transcript, TranscriptText.text)
        .outerjoin(TranscriptText, TranscriptText.transcript_id == Transcript.id)
        .where(Transcript.recording_id == recording_id)
        .order_by(Transcript.number)
    )
    return [
        {"number": version.number, "at": version.at.isoformat(), "text": text}
        for version, text in session.execute(wanted)
    ]
