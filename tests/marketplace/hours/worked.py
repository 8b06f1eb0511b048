"""Two sisters who came to a booking, and the taps that its log is made of."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.clock import hold, now
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.bookings.jobs import JOBS as BOOKING_JOBS
from marketplace.facts.models import Fact
from marketplace.hours.jobs import JOBS
from marketplace.hours.models import LineKind, Phase, Timesheet
from marketplace.hours.pressing import press
from marketplace.hours.standing import Standing, standings
from tests.cast import Cast, Person
from tests.made_once import made_once
from tests.marketplace.bookings.booked import CALL
from tests.marketplace.takes.played import met, signed_sisters

BEGIN = ((Phase.WORK, 0),)
DAY = ((Phase.WORK, 0), (Phase.BREAK, 60), (Phase.WORK, 70), (Phase.END, 180))
"""Minutes after the call: ten of break in three hours."""


def tap(booking_id: UUID, person: Person, *taps: tuple[Phase, float]) -> None:
    for phase, minutes in taps:
        hold(CALL + timedelta(minutes=minutes))
        press(booking_id, phase, actor=person.actor)


@made_once
def over(cast: Cast, *taps: tuple[Phase, float], **said: object) -> UUID:
    """A booking of two who have signed; its log is closed, and it is seen who came."""
    booking_id = met(cast, signed_sisters(cast, **said))
    tap(booking_id, cast.omar, *(taps or DAY))
    if now() < CALL + timedelta(minutes=16):
        hold(CALL + timedelta(minutes=16))
    run("bookings.attend")
    return booking_id


def run(*names: str) -> None:
    """Jobs, by their names, in that order."""
    for name in names:
        db.session.remove()
        jobs = [job for job in (*BOOKING_JOBS, *JOBS) if job.name == name]
        assert run_due(jobs, new_id(), even_if_not_due=True) == 1


def later(**by: float) -> None:
    hold(now() + timedelta(**by))
    run("bookings.attend", "bookings.end", "hours.close", "hours.approve", "hours.decide")


def sheet(booking_id: UUID, person: Person) -> Timesheet:
    session = db.session()
    session.rollback()
    found = session.scalars(
        select(Timesheet).where(
            Timesheet.booking_id == booking_id, Timesheet.performer_id == person.id
        )
    ).one()
    session.expunge(found)
    session.rollback()
    return found


def line(booking_id: UUID, person: Person, kind: LineKind) -> Standing:
    found = sheet(booking_id, person)
    return standings(db.session(), found)[kind]


def earned(person: Person) -> list[tuple[str, int, int]]:
    """Kind, how many, how much."""
    session = db.session()
    session.rollback()
    rows = session.scalars(select(Fact).where(Fact.performer_id == person.id))
    return sorted((row.kind, row.quantity, row.amount_minor) for row in rows)
