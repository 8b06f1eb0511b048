"""When a digest is due: the next morning where the person lives."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from foundation.notices.kinds import Delivery

MORNING = time(8, 0)
_MONDAY = 0


def next_morning(after: datetime, zone: str, *, weekly: bool) -> datetime:
    """8:00 on the person's own clock, whatever that clock did over night; weekly: on a Monday."""
    place = ZoneInfo(zone)
    on = after.astimezone(place).date()
    while True:
        # Made anew for each day: adding 24 hours would miss the hour that a clock change moves.
        morning = datetime.combine(on, MORNING, place)
        if morning > after and (not weekly or on.weekday() == _MONDAY):
            return morning.astimezone(after.tzinfo)
        on += timedelta(days=1)


def mail_at(delivery: Delivery, after: datetime, zone: str) -> datetime | None:
    """None for what no digest brings."""
    if delivery is Delivery.DAILY:
        return next_morning(after, zone, weekly=False)
    if delivery is Delivery.WEEKLY:
        return next_morning(after, zone, weekly=True)
    return None
