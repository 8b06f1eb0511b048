"""Times at which everybody is free, wherever each of them lives."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from marketplace.bookings.times import QUARTER, begun, quarters

STEP = timedelta(minutes=30)
MOST_A_DAY = 6
MOST = 42
SOONEST = timedelta(hours=1)
"""Nobody can answer and be there sooner than that."""


class Hours(Protocol):
    """When somebody is free by their own word."""

    @property
    def zone(self) -> str: ...
    def is_free_at(self, at: datetime) -> bool: ...


Taken = Mapping[UUID, Collection[datetime]]
"""Quarters of an hour that each is booked for already."""


def common_times(
    hours: Mapping[UUID, Hours], taken: Taken, minutes: int, starts: datetime, ends: datetime
) -> Iterator[datetime]:
    """Calls between these two, soonest first: for so long everybody is free from there on."""
    free = frozenset[datetime].intersection(
        *(_free(each, taken.get(person, ()), starts, ends) for person, each in hours.items())
    )
    at, length = _first(starts), timedelta(minutes=minutes)
    while at + length <= ends:
        if free.issuperset(quarters(at, at + length)):
            yield at
        at += STEP


def some_of_each_day(found: Iterator[datetime], zone: str) -> list[datetime]:
    """Few enough to choose from, spread over the days of who chooses."""
    there = ZoneInfo(zone)
    days = groupby(found, key=lambda at: at.astimezone(there).date())
    spread = [at for _, day in days for at in _spread(list(day))]
    return spread[:MOST]


def _spread(day: list[datetime]) -> list[datetime]:
    if len(day) <= MOST_A_DAY:
        return day
    return [day[place * len(day) // MOST_A_DAY] for place in range(MOST_A_DAY)]


def _free(
    hours: Hours, taken: Collection[datetime], starts: datetime, ends: datetime
) -> frozenset[datetime]:
    booked = set(taken)
    return frozenset(
        at for at in quarters(starts, ends) if at not in booked and hours.is_free_at(at)
    )


def _first(starts: datetime) -> datetime:
    at = begun(starts)
    while at < starts or at.minute % 30:
        at += QUARTER
    return at
