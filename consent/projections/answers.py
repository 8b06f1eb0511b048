"""What is allowed with a recording on a day, by everybody who performs in it together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import LimitSet, Right
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Answer, Use
from consent.projections.pauses import paused
from consent.terms.bits import BIT, EVERY_USE
from consent.terms.misfits import LIMITING
from foundation.statements import among

_RANK = {Answer.NOT_ALLOWED: 0, Answer.CONSTRAINED: 1, Answer.ALLOWED: 2}


@dataclass(frozen=True, slots=True)
class Held:
    """One use. Constrained: to somebody, within limits that a public answer does not tell."""

    answer: Answer
    until: date | None = None
    """The last day, where it is not refused."""


Answers = Mapping[Use, Held]
_NOTHING = Held(Answer.NOT_ALLOWED)
REFUSED: Answers = dict.fromkeys(Use, _NOTHING)


def answers(session: Session, recording_id: UUID, on: date) -> Answers:
    """Of each performer's grants the best counts; of the performers the strictest."""
    return answers_of(session, [recording_id], on)[recording_id]


def answers_of(
    session: Session, recordings: Collection[UUID], on: date, *, client: UUID | None = None
) -> Mapping[UUID, Answers]:
    """The same of many, asked at once; of one client alone, what is allowed to it."""
    found: dict[UUID, dict[UUID, Answers]] = defaultdict(dict)
    for right, limits in _rights(session, recordings):
        if client is not None and str(client) not in limits.get("clients", [str(client)]):
            continue
        stopped = paused(session, right.grant_id, limits, on) if right.suspended else 0
        of_performers = found[right.recording_id]
        before = of_performers.get(right.performer_id, REFUSED)
        of_performers[right.performer_id] = _best(before, of_right(right, limits, stopped, on))
    return {each: strictest(found[each].values()) for each in recordings}


def strictest(several: Iterable[Answers]) -> Answers:
    """What everybody allows: of several performers, or of several recordings in one file."""
    found = list(several)
    return reduce(_strictest, found) if found else REFUSED


def of_right(right: Right, limits: Mapping[str, Any], stopped: int, on: date) -> Answers:
    """By one grant alone; `stopped` are the bits of uses that are paused."""
    if right.state not in PERMITTING or not right.starts_on <= on <= right.ends_on:
        return REFUSED
    in_reach = EVERY_USE if right.accepted else BIT[Use.REVIEW]
    opened = right.uses & in_reach & ~stopped
    bound = EVERY_USE if any(name in limits for name in LIMITING) else right.constrained
    return {
        use: Held(_answer(bit, opened, bound), right.ends_on) if opened & bit else _NOTHING
        for use, bit in BIT.items()
    }


def _answer(bit: int, opened: int, bound: int) -> Answer:
    return Answer.CONSTRAINED if opened & bound & bit else Answer.ALLOWED


def _rights(
    session: Session, recordings: Collection[UUID]
) -> Iterator[tuple[Right, Mapping[str, Any]]]:
    """Many grants share their limits."""
    wanted = select(Right).where(among(session, Right.recording_id, recordings))
    rights = session.scalars(wanted).all()
    shared = {right.limit_set_id for right in rights}
    of = LimitSet
    limits = {
        row.id: row.body
        for row in session.execute(select(of.id, of.body).where(among(session, of.id, shared)))
    }
    return ((right, limits[right.limit_set_id]) for right in rights)


def _best(one: Answers, other: Answers) -> Answers:
    return {use: max(one[use], other[use], key=_order) for use in Use}


def _strictest(one: Answers, other: Answers) -> Answers:
    return {use: _both(one[use], other[use]) for use in Use}


def _both(one: Held, other: Held) -> Held:
    if _NOTHING in (one, other):
        return _NOTHING
    stricter = min(one.answer, other.answer, key=_RANK.__getitem__)
    days = [each.until for each in (one, other) if each.until]
    return Held(stricter, min(days, default=None))


def _order(held: Held) -> tuple[int, date]:
    return _RANK[held.answer], held.until or date.min
