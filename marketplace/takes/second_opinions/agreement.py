"""How far each who judges agrees with others, line by line; how often they are overturned."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from foundation.actors import Actor
from foundation.statements import among
from marketplace.accounts.roles import Role
from marketplace.takes.appeals.models import AppealOutcome, TakeAppeal
from marketplace.takes.models import Take
from marketplace.takes.reviewing.models import BeatScore, TakeReview, TakeVerdict
from marketplace.takes.reviewing.rubric import Line
from marketplace.takes.reviewing.second_models import SecondOpinion
from marketplace.takes.second_opinions.alpha import alpha, nominal, ordinal
from marketplace.takes.second_opinions.policy import sees_all_of, sees_everybody

FEWEST = 5
"""Of takes that two judged: below that a figure would say nothing."""
Units = list[tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Judging:
    """Of one who judges. Alphas are None where there are too few, or nothing differs."""

    reviewer_id: UUID
    twice: int
    """Takes that somebody else judged too."""
    lines: dict[Line, float | None]
    perceived: float | None
    overall: float | None
    verdict: float | None
    appeals: int
    """Rejections of theirs that were appealed and decided."""
    overturned: int


@dataclass(slots=True)
class _Both:
    takes: set[UUID] = field(default_factory=set)
    lines: dict[Line, Units] = field(default_factory=lambda: defaultdict(list))
    perceived: Units = field(default_factory=list)
    overall: Units = field(default_factory=list)
    verdict: Units = field(default_factory=list)


def agreement(session: Session, actor: Actor) -> list[Judging]:
    """One's own; of all who judge for it to a client's owner; of everybody to compliance."""
    pairs = _pairs(session, actor)
    overturns = _overturns(session, actor)
    everybody = pairs.keys() | overturns.keys()
    if not sees_everybody(actor) and not sees_all_of(actor):
        everybody &= {actor.id}
    return [_judging(each, pairs[each], *overturns[each]) for each in sorted(everybody)]


def _judging(reviewer_id: UUID, both: _Both, appeals: int, overturned: int) -> Judging:
    enough = len(both.takes) >= FEWEST
    lines = {line: alpha(both.lines[line], ordinal) if enough else None for line in Line}
    return Judging(
        reviewer_id=reviewer_id,
        twice=len(both.takes),
        lines=lines,
        perceived=alpha(both.perceived, nominal) if enough else None,
        overall=alpha(both.overall, ordinal) if enough else None,
        verdict=alpha(both.verdict, nominal) if enough else None,
        appeals=appeals,
        overturned=overturned,
    )


def _pairs(session: Session, actor: Actor) -> defaultdict[UUID, _Both]:
    first, second = aliased(TakeReview), aliased(TakeReview)
    wanted = (
        select(first, second)
        .select_from(SecondOpinion)
        .join(first, first.id == SecondOpinion.first_id)
        .join(second, second.id == SecondOpinion.second_id)
        .join(Take, Take.id == SecondOpinion.take_id)
        .where(_of(actor))
    )
    rows = [(one, other) for one, other in session.execute(wanted)]
    scores = _scores(session, rows)
    found: defaultdict[UUID, _Both] = defaultdict(_Both)
    for one, other in rows:
        for each in (one.reviewer_id, other.reviewer_id):
            _add(found[each], one, other, scores)
    return found


def _add(
    both: _Both,
    one: TakeReview,
    other: TakeReview,
    scores: dict[UUID, list[BeatScore]],
) -> None:
    both.takes.add(one.take_id)
    both.overall.append((one.overall, other.overall))
    both.verdict.append((one.verdict, other.verdict))
    for here, there in zip(scores.get(one.id, ()), scores.get(other.id, ()), strict=False):
        both.perceived.append((here.perceived, there.perceived))
        for line in Line:
            both.lines[line].append((getattr(here, line.value), getattr(there, line.value)))


def _scores(
    session: Session, rows: Iterable[tuple[TakeReview, TakeReview]]
) -> dict[UUID, list[BeatScore]]:
    ids = [each.id for row in rows for each in row]
    found: dict[UUID, list[BeatScore]] = defaultdict(list)
    wanted = select(BeatScore).where(among(session, BeatScore.review_id, ids))
    for score in session.scalars(wanted.order_by(BeatScore.review_id, BeatScore.beat)):
        found[score.review_id].append(score)
    return found


def _overturns(session: Session, actor: Actor) -> defaultdict[UUID, tuple[int, int]]:
    """Whoever rejected it: decided, and how many of them not upheld."""
    wanted = (
        select(TakeReview.reviewer_id, TakeAppeal.outcome, func.count())
        .join(TakeAppeal, TakeAppeal.take_id == TakeReview.take_id)
        .join(Take, Take.id == TakeReview.take_id)
        .where(TakeReview.verdict == TakeVerdict.REJECT, TakeReview.blind.is_(False))
        .where(TakeAppeal.outcome.is_not(None), _of(actor))
        .group_by(TakeReview.reviewer_id, TakeAppeal.outcome)
    )
    found: defaultdict[UUID, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for reviewer_id, outcome, count in session.execute(wanted):
        decided, overturned = found[reviewer_id]
        more = 0 if outcome is AppealOutcome.UPHELD else count
        found[reviewer_id] = decided + count, overturned + more
    return found


def _of(actor: Actor) -> ColumnElement[bool]:
    """The client's takes, to its own people; to ours, all."""
    if actor.role in (Role.REVIEWER, Role.COMPLIANCE):
        return Take.id.is_not(None)
    return Take.client_id == actor.on_behalf_of
