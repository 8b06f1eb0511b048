"""Spans of a track that are withheld: marked by its performer or by who judges, under one lock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.database import transaction
from foundation.statements import among
from marketplace.takes import steps
from marketplace.takes.checking import news, policy
from marketplace.takes.checking.errors import CutTooLate, NotToMark, SpanOutside, SpanOverlaps
from marketplace.takes.checking.models import Mark, MarkKind
from marketplace.takes.checking.reports import report_of
from marketplace.takes.checking.seeing import seen_track
from marketplace.takes.checking.wanting import want
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, Track, TrackFile, TrackState
from marketplace.takes.windows import LAST_LOOK, may_cut_still

SAID: dict[MarkKind, str] = {
    MarkKind.REAL_NAME: "A real name is said",
    MarkKind.THIRD_VOICE: "Somebody else is heard",
    MarkKind.MUSIC: "Music is heard",
    MarkKind.CUT: "Cut by its performer",
}


@dataclass(frozen=True, slots=True)
class NewSpan:
    kind: MarkKind
    begins_ms: int
    ends_ms: int


def mark_span(take_id: UUID, track_id: UUID, span: NewSpan, *, actor: Actor) -> UUID:
    """From now on it is withheld. A mark is never taken back: what is out cannot be recalled."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        track = seen_track(session, take, track_id, actor)
        recording_id = _refuse_unfit(session, take, track, span, actor)
        mark = Mark(
            take_id=take_id,
            recording_id=recording_id,
            kind=span.kind.value,
            begins_ms=span.begins_ms,
            ends_ms=span.ends_ms,
            by=actor.id,
            acted_as=actor.role,
        )
        session.add(mark)
        session.flush()
        steps.record(session, take, "marked", actor=actor, track=str(track_id), kind=mark.kind)
        want(session, take_id)
        if not policy.is_own(actor, track):
            news.tell_marked(session, take, track, SAID[span.kind])
        return mark.id


def marks_of(session: Session, recordings: Collection[UUID]) -> Sequence[Mark]:
    these = select(Mark).where(among(session, Mark.recording_id, recordings))
    return session.scalars(these.order_by(Mark.begins_ms, Mark.id)).all()


def withheld(session: Session, recordings: Collection[UUID]) -> dict[UUID, list[tuple[int, int]]]:
    """What of each goes to nobody, in milliseconds: in order, and none of it twice."""
    found: dict[UUID, list[tuple[int, int]]] = {}
    for mark in marks_of(session, recordings):
        spans = found.setdefault(mark.recording_id, [])
        if spans and mark.begins_ms <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.ends_ms))
        else:
            spans.append((mark.begins_ms, mark.ends_ms))
    return found


def _refuse_unfit(session: Session, take: Take, track: Track, span: NewSpan, actor: Actor) -> UUID:
    if track.recording_id is None or track.state is not TrackState.FIT or not take.complete_at:
        raise NotToMark
    if span.kind is MarkKind.CUT and not policy.is_own(actor, track):
        raise TakeNotFound
    if span.kind is MarkKind.CUT and not may_cut_still(take):
        raise CutTooLate(round(LAST_LOOK.total_seconds() / 3600))
    report = report_of(session.get(TrackFile, track.recording_id))
    lasts_ms = round(report.measured.seconds * 1000) if report else 0
    if not 0 <= span.begins_ms < span.ends_ms <= lasts_ms:
        raise SpanOutside
    if any(_overlaps(mark, span) for mark in marks_of(session, [track.recording_id])):
        raise SpanOverlaps
    return track.recording_id


def _overlaps(mark: Mark, span: NewSpan) -> bool:
    """Of one kind; a name may be said while music is heard."""
    is_same = mark.kind == span.kind.value
    return is_same and mark.begins_ms < span.ends_ms and span.begins_ms < mark.ends_ms
