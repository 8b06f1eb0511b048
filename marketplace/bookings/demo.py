"""Made-up bookings, one in each state that pages and calendars know."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.bookings import answering, attending, changing, demo_cast, queries, steps
from marketplace.bookings.changing import Because
from marketplace.bookings.costs import cover
from marketplace.bookings.demo_cast import PLAYERS
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.bookings.proposing import Asked, propose_booking
from marketplace.bookings.times import begun
from marketplace.casting.models import Engagement
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig

_ROOM = "https://meet.example/taxi"
_MINUTES = 120
_AFTERNOON = timedelta(hours=14, minutes=30)
"""By UTC: afternoon in Stockholm, morning in New York, early evening in Dubai."""


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    known = db.session().scalar(select(Gig.id).where(Gig.title == demo_cast.GIG.title))
    papers = demo_cast.papers_of(db.session())
    db.session.rollback()
    if papers is not None and known is None:
        producer = Actor(character("ben").id, Role.CLIENT_PRODUCER, NORTHLAB)
        with transaction() as session:
            gig_id = demo_cast.cast_gig(session, papers, producer)
            _held(session, gig_id, now() - timedelta(days=5), missing="")
            missed = _held(session, gig_id, now() - timedelta(days=2), missing="dev")
            _held(session, gig_id, now() - timedelta(minutes=40), missing="")
        attending.dispute_no_show(missed, actor=performer("dev"))
        _coming(gig_id, producer)
    return ()


def performer(name: str) -> Actor:
    return Actor(character(name).id, Role.PERFORMER)


def _coming(gig_id: UUID, ben: Actor) -> None:
    """Tomorrow's; one that is asked for, one that was moved, one that was cancelled."""
    _agreed(gig_id, 1, PLAYERS, ben)
    _agreed(gig_id, 6, ["mira"], ben)
    moved = _agreed(gig_id, 8, PLAYERS, ben)
    changing.move_booking(moved, _asked(10), 0, actor=ben)
    cancelled = _agreed(gig_id, 12, PLAYERS, ben)
    changing.cancel_booking(cancelled, Because.TECHNICAL, 0, actor=ben)


def _agreed(gig_id: UUID, days: int, names: Iterable[str], ben: Actor) -> UUID:
    """All are asked; these say yes."""
    with transaction() as session:
        everybody = [each.id for each in queries.engagements(session, gig_id)]
    asked = _asked(days)
    booking_id = propose_booking(gig_id, everybody, asked, actor=ben)
    for name in names:
        answering.accept_booking(booking_id, asked.starts_at, actor=performer(name))
    return booking_id


def _asked(days: int) -> Asked:
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    at = today + timedelta(days=days) + _AFTERNOON
    return Asked(starts_at=at, minutes=_MINUTES, zone="Europe/London", room=_ROOM)


def _held(session: Session, gig_id: UUID, at: datetime, missing: str) -> UUID:
    """One whose call has passed: nobody can be asked for it any more, so it is written down."""
    ben = Actor(character("ben").id, Role.CLIENT_PRODUCER, NORTHLAB)
    starts_at = begun(at)
    booking = Booking(
        gig_id=gig_id,
        client_id=NORTHLAB,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=_MINUTES),
        zone="Europe/London",
        made_by=ben.id,
        room=_ROOM,
        sequence=1,
        state=BookingState.CONFIRMED,
    )
    session.add(booking)
    session.flush()
    steps.note(session, booking, "proposed", actor=ben, starts_at=starts_at.isoformat())
    for each in queries.engagements(session, gig_id):
        came = not missing or each.performer_id != character(missing).id
        session.add(_place(booking, each, came=came))
        steps.take_time(session, booking, each.performer_id)
    session.flush()
    for held in steps.held(session, booking):
        cover(session, held)
    steps.note(session, booking, attending.ARRANGER_CAME, actor=ben)
    attending.judge(session, booking)
    if booking.ends_at <= now():
        booking.state = BookingState.OVER
        steps.note(session, booking, "over", actor=ben)
    session.flush()
    return booking.id


def _place(booking: Booking, engagement: Engagement, *, came: bool) -> Place:
    return Place(
        booking_id=booking.id,
        engagement_id=engagement.id,
        performer_id=engagement.performer_id,
        state=PlaceState.CHECKED_IN if came else PlaceState.ACCEPTED,
        answered_at=booking.starts_at - timedelta(days=3),
        checked_in_at=booking.starts_at if came else None,
        firm_for=booking.starts_at,
    )
