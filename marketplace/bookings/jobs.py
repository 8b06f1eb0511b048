"""What happens to bookings by themselves."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Job, Lease
from foundation.statements import insert_unless_there
from marketplace.bookings import attending, news, steps
from marketplace.bookings.changing import Because, cancel
from marketplace.bookings.models import Booking, BookingState, Reminder

REMINDED_HOURS = (24, 1)
_AT_ONCE = 200


def expire_unanswered(lease: Lease) -> str:
    """Whoever said nothing said no. Who had agreed before, and learns of it late, is paid."""
    due = (Booking.state == BookingState.PROPOSED, Booking.answer_by <= now())
    found = _ids(*due)
    for booking_id in found:
        with transaction() as session:
            lease.confirm(session)
            booking = steps.locked(session, booking_id)
            if booking.state is BookingState.PROPOSED and _is_past(booking.answer_by):
                cancel(session, booking, Because.UNANSWERED, actor=SYSTEM)
    return f"{len(found)} expired"


def remind(lease: Lease) -> str:
    """Once for each hour of REMINDED_HOURS and each call; a booking made later than that is not
    told of what has passed."""
    told = 0
    for hours in REMINDED_HOURS:
        reached = now() + timedelta(hours=hours)
        for booking_id in _ids(
            Booking.state == BookingState.CONFIRMED,
            Booking.starts_at <= reached,
            Booking.starts_at > reached - timedelta(minutes=30),
            ~_is_reminded(hours),
        ):
            with transaction() as session:
                lease.confirm(session)
                told += _remind(session, booking_id, hours)
    return f"{told} reminded"


def see_who_came(lease: Lease) -> str:
    found = _ids(
        Booking.state == BookingState.CONFIRMED,
        Booking.judged_at.is_(None),
        Booking.starts_at < now() - attending.WAITED_FOR,
    )
    for booking_id in found:
        with transaction() as session:
            lease.confirm(session)
            attending.judge(session, steps.locked(session, booking_id))
    return f"{len(found)} seen"


def end_past(lease: Lease) -> str:
    found = _ids(
        Booking.state == BookingState.CONFIRMED,
        Booking.judged_at.is_not(None),
        Booking.ends_at <= now(),
    )
    for booking_id in found:
        with transaction() as session:
            lease.confirm(session)
            booking = steps.locked(session, booking_id)
            if booking.state is BookingState.CONFIRMED:
                booking.state = BookingState.OVER
                steps.note(session, booking, "over", actor=SYSTEM)
    return f"{len(found)} ended"


def _remind(session: Session, booking_id: UUID, hours: int) -> int:
    booking = steps.locked(session, booking_id)
    if booking.state is not BookingState.CONFIRMED:
        return 0
    key = {"booking_id": booking.id, "starts_at": booking.starts_at, "hours": hours}
    if not insert_unless_there(session, Reminder, **key, told_at=now()):
        return 0
    news.tell_performers(session, booking, "soon", hours=hours)
    news.tell_arranger(session, booking, "soon", hours=hours)
    return 1


def _is_reminded(hours: int) -> ColumnElement[bool]:
    of = Reminder
    told = select(of.booking_id).where(
        of.booking_id == Booking.id, of.starts_at == Booking.starts_at, of.hours == hours
    )
    return told.exists()


def _ids(*conditions: ColumnElement[bool]) -> list[UUID]:
    session = db.session()
    wanted = select(Booking.id).where(*conditions).order_by(Booking.starts_at).limit(_AT_ONCE)
    found = list(session.scalars(wanted))
    session.rollback()
    return found


def _is_past(at: datetime | None) -> bool:
    return at is not None and at <= now()


JOBS = (
    Job("bookings.expire", expire_unanswered, timedelta(minutes=5)),
    Job("bookings.remind", remind, timedelta(minutes=5)),
    Job("bookings.attend", see_who_came, timedelta(minutes=1)),
    Job("bookings.end", end_past, timedelta(minutes=5)),
)
