"""Saying when one is free: the hours of a week, and days that differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.profiles import policy
from marketplace.profiles.availability import Span
from marketplace.profiles.errors import DayIsOver, DayNotFound, ListIsFull
from marketplace.profiles.models import DayException, FreeHours

MOST_DAYS = 200


@dataclass(frozen=True, slots=True)
class ThatDay:
    """What holds on one day instead of its week; no spans is the whole day."""

    day: date
    free: bool
    spans: Sequence[Span] = ()


def save_week(hours: Mapping[int, Sequence[Span]], *, actor: Actor) -> None:
    """By weekday; 0 is Monday."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        keep_week(session, actor.id, hours)
        audit.record(session, actor, "availability.saved", actor.id)


def keep_week(session: Session, performer_id: UUID, hours: Mapping[int, Sequence[Span]]) -> None:
    """A step."""
    session.execute(delete(FreeHours).where(FreeHours.performer_id == performer_id))
    session.add_all(
        FreeHours(performer_id=performer_id, weekday=weekday, from_minute=begins, to_minute=ends)
        for weekday, spans in sorted(hours.items())
        for begins, ends in spans
    )
    session.flush()


def except_day(that: ThatDay, *, actor: Actor) -> None:
    """Instead of whatever was said of that day before."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        if that.day < now().date():
            raise DayIsOver
        keep_day(session, actor.id, that)
        of = DayException
        days = select(func.count(of.day.distinct())).where(of.performer_id == actor.id)
        if (session.scalar(days) or 0) > MOST_DAYS:
            raise ListIsFull(MOST_DAYS)
        audit.record(session, actor, "availability.day_excepted", actor.id)


def keep_day(session: Session, performer_id: UUID, that: ThatDay) -> None:
    """A step."""
    _clear(session, performer_id, that.day)
    session.add_all(
        DayException(
            performer_id=performer_id,
            day=that.day,
            free=that.free,
            from_minute=begins,
            to_minute=ends,
        )
        for begins, ends in that.spans or ((0, 1440),)
    )
    session.flush()


def remove_day(exception_id: UUID, *, actor: Actor) -> None:
    """With all that was said of that day."""
    with transaction() as session:
        found = session.get(DayException, exception_id)
        if found is None or found.performer_id != actor.id:
            raise DayNotFound
        _clear(session, actor.id, found.day)
        audit.record(session, actor, "availability.day_removed", actor.id)


def _clear(session: Session, performer_id: UUID, day: date) -> None:
    of = DayException
    session.execute(delete(of).where(of.performer_id == performer_id, of.day == day))
