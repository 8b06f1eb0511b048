"""The time that a statement is about: whole days of UTC, as the books are kept."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from foundation.clock import now

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(9998, 12, 31)
"""Days that have a next one, and a year that a calendar can show."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Period:
    first: date
    last: date
    """Still in it."""

    @property
    def start(self) -> datetime:
        return datetime.combine(self.first, time(), UTC)

    @property
    def end(self) -> datetime:
        """The first instant after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)

    @property
    def before(self) -> datetime:
        """The last instant before it, for balances as of then."""
        return self.start - _TICK

    @property
    def until(self) -> datetime:
        return self.end - _TICK

    @property
    def year(self) -> int | None:
        """Where it is one whole year."""
        whole = of_year(self.first.year) == self
        return self.first.year if whole else None


def of_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def chosen(year: int | None, first: date | None, last: date | None) -> Period:
    """From a day to a day; else a year; else this year."""
    if first is not None or last is not None:
        today = now().date()
        last = last or max(first or today, today)
        return Period(first or date(last.year, 1, 1), last)
    return of_year(year if year is not None else now().year)


def meant(
    *, year: int | None = None, first: date | None = None, last: date | None = None
) -> Period:
    """The same of any days: those that no calendar here shows are the nearest that it does."""
    first = first and min(max(first, FIRST_DAY), LAST_DAY)
    last = last and min(max(last, first or FIRST_DAY), LAST_DAY)
    return chosen(year, first, last)
