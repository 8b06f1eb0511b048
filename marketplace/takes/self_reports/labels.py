"""Three columns of one beat: portrayed, perceived, felt. The third only as its performer and the
grants of the recording allow."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.ledger.explaining.words import Use
from consent.terms.purpose import Purpose
from marketplace.profiles.words import Emotion
from marketplace.takes.models import Take, Track
from marketplace.takes.reviewing.models import BeatScore, TakeReview
from marketplace.takes.self_reports.models import FeltOptIn
from marketplace.takes.self_reports.queries import felt_of

USE = Use.EMOTION_RECOGNITION
"""What a felt emotion is a label for."""


@dataclass(frozen=True, slots=True)
class Label:
    beat: int
    portrayed: str
    perceived: tuple[Emotion, ...]
    """By each who judged it."""
    felt: Emotion | None
    """None where they said nothing, or where it is not for this purpose."""


def labels_of(session: Session, track: Track, purpose: Purpose) -> list[Label]:
    """Of one performer's track, for whoever would be handed it for this purpose."""
    take = session.get_one(Take, track.take_id)
    felt = _felt(session, take, track, purpose)
    found: dict[int, list[BeatScore]] = {}
    for score in _scores(session, take.id):
        found.setdefault(score.beat, []).append(score)
    return [
        Label(beat, scores[0].portrayed, tuple(each.perceived for each in scores), felt.get(beat))
        for beat, scores in sorted(found.items())
    ]


def _felt(session: Session, take: Take, track: Track, purpose: Purpose) -> dict[int, Emotion]:
    if purpose.use is not USE or track.recording_id is None:
        return {}
    if session.get(FeltOptIn, track.performer_id) is None:
        return {}
    if not decide(session, track.recording_id, purpose).permits(track.recording_id):
        return {}
    said = felt_of(session, take.booking_id, track.performer_id)
    return {each.beat: each.felt for each in said}


def _scores(session: Session, take_id: UUID) -> Sequence[BeatScore]:
    wanted = (
        select(BeatScore)
        .join(TakeReview, TakeReview.id == BeatScore.review_id)
        .where(TakeReview.take_id == take_id)
        .order_by(BeatScore.beat, TakeReview.at, TakeReview.id)
    )
    return session.scalars(wanted).all()
