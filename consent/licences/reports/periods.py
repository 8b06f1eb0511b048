"""Which periods of a licence are to be reported, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from consent.agreements.planned import last_day
from consent.licences.templates.planned import REPORT_WITHIN_DAYS

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    from_on: date
    to_on: date

    @property
    def due_on(self) -> date:
        return self.to_on + timedelta(days=REPORT_WITHIN_DAYS)


def periods(first: date, every_months: int, last: date) -> Iterator[Period]:
    """One after the other without a gap; the last is as short as the licence leaves it.

    Each is counted from the first day, so that a month's end does not make the days creep.
    """
    begins, count = first, 0
    while begins <= last:
        count += 1
        ends = min(last_day(first, every_months * count), last)
        yield Period(begins, ends)
        begins = ends + _DAY
