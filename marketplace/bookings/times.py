"""Instants from clocks on walls, and the quarters of an hour that a booking takes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from marketplace.bookings.errors import HourComesTwice, HourDoesNotExist

QUARTER = timedelta(minutes=15)


def quarters(starts_at: datetime, ends_at: datetime) -> Iterator[datetime]:
    """Every one that is touched: who is booked until 10:05 is free from 10:15 on."""
    at = begun(starts_at)
    while at < ends_at:
        yield at
        at += QUARTER


def begun(at: datetime) -> datetime:
    """The quarter that this falls into. Counted in UTC, where no hour is missing or double."""
    exact = at.astimezone(UTC)
    return exact - timedelta(
        minutes=exact.minute % 15, seconds=exact.second, microseconds=exact.microsecond
    )


def instant(wall: datetime, zone: str, which: str = "") -> datetime:
    """What a clock there shows, as the one instant it means. `which` is first or second, for an
    hour that comes twice. Raises HourDoesNotExist and HourComesTwice."""
    there = ZoneInfo(zone)
    first, second = (_meant(wall, there, fold) for fold in (0, 1))
    if first.astimezone(there).replace(tzinfo=None) != wall:
        raise HourDoesNotExist
    if first != second and which not in ("first", "second"):
        raise HourComesTwice
    return second if which == "second" else first


def _meant(wall: datetime, zone: ZoneInfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
