"""What a board says of its applicants beside their words: when they could, and who with whom."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.casting.board_models import CastingNote
from marketplace.casting.models import Application
from marketplace.casting.moving import NOT_TAKEN
from marketplace.profiles.availability import Week, weeks_of
from marketplace.profiles.queries import blocked_pairs
from marketplace.requests.window import Window

_UNSAID = "Has not said when they are free"


@dataclass(frozen=True, slots=True)
class Beside:
    """By application."""

    free: dict[UUID, str] = field(default_factory=dict)
    apart: dict[UUID, list[UUID]] = field(default_factory=dict)
    """Who must not be cast together. Whoever of the two said so stays unsaid."""
    pairs: dict[UUID, list[UUID]] = field(default_factory=dict)
    """With whom those who cast noted them together: chemistry."""


def beside(session: Session, found: Collection[Application], window: Window) -> Beside:
    weeks = weeks_of(session, {each.performer_id for each in found})
    free = {
        each.id: said_free(weeks[each.performer_id], window)
        for each in found
        if each.performer_id in weeks
    }
    return Beside(free, _apart(session, found), _pairs(session, found))


def said_free(week: Week, window: Window) -> str:
    """By their own word; what they are booked for is not asked here."""
    if not week.is_said and not week.away_on:
        return _UNSAID
    number = (window.last_day - window.first_day).days + 1
    days = [window.first_day + timedelta(days=each) for each in range(number)]
    free = [day for day in days if day in week.free_on or _by_the_week(week, day.weekday())]
    whole_day = {day for day in days if any(_whole(span) for span in week.away_on.get(day, ()))}
    return f"Free on {len(set(free) - whole_day)} of {number} days"


def _by_the_week(week: Week, weekday: int) -> bool:
    return not week.is_said or bool(week.hours.get(weekday))


def _whole(span: tuple[int, int]) -> bool:
    return span[0] == 0 and span[1] == 24 * 60


def _apart(session: Session, found: Collection[Application]) -> dict[UUID, list[UUID]]:
    """Of those who are still in it."""
    still = [each for each in found if each.state not in NOT_TAKEN]
    by_person: dict[UUID, list[Application]] = defaultdict(list)
    for each in still:
        by_person[each.performer_id].append(each)
    blocked = blocked_pairs(session, set(by_person))
    return _both_ways(
        (one.id, other.id)
        for first, second in map(sorted, blocked)
        for one in by_person[first]
        for other in by_person[second]
    )


def _pairs(session: Session, found: Collection[Application]) -> dict[UUID, list[UUID]]:
    of = CastingNote
    ids = {each.id for each in found}
    wanted = select(of.application_id, of.beside_id).where(of.beside_id.in_(ids)).distinct()
    rows = session.execute(wanted.order_by(of.application_id, of.beside_id))
    return _both_ways((row.application_id, row.beside_id) for row in rows)


def _both_ways(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for one, other in pairs:
        for this, that in ((one, other), (other, one)):
            if that not in found[this]:
                found[this].append(that)
    return dict(found)
