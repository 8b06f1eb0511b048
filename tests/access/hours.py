"""Timesheets, for the rows of the table: some of a performer, some of a client."""

from datetime import timedelta

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import CLIENT_SIDE, Role
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.hours.models import (
    Because,
    HoursDispute,
    HoursLine,
    LineKind,
    LogEvent,
    Phase,
    Timesheet,
)
from tests.access import bookings
from tests.access.bookings import ARRANGES, CASTING, PERFORMERS, READS
from tests.access.rules import Only, Own, Person, Rule, Values
from tests.cast import Person as CastPerson

_TIME = {"minutes": "10", "seconds": "0", "because": "other"}


def a_log(person: CastPerson) -> Values:
    """They have checked in."""
    found = bookings.a_call(person)
    with transaction() as session:
        wanted = select(Place).where(Place.booking_id == found["booking_id"])
        session.scalars(wanted).one().state = PlaceState.CHECKED_IN
    return found


def a_sheet(person: CastPerson) -> Values:
    return _written(bookings.a_booking(person))


def of_client(person: CastPerson) -> Values:
    return _written(bookings.of_client(person))


def with_proposed_end(person: CastPerson) -> Values:
    return _written(bookings.a_booking(person), end_agreed=False)


def a_line(person: CastPerson) -> Values:
    return {**a_sheet(person), "kind": "call"}


def corrected(person: CastPerson) -> Values:
    """By the other side."""
    found = a_line(person)
    with transaction() as session:
        session.add(_row(found, number=1, seconds=900))
    return found


def disputed(person: CastPerson) -> Values:
    found = a_line(person)
    with transaction() as session:
        session.add(
            HoursDispute(
                timesheet_id=found["sheet_id"],
                kind=LineKind.CALL,
                case_id=SYSTEM.id,
                decide_by=now() + timedelta(days=5),
                by=SYSTEM.id,
            )
        )
    return found


def _written(found: Values, *, end_agreed: bool = True) -> Values:
    with transaction() as session:
        booking = session.get_one(Booking, found["booking_id"])
        place = session.scalars(select(Place).where(Place.booking_id == booking.id)).one()
        booking.judged_at = now()
        sheet = Timesheet(
            booking_id=booking.id,
            engagement_id=place.engagement_id,
            performer_id=place.performer_id,
            client_id=booking.client_id,
            starts_at=booking.starts_at,
            ends_at=booking.starts_at + timedelta(minutes=20),
            approve_by=now() + timedelta(days=7),
            end_agreed_at=now() if end_agreed else None,
        )
        session.add(sheet)
        session.add(
            LogEvent(
                booking_id=booking.id,
                number=0,
                phase=Phase.WORK,
                at=booking.starts_at,
                zone=booking.zone,
                by=place.performer_id,
            )
        )
        session.flush()
        written = {**found, "sheet_id": sheet.id}
        session.add(_row(written, number=0, seconds=1200))
        return written


def _row(found: Values, *, number: int, seconds: int) -> HoursLine:
    return HoursLine(
        timesheet_id=found["sheet_id"],
        kind=LineKind.CALL,
        number=number,
        seconds=seconds,
        because=Because.OTHER if number else Because.LOG,
        by=SYSTEM.id,
        by_performer=False,
    )


ROWS: dict[str, Rule] = {
    "GET api_hours.BookingLog": Own(a_sheet, roles=PERFORMERS, others=READS),
    "GET api_hours.OneTimesheet": Own(a_sheet, roles=PERFORMERS, others=READS),
    "GET api_hours.Timesheets": Person(),
    "POST api_hours.BookingLog": Own(
        a_log, roles=PERFORMERS, others=CASTING, send={"phase": "work"}
    ),
    "POST api_hours.HoursAnswers": Own(corrected, roles=PERFORMERS, send={"agreed": True}),
    "POST api_hours.HoursApprovals": Own(of_client, roles=ARRANGES, send={"lines": []}),
    "POST api_hours.HoursCorrections": Own(
        a_line, roles=PERFORMERS, send={"seconds": 600, "because": "other"}
    ),
    "POST api_hours.HoursDisputes": Own(a_line, roles=PERFORMERS, send={"text": "It was longer."}),
    "GET hours.booking": Own(a_sheet, roles=PERFORMERS, others=READS),
    "GET hours.booking of a client": Own(of_client, roles=CLIENT_SIDE, others=READS),
    "GET hours.line": Own(a_line, roles=PERFORMERS, others=READS),
    "GET hours.page": Person(),
    "POST hours.agree_to_end": Own(with_proposed_end, roles=PERFORMERS),
    "POST hours.answer": Own(corrected, roles=PERFORMERS, send={"agreed": "true"}),
    "POST hours.approve": Own(of_client, roles=ARRANGES),
    "POST hours.correct": Own(a_line, roles=PERFORMERS, send=_TIME),
    "POST hours.dispute": Own(a_line, roles=PERFORMERS, send={"text": "It was longer."}),
    "POST hours.press": Own(a_log, roles=PERFORMERS, others=CASTING, send={"phase": "work"}),
    "POST hours.settle": Only(
        disputed, roles=frozenset((Role.COMPLIANCE,)), hidden=True, send=_TIME
    ),
}
