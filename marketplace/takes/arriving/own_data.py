"""What is kept of somebody's tracks: for their copy of it, and when they leave."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.takes.checking.reports import without_shape
from marketplace.takes.models import Track, TrackFile


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: each track, with every file that came in for it and what the machine
    found in it."""
    wanted = select(Track).where(Track.performer_id == person_id).order_by(Track.id)
    return {"tracks": [_exported(session, track) for track in session.scalars(wanted)]}


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: what draws their voice. Figures and hashes stay with what was paid."""
    wanted = (
        select(TrackFile)
        .join(Track, Track.id == TrackFile.track_id)
        .where(Track.performer_id == person_id, TrackFile.report.is_not(None))
    )
    for file in session.scalars(wanted):
        if file.report is not None:
            file.report = without_shape(file.report)


def _exported(session: Session, track: Track) -> dict[str, Any]:
    files = select(TrackFile).where(TrackFile.track_id == track.id)
    return {
        "id": str(track.id),
        "take": str(track.take_id),
        "state": track.state.value,
        "files": [
            {
                "recording": str(each.recording_id),
                "sha256": each.sha256,
                "media_type": each.media_type,
                "size_bytes": each.size_bytes,
                "came_in_at": each.came_in_at.isoformat(),
                "found": each.report,
            }
            for each in session.scalars(
                files.order_by(TrackFile.came_in_at, TrackFile.recording_id)
            )
        ],
    }
