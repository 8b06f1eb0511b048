"""Checks what came in and makes its preview, one file after the other, in a process apart."""

from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from consent.media.errors import DestructionBegan
from foundation import storage
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from foundation.web import settings
from marketplace.pricing.engaged import engaged
from marketplace.takes.checking.comparing import Asked, compare
from marketplace.takes.checking.fetching import fetched, workplace
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.keeping import put_away, sweep_derived
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss, Missed
from marketplace.takes.checking.reports import Report
from marketplace.takes.checking.running import Progress, derive_apart, measure_apart
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState
from marketplace.takes.taken_back import taken_back

_AT_ONCE = 200


def check_tracks(lease: Lease) -> str:
    """Killed in the middle, the next run begins with the same file: nothing was written of it."""
    folder = workplace(settings())
    checked = in_turn(lease, _waiting(), lambda each: _check(lease, each, folder))
    return f"{checked} checked"


def _check(lease: Lease, recording_id: UUID, folder: Path) -> int:
    session = db.session()
    file = session.get_one(TrackFile, recording_id)
    key, (client, asked) = file.storage_key, _asked(session, file)
    session.rollback()
    progress = _progress(lease, recording_id)
    try:
        with fetched(settings(), key, folder) as path:
            measured = measure_apart(path, progress)
            report = Report(measured, tuple(compare(measured, asked)))
            made = [] if report.missed else _derive(path, folder, progress)
            film = measured.picture is not None
            files = put_away(recording_id, client, made, film=film)
    except storage.StoredFileMissing:  # Whoever sent it can send it again; we cannot.
        report, files = Report(Measured(), (Missed(Miss.UNREADABLE),)), []
    with suppress(DestructionBegan), transaction() as writing:  # Taken back while we measured.
        lease.confirm(writing)
        finish(writing, recording_id, report, files)
    return 1


def _derive(path: Path, folder: Path, progress: Progress) -> list[Path]:
    return [folder / name for name in derive_apart(path, folder, progress)]


def _progress(lease: Lease, recording_id: UUID) -> Progress:
    def tell(hundredths: int) -> None:
        lease.refuse_lost()
        with transaction() as session:
            this = update(TrackFile).where(TrackFile.recording_id == recording_id)
            session.execute(this.values(progress=hundredths))

    return tell


def _asked(session: Session, file: TrackFile) -> tuple[UUID, Asked]:
    """Whose recording it is to be, and what for: by the terms that its performer accepted."""
    track = session.get_one(Track, file.track_id)
    of = engaged(session, [track.engagement_id])[track.engagement_id]
    content = of.content
    return of.engagement.client_id, Asked(content.recording, content.brief.take_seconds)


def _unchecked() -> Select[UUID, UUID]:
    return (
        select(TrackFile.recording_id, Take.client_id)
        .join(Track, Track.recording_id == TrackFile.recording_id)
        .join(Take, Take.id == Track.take_id)
        .where(Track.state == TrackState.CHECKING, Take.state == TakeState.COMING_IN)
        .order_by(TrackFile.came_in_at, TrackFile.recording_id)
        .limit(_AT_ONCE)
    )


def _waiting() -> list[UUID]:
    """Without what was taken back or paused since it came in: the machine looks into nothing that
    people may not."""
    session = db.session()
    found = [(row.recording_id, row.client_id) for row in session.execute(_unchecked())]
    back: set[UUID] = set()
    for client_id in {client_id for _, client_id in found}:
        back |= taken_back(session, client_id, [each for each, of in found if of == client_id])
    session.rollback()
    return [each for each, _ in found if each not in back]


def _has_work() -> bool:
    return bool(_waiting())


JOBS = (
    Job(
        "takes.check_tracks",
        check_tracks,
        timedelta(seconds=5),
        thread="media",
        has_work=_has_work,
    ),
    Job("takes.sweep_derived", sweep_derived, timedelta(days=1), thread="media"),
)
"""Beside the others, so that an hour of video never delays a payment or a proof."""
