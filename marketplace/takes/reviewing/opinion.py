"""What somebody says of a take, as it comes in: refused where it is not whole, else kept."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.requests.models import RequestVersion
from marketplace.takes.codes import Code
from marketplace.takes.models import Take
from marketplace.takes.reviewing.errors import (
    NoteMissing,
    ReasonMissing,
    ScoresMissing,
    SpanBackwards,
)
from marketplace.takes.reviewing.models import BeatScore, TakeNote, TakeReview, TakeVerdict
from marketplace.takes.reviewing.rubric import LEAST, MOST, Line, ScoredBeat


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    verdict: TakeVerdict
    overall: int
    beats: tuple[ScoredBeat, ...] = ()
    """All of the brief's, or none where the take is not accepted."""
    code: Code | None = None
    first_ms: int | None = None
    last_ms: int | None = None
    note: str = ""
    bonus: bool = False
    price_minor: int = 0
    """Of a retake, fee included, as it was shown."""

    @property
    def span(self) -> tuple[int, int] | None:
        if self.first_ms is None or self.last_ms is None:
            return None
        return self.first_ms, self.last_ms


def refuse_unless_whole(session: Session, take: Take, opinion: Opinion) -> None:
    brief = session.get_one(RequestVersion, take.brief_version_id).scene().brief
    _refuse_bad_scores(opinion, len(brief.beats))
    _refuse_bad_span(opinion)
    if opinion.verdict is TakeVerdict.REJECT:
        if opinion.code is None or opinion.last_ms is None or not opinion.note.strip():
            raise ReasonMissing
    elif opinion.verdict is TakeVerdict.RETAKE and not opinion.note.strip():
        raise NoteMissing


def refuse_unless_scored(session: Session, take: Take, opinion: Opinion) -> None:
    """Where nothing is decided: every beat, and no reasons."""
    brief = session.get_one(RequestVersion, take.brief_version_id).scene().brief
    if len(opinion.beats) != len(brief.beats):
        raise ScoresMissing
    _refuse_bad_scores(opinion, len(brief.beats))


def _refuse_bad_scores(opinion: Opinion, beats: int) -> None:
    optional = opinion.verdict is not TakeVerdict.ACCEPT and not opinion.beats
    fit = all(each.whole for each in opinion.beats) and LEAST <= opinion.overall <= MOST
    if not fit or (len(opinion.beats) != beats and not optional):
        raise ScoresMissing


def _refuse_bad_span(opinion: Opinion) -> None:
    first, last = opinion.first_ms, opinion.last_ms
    if (first is None) is not (last is None):
        raise SpanBackwards
    if first is not None and last is not None and not 0 <= first < last:
        raise SpanBackwards


def keep(
    session: Session, take: Take, opinion: Opinion, reviewer_id: UUID, *, blind: bool = False
) -> TakeReview:
    review = TakeReview(
        take_id=take.id,
        reviewer_id=reviewer_id,
        verdict=opinion.verdict,
        overall=opinion.overall,
        code=opinion.code if opinion.verdict is TakeVerdict.REJECT else None,
        first_ms=opinion.first_ms,
        last_ms=opinion.last_ms,
        bonus=opinion.bonus and opinion.verdict is TakeVerdict.ACCEPT,
        blind=blind,
    )
    session.add(review)
    session.flush()
    brief = session.get_one(RequestVersion, take.brief_version_id).scene().brief
    for number, (beat, scored) in enumerate(zip(brief.beats, opinion.beats, strict=False), 1):
        session.add(
            BeatScore(
                review_id=review.id,
                beat=number,
                portrayed=(beat.turns_to or beat.feeling).value,
                perceived=scored.perceived,
                reached=scored.scores[Line.REACHED],
                in_character=scored.scores[Line.IN_CHARACTER],
                same_character=scored.scores[Line.SAME_CHARACTER],
                listening=scored.scores[Line.LISTENING],
            )
        )
    put_note(session, take.id, review.id, reviewer_id, opinion.note)
    return review


def put_note(session: Session, take_id: UUID, about_id: UUID, author_id: UUID, text: str) -> None:
    if text.strip():
        note = TakeNote(about_id=about_id, take_id=take_id, author_id=author_id, text=text.strip())
        session.add(note)
        session.flush()
