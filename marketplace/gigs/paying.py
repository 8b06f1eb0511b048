"""What a posted gig pays: for one booking, line by line, and for an hour once all is counted."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from foundation.formats import minutes
from foundation.money import Money
from marketplace.budgets.fee import fee_on
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import Line, booking_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingPay:
    """`least` is due however short the booking was, takes or none."""

    least: Money
    lines: tuple[Line, ...]
    total: Money
    fee: Money
    """Ours on the total: the client pays it on top."""
    extra: tuple[Line, ...]
    """Only where it comes to that; what is zero is said too."""


def booking_pay(content: SceneContent) -> BookingPay:
    lines = tuple(_lines(content))
    total = content.pay.of(sum(line.amount.amount_minor for line in lines))
    least = content.pay.hourly().for_minutes(content.pay.minimum_call_minutes)
    extra = tuple(_extra(content))
    return BookingPay(least=least, lines=lines, total=total, fee=fee_on(total), extra=extra)


def effective_hourly(content: SceneContent) -> Money:
    """The hours of one gig, over all the time that it takes, paid or not. What hangs on a take's
    being accepted or on a use's being allowed is left out: nobody can count on it."""
    worked = booking_minutes(content) * content.window.bookings
    return content.pay.hourly().times(Fraction(worked, worked + content.pay.unpaid_minutes))


def _lines(content: SceneContent) -> Iterator[Line]:
    pay, worked = content.pay, booking_minutes(content)
    yield Line(f"{minutes(worked)} of your time, de-roling included", _hours(content, worked))
    if content.campaign is None and pay.take_minor:
        takes = content.brief.takes
        label = "1 accepted take" if takes == 1 else f"{takes} accepted takes"
        yield Line(label, pay.of(pay.take_minor * takes))


def _extra(content: SceneContent) -> Iterator[Line]:
    pay = content.pay
    yield Line(f"Each retake beyond {pay.included_retakes} included", pay.of(pay.retake_minor))
    yield Line("Audition", pay.of(pay.audition_minor))
    yield Line("Tech check", pay.of(pay.tech_check_minor))
    yield Line("Briefing", pay.of(pay.briefing_minor))
    yield Line("An hour of waiting", pay.of(pay.waiting_hourly_minor))
    late = f"less than {pay.late_change_hours} h before"
    yield Line(f"Moved {late}", pay.of(pay.late_change_minor))
    least = pay.hourly().for_minutes(pay.minimum_call_minutes)
    yield Line(f"Cancelled {late}: the minimum call", least)
    if pay.bonus_minor:
        yield Line(f"Bonus: {pay.bonus_for}" if pay.bonus_for else "Bonus", pay.of(pay.bonus_minor))
    for part in content.brief.parts:
        if part.continuity_minor:
            label = f"Each booking of {part.name} after the first"
            yield Line(label, pay.of(part.continuity_minor))


def _hours(content: SceneContent, worked: int) -> Money:
    return content.pay.hourly().for_minutes(worked)
