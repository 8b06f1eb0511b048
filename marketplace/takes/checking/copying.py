"""Which copies a take has and wants, and which of them go without all that is withheld now."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.media.choosing import Copies
from foundation.statements import among
from marketplace.takes.checking.marks import withheld
from marketplace.takes.checking.models import CopyKind, Mark, TakeCopy, TakeCopying
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.silencing import Withheld
from marketplace.takes.models import Take, TakeState, Track, TrackFile, TrackState
from marketplace.takes.tracks import tracks_of

_MIXED = (TakeState.TO_JUDGE, TakeState.ACCEPTED, TakeState.APPEALED, TakeState.RETAKE)


@dataclass(frozen=True, slots=True)
class Source:
    """A track, and what a copy of it now goes without."""

    recording_id: UUID
    storage_key: str
    withheld: Withheld
    marks: int
    film: bool


@dataclass(frozen=True, slots=True)
class ToMake:
    """Of one take: which tracks are copied again, and whether all are mixed again."""

    client_id: UUID
    wanted: int
    tracks: Sequence[Source]
    mixed: Sequence[Source]


def due(session: Session, limit: int) -> list[UUID]:
    wanted = select(TakeCopying.take_id).where(TakeCopying.is_due)
    return list(session.scalars(wanted.order_by(TakeCopying.take_id).limit(limit)))


def to_make(session: Session, take_id: UUID) -> ToMake:
    take = session.get_one(Take, take_id)
    asked = session.get_one(TakeCopying, take_id)
    sources = _sources(session, tracks_of(session, take_id))
    there = _there(session, take_id)
    tracks = [
        each
        for each in sources
        if each.marks and (CopyKind.TRACK, each.recording_id, each.marks) not in there
    ]
    total = sum(each.marks for each in sources)
    is_mixed = any(kind is CopyKind.MIX and marks == total for kind, _, marks in there)
    may_mix = len(sources) > 1 and take.state in _MIXED
    mixed = sources if may_mix and not is_mixed else []
    return ToMake(take.client_id, asked.wanted, tracks, mixed)


def made_for(session: Session, recordings: Collection[UUID]) -> Mapping[UUID, Copies]:
    """For `choosing.made_for`: of a recording that nothing was copied or withheld of, nothing."""
    takes = _takes_of(session, recordings)
    copies: dict[UUID, list[TakeCopy]] = defaultdict(list)
    these = select(TakeCopy).where(among(session, TakeCopy.take_id, takes.values()))
    for copy in session.scalars(these):
        copies[copy.take_id].append(copy)
    marks, total = _marks(session, takes.values())
    found = {}
    for recording, take_id in takes.items():
        own = copies[take_id]
        if own or marks[recording]:
            found[recording] = _copies(recording, own, marks[recording], total[take_id])
    return found


def _copies(recording: UUID, own: Sequence[TakeCopy], marks: int, total: int) -> Copies:
    tracks = [each for each in own if each.kind is CopyKind.TRACK]
    fresh = [each for each in tracks if each.recording_id == recording and each.marks == marks]
    mixes = [each for each in own if each.kind is CopyKind.MIX and each.marks == total]
    return Copies(
        is_withheld=marks > 0,
        fresh=frozenset(each.file_id for each in fresh),
        mixes=frozenset(each.file_id for each in mixes),
        every=frozenset(each.file_id for each in own),
    )


def _sources(session: Session, tracks: Sequence[Track]) -> list[Source]:
    fit = [each for each in tracks if each.recording_id and each.state is TrackState.FIT]
    ids = [each.recording_id for each in fit if each.recording_id]
    held, count = withheld(session, ids), _counted(session, ids)
    files = [session.get_one(TrackFile, each) for each in ids]
    return [
        Source(
            file.recording_id,
            file.storage_key,
            held.get(file.recording_id, []),
            count[file.recording_id],
            _is_film(file),
        )
        for file in files
    ]


def _is_film(file: TrackFile) -> bool:
    report = report_of(file)
    return bool(report and report.measured.picture)


def _there(session: Session, take_id: UUID) -> set[tuple[CopyKind, UUID, int]]:
    rows = session.scalars(select(TakeCopy).where(TakeCopy.take_id == take_id))
    return {(each.kind, each.recording_id, each.marks) for each in rows}


def _takes_of(session: Session, recordings: Collection[UUID]) -> dict[UUID, UUID]:
    these = among(session, Track.recording_id, recordings)
    rows = session.execute(select(Track.recording_id, Track.take_id).where(these))
    return {row[0]: row[1] for row in rows if row[0]}


def _marks(session: Session, takes: Collection[UUID]) -> tuple[Counter[UUID], Counter[UUID]]:
    """By recording, and by take."""
    counted = select(Mark.recording_id, Mark.take_id, func.count())
    these = counted.where(among(session, Mark.take_id, takes))
    rows = session.execute(these.group_by(Mark.recording_id, Mark.take_id)).all()
    by_take = Counter[UUID]()
    for _, take_id, count in rows:
        by_take[take_id] += count
    return Counter({row[0]: row[2] for row in rows}), by_take


def _counted(session: Session, recordings: Collection[UUID]) -> Counter[UUID]:
    these = among(session, Mark.recording_id, recordings)
    counted = select(Mark.recording_id, func.count()).where(these).group_by(Mark.recording_id)
    return Counter({row[0]: row[1] for row in session.execute(counted)})
