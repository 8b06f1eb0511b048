"""What was said of takes by those who judged them, without who that was."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.statements import among
from marketplace.deliveries.building.contents import Judged, Scored
from marketplace.takes.reviewing.models import BeatScore, TakeReview, TakeVerdict
from marketplace.takes.reviewing.rubric import Line


def judged(session: Session, takes: Collection[UUID]) -> dict[UUID, list[Judged]]:
    """Oldest first. What was asked again or refused, and then accepted, counts as it was said."""
    of = TakeReview
    these = select(of).where(among(session, of.take_id, takes)).order_by(of.at, of.id)
    reviews = session.scalars(these).all()
    beats = _beats(session, [each.id for each in reviews])
    found: dict[UUID, list[Judged]] = defaultdict(list)
    for review in reviews:
        found[review.take_id].append(
            Judged(
                overall=review.overall,
                decided=not review.blind and review.verdict is TakeVerdict.ACCEPT,
                accepted=_accepted(review),
                beats=beats[review.id],
            )
        )
    return found


def _accepted(review: TakeReview) -> tuple[float, float] | None:
    if review.verdict is not TakeVerdict.ACCEPT or review.blind or review.last_ms is None:
        return None
    return (review.first_ms or 0) / 1000, review.last_ms / 1000


def _beats(session: Session, reviews: Collection[UUID]) -> dict[UUID, list[Scored]]:
    of = BeatScore
    these = select(of).where(among(session, of.review_id, reviews))
    found: dict[UUID, list[Scored]] = defaultdict(list)
    for each in session.scalars(these.order_by(of.review_id, of.beat)):
        scores = {line.value: int(getattr(each, line.value)) for line in Line}
        scored = Scored(beat=each.beat, perceived=each.perceived.value, scores=scores)
        found[each.review_id].append(scored)
    return found
