"""What stands against a take by itself, as SQL whose values come by name: put into words once for
each shape of a choice. Anew for each it would take longer than the database to answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Uuid,
    bindparam,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
)

from consent.media.models import Destruction, MediaFile
from foundation.statements import among_named
from foundation.tables import UtcDateTime
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because
from marketplace.takes.checking.models import CopyKind, Mark, TakeCopy
from marketplace.takes.models import Take, TakeState, Track, TrackState

FITS = ""
"""In place of a reason."""
Given = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which questions there are, whatever is asked by them."""

    dialect: str
    of_others: bool
    """Takes too that were made for others, and that performers allowed this client."""
    only: bool
    """About some takes, which are looked at again."""
    speakers: bool = False
    seconds: bool = False
    overall: bool = False
    since: bool = False
    before: bool = False


def given_by(choice: Choice) -> Given:
    """The values of a choice by their names, without what it does not ask."""
    given: Given = {}
    if choice.speakers:
        given["least_speakers"], given["most_speakers"] = choice.speakers
    if choice.seconds:
        least, most = choice.seconds
        given["least_ms"], given["most_ms"] = least * 1000, most * 1000
    if choice.least_overall is not None:
        given["least_overall"] = choice.least_overall
    if choice.recorded_from:
        given["since"] = _midnight(choice.recorded_from)
    if choice.recorded_to:
        given["before"] = _midnight(choice.recorded_to + timedelta(days=1))
    return given


def own(shape: Shape) -> ColumnElement[bool]:
    """What was made for this client, and what performers allowed it to use again."""
    found: ColumnElement[bool] = Take.client_id == bindparam("client", type_=Uuid())
    if shape.of_others:
        found = or_(found, among_named(shape.dialect, Take.id, "allowed"))
    return found & among_named(shape.dialect, Take.id, "only") if shape.only else found


@cache
def kept(shape: Shape) -> Select[UUID, TakeState, int]:
    """How many takes there are of each version and state."""
    of = Take.brief_version_id
    return select(of, Take.state, func.count()).where(own(shape)).group_by(of, Take.state)


@cache
def of_versions(shape: Shape) -> Select[Any]:
    """The accepted takes of some versions with their tracks, each with why not; `FITS` where
    nothing stands against it."""
    return accepted(shape, among_named(shape.dialect, Take.brief_version_id, "versions"))


def accepted(shape: Shape, of_kinds: ColumnElement[bool]) -> Select[Any]:
    """A row for each track, and one for a take that has none."""
    reason = case(*((is_so, literal(each.value)) for each, is_so in _reasons(shape)), else_=FITS)
    these = own(shape), Take.state == TakeState.ACCEPTED, of_kinds
    columns = Take.id, reason, Take.accepted_ms, Track.recording_id, Track.performer_id
    joined = select(*columns).outerjoin(Track, Track.take_id == Take.id)
    return joined.where(*these).order_by(Take.id)


def _reasons(shape: Shape) -> list[tuple[Because, ColumnElement[bool]]]:
    lacking = Track.take_id.is_(None), Track.recording_id.is_(None), Track.state != TrackState.FIT
    return [
        *_wanted(shape),
        (Because.INCOMPLETE, or_(*lacking)),
        (Because.DESTROYED, _is_destroyed()),
        (Because.COPY_MISSING, _lacks_copy()),
    ]


def _wanted(shape: Shape) -> Iterator[tuple[Because, ColumnElement[bool]]]:
    if shape.speakers:
        yield Because.SPEAKERS, _not_between(Take.speakers, "least_speakers", "most_speakers")
    if shape.seconds:
        yield Because.LENGTH, _not_between(Take.accepted_ms, "least_ms", "most_ms")
    if shape.overall:
        yield Because.OVERALL, func.coalesce(Take.overall, 0) < _number("least_overall")
    days: list[ColumnElement[bool]] = []
    if shape.since:
        days.append(Take.begun_at < bindparam("since", type_=UtcDateTime()))
    if shape.before:
        days.append(Take.begun_at >= bindparam("before", type_=UtcDateTime()))
    if days:
        yield Because.RECORDED, or_(*days)


def _not_between(column: Any, least: str, most: str) -> ColumnElement[bool]:
    """What is not known is not between."""
    return not_(func.coalesce(column, -1).between(_number(least), _number(most)))


def _number(name: str) -> Any:
    return bindparam(name, type_=Integer())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_destroyed() -> ColumnElement[bool]:
    ordered = Destruction.recording_id == Track.recording_id
    return exists().where(ordered, Destruction.called_off_at.is_(None))


def _lacks_copy() -> ColumnElement[bool]:
    """Marks are never taken back: a copy that was made for as many goes without all of them."""
    marks = select(Mark.recording_id).where(Mark.recording_id == Track.recording_id)
    count = marks.with_only_columns(func.count()).correlate(Track).scalar_subquery()
    fresh = exists().where(
        TakeCopy.recording_id == Track.recording_id,
        TakeCopy.kind == CopyKind.TRACK,
        TakeCopy.marks == count,
        MediaFile.id == TakeCopy.file_id,
        MediaFile.destroyed_at.is_(None),
        ~MediaFile.watermarked,
    )
    return marks.exists() & ~fresh
