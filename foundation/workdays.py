"""Working days: deadlines that people promise each other leave weekends out."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Europe/London")
"""Whose Saturdays and Sundays are meant. Public holidays count as working days: nobody waits
longer because of one, and no list of them has to be kept right."""
_SATURDAY = 5


def after_working_days(start: datetime, days: int, zone: ZoneInfo = OFFICE_ZONE) -> datetime:
    """The same hour of the day, so many working days on; a weekend counts as Monday 0:00."""
    local = start.astimezone(zone)
    if _is_weekend(local):
        local = datetime.combine(_next_working_day(local), time(), zone)
    for _ in range(days):
        local = datetime.combine(_next_working_day(local), local.timetz())
    # By way of UTC, so that an hour which the spring change skips becomes one that exists.
    return local.astimezone(start.tzinfo)


def _next_working_day(local: datetime) -> datetime:
    following = local + timedelta(days=1)
    while _is_weekend(following):
        following += timedelta(days=1)
    return following


def _is_weekend(local: datetime) -> bool:
    return local.weekday() >= _SATURDAY
