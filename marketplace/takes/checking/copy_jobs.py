"""Makes the copies that takes want, in a process apart, and strips what outlived its bytes."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from consent.media.errors import DestructionBegan
from consent.media.filing import NewFile, keep_media
from foundation import storage
from foundation.database import db, transaction
from foundation.jobs import Job, Lease, in_turn
from foundation.web import settings
from marketplace.takes import steps
from marketplace.takes.checking import copying, names, own_data, wanting
from marketplace.takes.checking.copying import Source, ToMake
from marketplace.takes.checking.drift import waits_s
from marketplace.takes.checking.fetching import fetched, workplace
from marketplace.takes.checking.keeping import put_away
from marketplace.takes.checking.models import CopyKind, TakeCopy
from marketplace.takes.checking.plans import Laid, write_plan
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.running import copy_apart
from marketplace.takes.models import TrackFile

_AT_ONCE = 50
_FOLDER = "copying"
Made = list[tuple[CopyKind, int, NewFile]]
"""With how many spans it goes without."""


def make_copies(lease: Lease) -> str:
    """Killed in the middle, the next run makes what is not written down: under the same keys."""
    folder = workplace(settings(), _FOLDER)
    made = in_turn(lease, _waiting(), lambda each: _make(lease, each, folder))
    return f"{made} copies made"


def _make(lease: Lease, take_id: UUID, folder: Path) -> int:
    session = db.session()
    wanted = copying.to_make(session, take_id)
    waits = _waits(wanted.mixed)
    session.rollback()
    made: Made = []
    try:
        for source in wanted.tracks:
            made += _of_track(lease, wanted, source, folder)
        if wanted.mixed:
            made += _of_all(lease, wanted, waits, folder)
    except storage.StoredFileMissing:  # Destroyed meanwhile: of nothing there is no copy.
        made = []
    _keep(lease, take_id, wanted, made)
    return len(made)


def _of_track(lease: Lease, wanted: ToMake, source: Source, folder: Path) -> Made:
    paths = _copied(lease, [source], [0.0], folder, marks=source.marks, is_mix=False)
    files = put_away(source.recording_id, wanted.client_id, paths, film=source.film)
    return [(CopyKind.TRACK, source.marks, each) for each in files]


def _of_all(lease: Lease, wanted: ToMake, waits: Sequence[float], folder: Path) -> Made:
    marks = sum(each.marks for each in wanted.mixed)
    paths = _copied(lease, wanted.mixed, waits, folder, marks=marks, is_mix=True)
    first, *others = (each.recording_id for each in wanted.mixed)
    files = put_away(first, wanted.client_id, paths, film=False, also=tuple(others))
    return [(CopyKind.MIX, marks, each) for each in files]


def _copied(
    lease: Lease,
    sources: Sequence[Source],
    waits: Sequence[float],
    folder: Path,
    *,
    marks: int,
    is_mix: bool,
) -> list[Path]:
    with ExitStack() as here:
        tracks = [
            Laid(
                here.enter_context(fetched(settings(), each.storage_key, own)), wait, each.withheld
            )
            for each, wait, own in zip(sources, waits, _folders(folder), strict=False)
        ]
        plan = folder / "plan.json"
        write_plan(plan, tracks, is_mix=is_mix)
        made = copy_apart(tracks[0].file, folder, plan, lambda _: lease.refuse_lost())
    return [(folder / each).rename(folder / names.without(each, marks)) for each in made]


def _folders(folder: Path) -> Iterator[Path]:
    """One for each original, all of which are called alike."""
    number = 0
    while True:
        own = folder / f"track-{number}"
        own.mkdir(exist_ok=True)
        yield own
        number += 1


def _waits(sources: Sequence[Source]) -> list[float]:
    session = db.session()
    reports = [report_of(session.get(TrackFile, each.recording_id)) for each in sources]
    sounds = [each.measured.sound for each in reports if each and each.measured.sound]
    return waits_s(sounds) if len(sounds) == len(sources) > 0 else [0.0] * len(sources)


def _keep(lease: Lease, take_id: UUID, wanted: ToMake, made: Made) -> None:
    with transaction() as session:
        lease.confirm(session)
        steps.locked(session, take_id)
        for kind, marks, new in made:
            try:
                file = keep_media(session, new)
            except DestructionBegan:  # The bytes are nobody's now: the sweep takes them.
                continue
            copy = TakeCopy(
                file_id=file.id,
                take_id=take_id,
                recording_id=new.recording,
                kind=kind,
                marks=marks,
            )
            session.add(copy)
        wanting.end(session, take_id, wanted.wanted)


def strip_destroyed(lease: Lease) -> str:
    """What was said in a recording, and the shape of its sound, goes with its bytes."""
    with transaction() as session:
        lease.confirm(session)
        gone = own_data.destroyed(session, _AT_ONCE * 10)
        own_data.strip(session, gone)
        return f"{len(gone)} stripped"


def _waiting() -> list[UUID]:
    session = db.session()
    found = copying.due(session, _AT_ONCE)
    session.rollback()
    return found


def _has_work() -> bool:
    return bool(_waiting())


JOBS = (
    Job(
        "takes.make_copies",
        make_copies,
        timedelta(seconds=5),
        thread="media",
        has_work=_has_work,
    ),
    Job("takes.strip_destroyed", strip_destroyed, timedelta(minutes=15)),
)
