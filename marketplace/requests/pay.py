"""What is paid for what. Zero is written down: nothing is unpaid by silence."""

from collections.abc import Iterator
from dataclasses import dataclass

from foundation.money import Money

FLOORS_PER_HOUR = {
    "AUD": 4_000,
    "BRL": 6_000,
    "CAD": 3_500,
    "EUR": 2_500,
    "GBP": 2_200,
    "INR": 90_000,
    "MXN": 25_000,
    "USD": 3_000,
}
"""The least for an hour, in minor units, and with it the currencies that can be posted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    currency: str
    hourly_minor: int
    """For every minute between call and end, and for de-roling."""
    take_minor: int = 0
    """For each accepted take."""
    minimum_call_minutes: int = 60
    """Paid in full however short it was."""
    included_retakes: int = 1
    retake_minor: int = 0
    """For each beyond those included."""
    audition_minor: int = 0
    most_auditions: int = 0
    """How many priced auditions are taken."""
    tech_check_minor: int = 0
    briefing_minor: int = 0
    waiting_hourly_minor: int = 0
    bonus_minor: int = 0
    bonus_for: str = ""
    unpaid_minutes: int = 0
    """What a performer should expect to give unpaid, in all."""
    late_change_hours: int = 48
    """A booking moved or cancelled later than this before its call has its price."""
    late_change_minor: int = 0
    paid_within_days: int = 14
    """Of completing the work; never more than 30."""

    def hourly(self) -> Money:
        return Money(self.hourly_minor, self.currency)

    def of(self, amount_minor: int) -> Money:
        return Money(amount_minor, self.currency)


def below_floor(pay: Pay) -> Iterator[str]:
    floor = FLOORS_PER_HOUR.get(pay.currency)
    if floor is None:
        yield "Choose one of the currencies that gigs are paid in."
    elif pay.hourly_minor < floor:
        yield "This is below the least that an hour is paid with in this currency."
