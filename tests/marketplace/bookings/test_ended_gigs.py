"""Nobody is asked for a time of a gig that is cancelled, also not while it is being cancelled."""

from threading import Event

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.bookings import proposing
from marketplace.bookings.errors import NotEngaged
from marketplace.bookings.models import Booking
from marketplace.bookings.proposing import propose_booking
from marketplace.gigs import closing
from marketplace.gigs.models import Gig, GigState
from tests.databases.crowd import at_once
from tests.marketplace.bookings.booked import ASKED, sisters

PATIENCE = 0.5
"""Seconds in which whoever does not wait for the lock is done."""


def test_a_gig_that_is_cancelled_meanwhile_is_not_booked(app, each_connection, cast):
    _, asked = _both(app, cast)
    assert isinstance(asked, NotEngaged)
    assert _bookings() == []


def test_without_the_lock_it_would_be(app, each_connection, cast, monkeypatch):
    """SQLite has one writer at a time, with or without."""
    monkeypatch.setattr(proposing, "locked_gig", lambda session, id: session.get(Gig, id))
    is_sqlite = db.engine.dialect.name == "sqlite"
    _both(app, cast)
    assert bool(_bookings()) is not is_sqlite


def _both(app, cast):
    """Cancelled by one, asked for by another before that is kept."""
    gig, ended, asked = sisters(cast), Event(), Event()
    db.session.remove()

    def cancel():
        with transaction() as session:
            row = session.get_one(Gig, gig.gig_id, with_for_update=True)
            closing.end(session, row, GigState.CANCELLED, "It is over.", actor=SYSTEM)
            ended.set()
            asked.wait(PATIENCE)

    def propose():
        ended.wait(20)
        try:
            return propose_booking(gig.gig_id, gig.both, ASKED, actor=cast.ben.actor)
        finally:
            asked.set()

    return at_once(app, 2, lambda number: propose() if number else cancel())


def _bookings():
    session = db.session()
    session.rollback()
    return list(session.scalars(select(Booking.id)))
