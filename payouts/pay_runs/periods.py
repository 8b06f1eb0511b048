"""When what was approved is paid: local times of one stated place, as instants, half open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORTEST = timedelta(days=2)
"""Where terms change, the period between is at least so long: no two begin on one local day."""
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is approved before the cut-off is paid on the pay day that follows it."""

    weekday: int
    cut_off: time
    zone: str
    pay_weekday: int
    from_at: datetime
    """The cut-off after which these count."""

    def at_or_before(self, instant: datetime) -> datetime:
        """The newest cut-off by these terms."""
        on = instant.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=1)
        on -= timedelta(days=(on.weekday() - self.weekday) % 7)
        found = self.cut_off_on(on)
        return found if found <= instant else self.cut_off_on(on - _WEEK)

    def after(self, instant: datetime) -> datetime:
        before = self.at_or_before(instant)
        return self.cut_off_on(self.local_day(before) + _WEEK)

    def cut_off_on(self, on: date) -> datetime:
        """A time that a change of the clocks skips is the instant that it would have been; one
        that comes twice is the first."""
        return datetime.combine(on, self.cut_off, ZoneInfo(self.zone)).astimezone(UTC)

    def local_day(self, cut_off: datetime) -> date:
        """Which of its days a cut-off belongs to, also where the clocks moved it over midnight."""
        near = cut_off.astimezone(ZoneInfo(self.zone)).date()
        days = (near + timedelta(days=away) for away in (0, -1, 1))
        return next(day for day in days if self.cut_off_on(day) == cut_off)

    def pay_day(self, cut_off: datetime) -> date:
        on = cut_off.astimezone(ZoneInfo(self.zone)).date()
        return on + timedelta(days=(self.pay_weekday - on.weekday()) % 7)


FIRST = Terms(1, time(0, 0), "Europe/Berlin", 4, datetime(2000, 1, 1, tzinfo=UTC))
"""Until finance decides otherwise: approved before Tuesday, 0:00 in Berlin, paid on Friday."""


@dataclass(frozen=True, slots=True)
class Period:
    starts_at: datetime
    ends_at: datetime
    """The cut-off. What is approved at this instant is of the next period."""
    starts_on: date
    """By the local calendar: of one schedule no two periods share it."""
    pay_on: date
    zone: str


def period_ended_by(history: Sequence[Terms], instant: datetime) -> Period:
    """The newest that is over."""
    end, terms = cut_off_by(history, instant)
    start, earlier = cut_off_by(history, end - timedelta(microseconds=1))
    return Period(start, end, earlier.local_day(start), terms.pay_day(end), terms.zone)


def cut_off_by(history: Sequence[Terms], instant: datetime) -> tuple[datetime, Terms]:
    """The newest cut-off, and the terms that made it. The history's first terms always were."""
    until = instant
    for terms in reversed(history[1:]):
        if terms.from_at <= until:
            found = terms.at_or_before(until)
            if found >= terms.from_at + SHORTEST:
                return found, terms
            until = min(until, terms.from_at)
    return history[0].at_or_before(until), history[0]


def next_cut_off(history: Sequence[Terms], instant: datetime) -> tuple[datetime, Terms]:
    """When the period ends in which this instant is."""
    for at, terms in enumerate(history):
        until = history[at + 1].from_at if at + 1 < len(history) else None
        earliest = instant if at == 0 else max(instant, terms.from_at + SHORTEST - _MOMENT)
        found = terms.after(earliest)
        if until is None or found <= until:
            return found, terms
    raise AssertionError("the last terms have no end")


_MOMENT = timedelta(microseconds=1)
