"""Two sisters engaged, and a time they can be asked for."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.clock import hold, now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.money import Money
from marketplace.bookings import answering
from marketplace.bookings.jobs import JOBS
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState, TakenTime
from marketplace.bookings.proposing import Asked, propose_booking
from marketplace.budgets.steps import confirm
from marketplace.facts.models import Fact
from marketplace.gigs.models import Gig
from tests.cast import Cast, Person
from tests.made_once import made_once
from tests.marketplace.market import engaged, posted
from tests.marketplace.profiles.known import checked

CALL = datetime(2026, 4, 13, 15, 0, tzinfo=UTC)
ASKED = Asked(starts_at=CALL, minutes=180, zone="Europe/Berlin", room="https://meet.example/r1")


@dataclass(frozen=True, slots=True)
class Sisters:
    gig_id: UUID
    rosa: UUID
    lena: UUID

    @property
    def both(self) -> list[UUID]:
        return [self.rosa, self.lena]


@made_once
def sisters(cast: Cast, **said: object) -> Sisters:
    return cast_in(cast, posted(cast.ben, cast.cora, **said))


def cast_in(cast: Cast, gig_id: UUID) -> Sisters:
    """Omar plays Rosa, Mira plays Lena."""
    for performer in (cast.omar, cast.mira, cast.otto):
        checked(performer)
    return Sisters(gig_id, engaged(gig_id, "rosa", cast.omar), engaged(gig_id, "lena", cast.mira))


def proposed(cast: Cast, gig: Sisters, asked: Asked = ASKED) -> UUID:
    return propose_booking(gig.gig_id, gig.both, asked, actor=cast.ben.actor)


def confirmed(cast: Cast, gig: Sisters, asked: Asked = ASKED) -> UUID:
    booking_id = proposed(cast, gig, asked)
    for person in (cast.omar, cast.mira):
        answering.accept_booking(booking_id, asked.starts_at, actor=person.actor)
    return booking_id


def before_call(hours: float) -> None:
    hold(CALL - timedelta(hours=hours))


def add_money(gig_id: UUID, amount_minor: int) -> None:
    request_id = db.session().get_one(Gig, gig_id).request_id
    db.session().rollback()
    with transaction() as session:
        confirm(
            session, request_id, Money(amount_minor, "EUR"), cause=f"more {now()}", actor=SYSTEM
        )


def run(name: str) -> None:
    """A job, by its name."""
    db.session.remove()
    ran = run_due([job for job in JOBS if job.name == name], new_id(), even_if_not_due=True)
    assert ran == 1


def state(booking_id: UUID) -> BookingState:
    return _fresh(Booking, booking_id).state


def place(booking_id: UUID, person: Person) -> PlaceState:
    session = db.session()
    session.rollback()
    wanted = select(Place.state).where(
        Place.booking_id == booking_id, Place.performer_id == person.id
    )
    return session.scalars(wanted).one()


def taken(person: Person) -> int:
    session = db.session()
    session.rollback()
    return len(session.scalars(select(TakenTime).where(TakenTime.performer_id == person.id)).all())


def facts(person: Person) -> list[tuple[str, int]]:
    session = db.session()
    session.rollback()
    wanted = select(Fact).where(Fact.performer_id == person.id).order_by(Fact.kind)
    return [(fact.kind, fact.amount_minor) for fact in session.scalars(wanted)]


def _fresh(kind: type[Booking], booking_id: UUID) -> Booking:
    session = db.session()
    session.rollback()
    return session.get_one(kind, booking_id, populate_existing=True)
