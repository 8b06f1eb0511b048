"""What a performer may expect of a booking beside what is earned: each line says what it waits
for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.money import Money
from marketplace.bookings.costs import minimum_call_paid
from marketplace.bookings.models import Booking, BookingState
from marketplace.hours import saying, steps
from marketplace.hours.closing import first_lines
from marketplace.hours.counting import spans
from marketplace.hours.models import LineKind, Timesheet
from marketplace.hours.standing import Standing, standings
from marketplace.hours.worth import ON_CALL, price_of
from marketplace.pricing.engaged import Engaged
from marketplace.takes.models import Take, TakeState, Track

_TAKES = {
    TakeState.COMING_IN: "once all tracks are in and it is accepted",
    TakeState.TO_JUDGE: "once it is accepted, by itself on",
    TakeState.RETAKE: "if it is not played again by",
    TakeState.APPEALED: "if the appeal is granted",
}

_NOT_COME = (TakeState.COMING_IN, TakeState.CALLED_OFF)


@dataclass(frozen=True, slots=True)
class Expected:
    label: str
    amount: Money
    waits_for: str
    by: datetime | None = None


def expected(session: Session, booking: Booking, of: Engaged) -> list[Expected]:
    """Worth nothing is left out."""
    found = [*_hours(session, booking, of), *_takes(session, booking, of)]
    return [each for each in found if each.amount.amount_minor]


def _hours(session: Session, booking: Booking, of: Engaged) -> Iterator[Expected]:
    sheet = _sheet(session, booking.id, of.engagement.id)
    if sheet is None:
        yield from _still_running(session, booking, of)
        return
    lines = standings(session, sheet)
    paid_before = _paid_before(session, booking, of, lines)
    for kind, line in lines.items():
        if line.decision is None:
            worth = _worth(of, kind, line.seconds).amount_minor
            taken_off = min(worth, paid_before) if kind in ON_CALL else 0
            paid_before -= taken_off
            waits = (
                "disputed: compliance decides" if line.dispute else "once approved, by itself on"
            )
            by = line.dispute.decide_by if line.dispute else sheet.approve_by
            yield Expected(saying.LINES[kind], of.pay.of(worth - taken_off), waits, by)
    if sheet.settled_at is None and sheet.ends_at > sheet.starts_at:
        seconds = {kind: line.seconds for kind, line in lines.items()}
        yield from _filled_up(session, booking, of, seconds, "once all lines are approved")


def _paid_before(
    session: Session, booking: Booking, of: Engaged, lines: Mapping[LineKind, Standing]
) -> int:
    """What a minimum call has paid of the lines that are open."""
    paid = minimum_call_paid(session, booking.id, of.engagement.id)
    decided = [line.decision for line in lines.values() if line.decision]
    return paid.amount_minor - sum(each.prepaid_minor for each in decided) if paid else 0


def _still_running(session: Session, booking: Booking, of: Engaged) -> Iterator[Expected]:
    """As if it ended now."""
    log = steps.log_of(session, booking.id)
    if booking.state is BookingState.CANCELLED and not log:
        return
    taps = [(each.phase, each.at) for each in log]
    seconds = first_lines(session, of, spans(booking.starts_at, taps, now())) if taps else {}
    for kind, count in seconds.items():
        yield Expected(saying.LINES[kind], _worth(of, kind, count), "as if it ended now")
    yield from _filled_up(session, booking, of, seconds, "however short it is")


def _filled_up(
    session: Session, booking: Booking, of: Engaged, seconds: dict[LineKind, int], waits: str
) -> Iterator[Expected]:
    if minimum_call_paid(session, booking.id, of.engagement.id) is None:
        on_call = [kind for kind in seconds if kind in ON_CALL]
        worth = sum(_worth(of, kind, seconds[kind]).amount_minor for kind in on_call)
        minimum = of.pay.hourly().for_minutes(of.pay.minimum_call_minutes).amount_minor
        lacking = of.pay.of(max(0, minimum - worth))
        yield Expected("Filled up to the minimum call", lacking, waits)


def _takes(session: Session, booking: Booking, of: Engaged) -> Iterator[Expected]:
    wanted = (
        select(Take)
        .join(Track, Track.take_id == Take.id)
        .where(Take.booking_id == booking.id, Track.engagement_id == of.engagement.id)
        .order_by(Take.number)
    )
    takes = session.scalars(wanted).all()
    replaced = {take.retake_of for take in takes if take.state not in _NOT_COME}
    for take in takes:
        if take.state in _TAKES and take.id not in replaced:
            amount = of.pay.of(of.pay.take_minor)
            yield Expected(f"Take {take.number}", amount, _TAKES[take.state], take.judge_by)


def _sheet(session: Session, booking_id: UUID, engagement_id: UUID) -> Timesheet | None:
    wanted = select(Timesheet).where(
        Timesheet.booking_id == booking_id, Timesheet.engagement_id == engagement_id
    )
    return session.scalars(wanted).one_or_none()


def _worth(of: Engaged, kind: LineKind, seconds: int) -> Money:
    price = price_of(of, kind, seconds)
    return price.amount if price else of.pay.of(0)
