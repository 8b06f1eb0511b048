"""The stand-in's own time: the machine's, moved forward as often as somebody asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from foundation.clock import now

HOUR_S, DAY_S = 3600, 86400
_SATURDAY = 5


class Clock:
    def __init__(self, ahead_s: int) -> None:
        self.ahead_s = ahead_s
        self._at: int | None = None

    def seconds(self) -> int:
        """Since 1970, as Stripe counts."""
        return self._at if self._at is not None else self.running()

    def running(self) -> int:
        """Now, even while something that was due earlier is being worked off."""
        return int(now().timestamp()) + self.ahead_s

    def advance(self, by_s: int) -> None:
        """Forward only: what has happened stays so."""
        if by_s < 0:
            raise ValueError(by_s)
        self.ahead_s += by_s

    @contextmanager
    def at(self, seconds: int) -> Iterator[None]:
        """What was due then is done as if it were then, however late somebody looks."""
        before, self._at = self._at, seconds
        try:
            yield
        finally:
            self._at = before


def written(seconds: int) -> str:
    """As the second generation of the API writes an instant."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def read(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def banking_days_after(seconds: int, days: int) -> int:
    """The first second of that day in UTC. Weekends do not count; holidays are not known here."""
    day = datetime.fromtimestamp(seconds, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < _SATURDAY
    return int(day.timestamp())
