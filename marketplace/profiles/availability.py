"""When performers are free, by the clocks on their own walls."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.accounts.models import Account
from marketplace.profiles.models import DayException, FreeHours

STEP = timedelta(minutes=5)
"""Hours are said in such steps. Every zone's offset is a whole number of them."""
Span = tuple[int, int]
"""Minutes of a day, from and to."""


@dataclass(frozen=True, slots=True)
class Week:
    zone: str
    hours: Mapping[int, list[Span]] = field(default_factory=dict)
    free_on: Mapping[date, list[Span]] = field(default_factory=dict)
    away_on: Mapping[date, list[Span]] = field(default_factory=dict)

    @property
    def is_said(self) -> bool:
        return bool(self.hours)

    def is_free_at(self, at: datetime) -> bool:
        """By the wall: an hour that a clock shows twice is free twice, one that it skips never
        comes. Who said no week is free but for the days on which they are away."""
        wall = at.astimezone(ZoneInfo(self.zone))
        day, minute = wall.date(), wall.hour * 60 + wall.minute
        if _within(self.away_on.get(day, ()), minute):
            return False
        if day in self.free_on:
            return _within(self.free_on[day], minute)
        return not self.is_said or _within(self.hours.get(day.weekday(), ()), minute)


def free_between(
    session: Session, performer_ids: Collection[UUID], starts_at: datetime, ends_at: datetime
) -> set[UUID]:
    """Who is free all that time by their own word. What they are booked for is not asked."""
    moments = list(_moments(starts_at, ends_at))
    return {
        performer_id
        for performer_id, week in weeks_of(session, performer_ids).items()
        if all(map(week.is_free_at, moments))
    }


def weeks_of(session: Session, performer_ids: Collection[UUID]) -> dict[UUID, Week]:
    ids = set(performer_ids)
    zones = session.execute(select(Account.id, Account.zone).where(Account.id.in_(ids)))
    hours: dict[UUID, dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for row in session.scalars(select(FreeHours).where(FreeHours.performer_id.in_(ids))):
        hours[row.performer_id][row.weekday].append((row.from_minute, row.to_minute))
    free: dict[UUID, dict[date, list[Span]]] = defaultdict(lambda: defaultdict(list))
    away: dict[UUID, dict[date, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for each in session.scalars(select(DayException).where(DayException.performer_id.in_(ids))):
        said = free if each.free else away
        said[each.performer_id][each.day].append((each.from_minute, each.to_minute))
    return {
        row.id: Week(row.zone, dict(hours[row.id]), dict(free[row.id]), dict(away[row.id]))
        for row in zones
    }


def _moments(starts_at: datetime, ends_at: datetime) -> Iterator[datetime]:
    """In UTC, where adding minutes is adding time."""
    at, end = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    at -= timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    while at < end:
        yield at
        at += STEP


def _within(spans: Collection[Span], minute: int) -> bool:
    return any(begins <= minute < ends for begins, ends in spans)
