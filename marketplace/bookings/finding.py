"""Times at which everybody is free, wherever each of them lives."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from marketplace.bookings.times import QUARTER, begun, quarters

STEP = timedelta(minutes=30)
MOST_A_DAY = 3
MOST = 21
APART = timedelta(hours=2)
"""Between two calls of one day, so that they are a choice."""
MIDDLE_OF_THE_DAY = 14 * 60
"""In minutes: the farther from it by somebody's clock, the less it suits them."""
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


def some_of_each_day(
    found: Iterator[datetime], minutes: int, zone: str, zones: Collection[str]
) -> list[datetime]:
    """Few enough to choose from, over the days of who chooses: those first that are in the middle
    of the day for whoever it suits least."""
    there, everywhere = ZoneInfo(zone), [ZoneInfo(each) for each in zones]
    middle = timedelta(minutes=minutes) / 2
    days = groupby(found, key=lambda at: at.astimezone(there).date())
    some = [
        at
        for _, day in days
        for at in _apart(sorted(day, key=lambda at: (_least_suited(at + middle, everywhere), at)))
    ]
    return some[:MOST]


def _apart(best_first: Collection[datetime]) -> list[datetime]:
    chosen: list[datetime] = []
    for at in best_first:
        if len(chosen) < MOST_A_DAY and all(abs(at - other) >= APART for other in chosen):
            chosen.append(at)
    return sorted(chosen)


def _least_suited(at: datetime, zones: Collection[ZoneInfo]) -> int:
    """Minutes from the middle of the day, of who is farthest from it."""
    clocks = [at.astimezone(zone) for zone in zones]
    return max(
        (abs(clock.hour * 60 + clock.minute - MIDDLE_OF_THE_DAY) for clock in clocks), default=0
    )


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
