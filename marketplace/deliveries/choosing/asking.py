"""The one question that a choice is, as SQL: of a client's takes, which fit and why others do not.

What follows from the request alone is decided beforehand for each kind of take; money and consent
are asked afterwards. Here stands what each take is by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import Session

from consent.media.models import Destruction, MediaFile
from foundation.statements import among
from marketplace.campaigns.models import Slot
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.kinds import Kind, kinds_of, misses
from marketplace.deliveries.choosing.reasons import Because
from marketplace.reuse.queries import takes_allowed
from marketplace.takes.checking.models import CopyKind, Mark, TakeCopy
from marketplace.takes.models import Take, TakeState, Track, TrackState

FITS = ""
"""In place of a reason."""
_ACCEPTED = TakeState.ACCEPTED


class _Kept(NamedTuple):
    """What takes are counted by before any of them is looked at."""

    version_id: UUID
    cell: str | None
    """None outside of campaigns; empty where a take of one has no slot."""
    state: TakeState


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the takes that a client may have."""

    own: ColumnElement[bool]
    """All that it is asked of."""
    takes: ColumnElement[bool]
    """Of these the accepted ones, of a kind that is wanted."""
    reason: ColumnElement[str]
    """Why not, of each of these; `FITS` where nothing stands against it."""
    before: Mapping[Because, int]
    """How many of the others there are."""
    requests: Mapping[UUID, UUID]
    """By version."""
    _out: Mapping[_Kept, Because]

    def out_before(self, session: Session) -> dict[UUID, Because]:
        """Each of the others."""
        in_slots = select(Take.id, Take.brief_version_id, Take.state, Slot.cell)
        rows = session.execute(
            in_slots.outerjoin(Slot, Slot.booking_id == Take.booking_id).where(self.own)
        )
        found: dict[UUID, Because] = {}
        for take_id, version_id, state, cell in rows:
            for key in (None, cell or ""):
                because = self._out.get(_Kept(version_id, key, state))
                if because is not None:
                    found[take_id] = because
        return found


def question(
    session: Session,
    client_id: UUID,
    choice: Choice,
    *,
    only: Collection[UUID] | None = None,
) -> Question:
    """`only` about these takes, where a few are looked at again."""
    own = _own(session, client_id)
    if only is not None:
        own = and_(own, among(session, Take.id, only))
    before: Counter[Because] = Counter()
    out: dict[_Kept, Because] = {}
    wanted: list[_Kept] = []
    requests: dict[UUID, UUID] = {}
    for kept, kind, takes in _kept(session, own):
        because = misses(kind, choice) if kept.state is _ACCEPTED else Because.NOT_ACCEPTED
        requests[kept.version_id] = kind.request_id
        if because is None:
            wanted.append(kept)
        else:
            before[because] += takes
            out[kept] = because
    these = and_(own, Take.state == _ACCEPTED, _of_kinds(session, wanted))
    return Question(own, these, _reason(choice), before, requests, out)


def _own(session: Session, client_id: UUID) -> ColumnElement[bool]:
    """What was made for this client, and what performers allowed it to use again."""
    own = Take.client_id == client_id
    allowed = takes_allowed(session, client_id)
    return or_(own, among(session, Take.id, allowed)) if allowed else own


def _kept(session: Session, own: ColumnElement[bool]) -> Iterator[tuple[_Kept, Kind, int]]:
    of = Take.brief_version_id
    plain = select(of, Take.state, func.count()).where(own).group_by(of, Take.state)
    rows = session.execute(plain).all()
    kinds = kinds_of(session, {version_id for version_id, _, _ in rows})
    for version_id, state, takes in rows:
        if not kinds[version_id].is_campaign:
            yield _Kept(version_id, None, state), kinds[version_id], takes
    in_grids = [each for each, kind in kinds.items() if kind.is_campaign]
    if in_grids:
        columns = (of, Slot.cell, Take.state)
        joined = select(*columns, func.count()).outerjoin(Slot, Slot.booking_id == Take.booking_id)
        grid = joined.where(own, among(session, of, in_grids)).group_by(*columns)
        for version_id, cell, state, takes in session.execute(grid):
            kind = kinds[version_id].in_cell(cell)
            yield _Kept(version_id, cell or "", state), kind, takes


def _of_kinds(session: Session, wanted: Collection[_Kept]) -> ColumnElement[bool]:
    by_cell: dict[str | None, list[UUID]] = defaultdict(list)
    for each in wanted:
        by_cell[each.cell].append(each.version_id)
    found = []
    for cell, versions in by_cell.items():
        these = among(session, Take.brief_version_id, versions)
        found.append(these if cell is None else and_(these, _in_cell(cell)))
    return or_(*found) if found else false()


def _in_cell(cell: str) -> ColumnElement[bool]:
    slot = exists().where(Slot.booking_id == Take.booking_id)
    return slot.where(Slot.cell == cell) if cell else ~slot


def _reason(choice: Choice) -> ColumnElement[str]:
    asked = _reasons(choice)
    return case(*((is_so, literal(each.value)) for each, is_so in asked), else_=FITS)


def _reasons(choice: Choice) -> list[tuple[Because, ColumnElement[bool]]]:
    track = Track.take_id == Take.id
    lacking = or_(Track.recording_id.is_(None), Track.state != TrackState.FIT)
    incomplete = or_(~exists().where(track), exists().where(track, lacking))
    return [
        *_wanted(choice),
        (Because.INCOMPLETE, incomplete),
        (Because.DESTROYED, exists().where(track, _is_destroyed())),
        (Because.COPY_MISSING, exists().where(track, _lacks_copy())),
    ]


def _wanted(choice: Choice) -> Iterator[tuple[Because, ColumnElement[bool]]]:
    if choice.speakers:
        yield Because.SPEAKERS, _not_between(Take.speakers, choice.speakers)
    if choice.seconds:
        least, most = choice.seconds
        yield Because.LENGTH, _not_between(Take.accepted_ms, (least * 1000, most * 1000))
    if choice.least_overall is not None:
        yield Because.OVERALL, func.coalesce(Take.overall, 0) < choice.least_overall
    days: list[ColumnElement[bool]] = []
    if choice.recorded_from:
        days.append(Take.begun_at < _midnight(choice.recorded_from))
    if choice.recorded_to:
        days.append(Take.begun_at >= _midnight(choice.recorded_to + timedelta(days=1)))
    if days:
        yield Because.RECORDED, or_(*days)


def _not_between(column: Any, bounds: tuple[int, int]) -> ColumnElement[bool]:
    """What is not known is not between."""
    return not_(func.coalesce(column, -1).between(*bounds))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_destroyed() -> ColumnElement[bool]:
    ordered = Destruction.recording_id == Track.recording_id
    return exists().where(ordered, Destruction.called_off_at.is_(None))


def _lacks_copy() -> ColumnElement[bool]:
    """Marks are never taken back: a copy that was made for as many goes without all of them."""
    marked = Mark.recording_id == Track.recording_id
    count = select(func.count(Mark.id)).where(marked).correlate(Track).scalar_subquery()
    fresh = exists().where(
        TakeCopy.recording_id == Track.recording_id,
        TakeCopy.kind == CopyKind.TRACK,
        TakeCopy.marks == count,
        MediaFile.id == TakeCopy.file_id,
        MediaFile.destroyed_at.is_(None),
        ~MediaFile.watermarked,
    )
    return and_(exists().where(marked), ~fresh)
