"""When a booking is over, its log becomes lines: one timesheet for each performer who came."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import exists, select, update
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from marketplace.bookings.costs import minimum_call_paid
from marketplace.bookings.models import Booking, BookingState, BookingStep, Place, PlaceState
from marketplace.casting.models import Engagement
from marketplace.hours import news, steps
from marketplace.hours.counting import Posted, Span, counted, spans
from marketplace.hours.models import Because, HoursLine, LineKind, LogEvent, Phase, Timesheet
from marketplace.pricing.engaged import Engaged, engaged

APPROVED_WITHIN = timedelta(days=7)


def make_timesheets(session: Session, booking: Booking) -> None:
    """A step, under the booking's lock, once the log has its end or nothing is expected of it.
    Who has a timesheet keeps it."""
    known = {sheet.engagement_id for sheet in steps.sheets_of(session, booking.id)}
    came = select(Place.engagement_id).where(
        Place.booking_id == booking.id, Place.state == PlaceState.CHECKED_IN
    )
    log = list(steps.log_of(session, booking.id))
    # In one order, because two bookings of one part queue for its engagement here.
    missing = sorted(set(session.scalars(came)) - known)
    for of in engaged(session, missing).values():
        _make(session, booking, of, log)


def propose_end(session: Session, booking: Booking) -> None:
    """A step: nobody pressed it, so it is the planned one, unless something was pressed later."""
    log = steps.log_of(session, booking.id)
    if log and not steps.is_ended(log):
        at = max(_planned_end(session, booking), log[-1].at)
        steps.write(session, booking, Phase.END, at, actor=SYSTEM)


def _make(session: Session, booking: Booking, of: Engaged, log: list[LogEvent]) -> None:
    _lock(session, of.engagement.id)
    found = _spans(session, booking, of, log)
    # Before this timesheet is there: it would be an earlier one of its own.
    counted_lines = first_lines(session, of, found)
    until = found[-1].ends_at if found else booking.starts_at
    nobody_pressed = not log or log[-1].by == SYSTEM.id
    sheet = Timesheet(
        booking_id=booking.id,
        engagement_id=of.engagement.id,
        performer_id=of.engagement.performer_id,
        client_id=booking.client_id,
        starts_at=found[0].starts_at if found else booking.starts_at,
        ends_at=until,
        approve_by=now() + APPROVED_WITHIN,
        end_agreed_at=None if nobody_pressed else now(),
    )
    session.add(sheet)
    session.flush()
    for kind, seconds in counted_lines.items():
        session.add(_line(sheet, kind, seconds))
    session.flush()
    news.tell_made(session, sheet, booking)


def _spans(session: Session, booking: Booking, of: Engaged, log: list[LogEvent]) -> list[Span]:
    """Where nothing was pressed and the minimum call was paid, nothing was played: who waited
    for the others has had their due, and may still correct the call."""
    if not log and minimum_call_paid(session, booking.id, of.engagement.id):
        return []
    until = log[-1].at if steps.is_ended(log) else _planned_end(session, booking)
    return spans(booking.starts_at, [(each.phase, each.at) for each in log], until)


def first_lines(session: Session, of: Engaged, found: list[Span]) -> dict[LineKind, int]:
    """Seconds of each kind, before anybody corrects anything."""
    pay, is_first = of.pay, _is_first(session, of.engagement.id)
    first = is_first and bool(found)
    seconds = counted(
        found,
        Posted(
            waiting=bool(pay.waiting_hourly_minor),
            tech_check=first and bool(pay.tech_check_minor),
            briefing=first and bool(pay.briefing_minor),
        ),
    )
    if found and of.content.content.de_role_minutes:
        seconds[LineKind.DE_ROLE] = of.content.content.de_role_minutes * 60
    if found and not is_first and of.part.continuity_minor:
        seconds[LineKind.CONTINUITY] = 0
    return seconds


def _line(sheet: Timesheet, kind: LineKind, seconds: int) -> HoursLine:
    return HoursLine(
        timesheet_id=sheet.id,
        kind=kind,
        number=0,
        seconds=seconds,
        because=Because.LOG,
        by=SYSTEM.id,
        by_performer=False,
    )


def _lock(session: Session, engagement_id: UUID) -> None:
    """Of two bookings of one engagement that end at once, one is the first."""
    session.execute(
        update(Engagement).where(Engagement.id == engagement_id).values(id=Engagement.id)
    )


def _is_first(session: Session, engagement_id: UUID) -> bool:
    """Of this engagement's bookings in which something was played."""
    of = Timesheet
    earlier = exists().where(of.engagement_id == engagement_id, of.ends_at > of.starts_at)
    return not session.scalar(select(earlier))


def _planned_end(session: Session, booking: Booking) -> datetime:
    if booking.state is not BookingState.CANCELLED:
        return booking.ends_at
    of = BookingStep
    wanted = select(of.at).where(of.booking_id == booking.id, of.act == "cancelled")
    at = session.scalar(wanted.order_by(of.at).limit(1))
    return min(at, booking.ends_at) if at else booking.ends_at
