"""A take of two sisters whose files are really in storage, and the check run over them."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from foundation import storage
from foundation.database import db, transaction
from foundation.jobs import run_due
from foundation.web import settings
from marketplace.gigs.models import Gig
from marketplace.takes import coming_in, steps
from marketplace.takes.checking.copy_jobs import JOBS as COPY_JOBS
from marketplace.takes.checking.jobs import JOBS
from marketplace.takes.checking.measured import Measured, Sound
from marketplace.takes.checking.reports import Report
from marketplace.takes.coming_in import NewTrack
from marketplace.takes.models import Take, TakeDelegation, TrackFile
from tests.cast import Cast, Person
from tests.marketplace.market import BRIEF, content
from tests.marketplace.takes.played import begun, met, signed_sisters, to_judge, track_of

SHORT = replace(BRIEF, take_seconds=(3, 10))


def short_take(cast: Cast) -> UUID:
    """Seconds long, so that the tests are quick."""
    return begun(cast, met(cast, signed_sisters(cast, said=content(brief=SHORT))))


def sent_file(take_id: UUID, person: Person, path: Path) -> UUID:
    """These bytes for this person's track: the recording."""
    number = uuid4().hex
    size = path.stat().st_size
    storage.of(settings()).put(f"takes/{number}", path)
    new = NewTrack(
        sha256=f"sha256:{number}{number}",
        media_type="audio/wav",
        size_bytes=size,
        storage_key=f"takes/{number}",
    )
    with transaction() as session:
        take = steps.locked(session, take_id)
        track = track_of(take_id, person)
        return coming_in.take_in(session, take, track, new, actor=person.actor)


def ten_seconds(cast: Cast) -> UUID:
    """Complete, each track ten seconds long, with two turns; without any bytes."""
    found = to_judge(cast)
    heard = Sound(
        sample_rate_hz=48_000,
        channels=1,
        alike=True,
        seconds=10.0,
        loudness_lufs=-23.0,
        true_peaks_dbtp=(-3.0,),
        clips=0,
        silent_seconds=1.0,
        signal_to_noise_db=40.0,
        voiced=((0.5, 2.0), (3.0, 5.0)),
        head="",
        tail="",
        tail_from=0.0,
    )
    for file in db.session().query(TrackFile):
        measured = Measured(seconds=10.0, sound=heard, waveform=(-5, 5))
        file.report = Report(measured, ()).as_json()
    db.session().commit()
    return found


def delegated(cast: Cast, take_id: UUID, reviewer: Person) -> None:
    """The client lets this reviewer judge what was played for it."""
    session = db.session()
    gig = session.get_one(Gig, session.get_one(Take, take_id).gig_id)
    request_id = gig.request_id
    session.rollback()
    with transaction() as writing:
        given = TakeDelegation(request_id=request_id, reviewer_id=reviewer.id, given_by=cast.ben.id)
        writing.add(given)


def check() -> None:
    run_due(JOBS, uuid4(), even_if_not_due=True)


def copy() -> None:
    run_due(COPY_JOBS, uuid4(), even_if_not_due=True)


def file_of(recording_id: UUID) -> TrackFile:
    session = db.session()
    session.rollback()
    return session.get_one(TrackFile, recording_id, populate_existing=True)
