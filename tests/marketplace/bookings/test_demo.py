"""The demo has bookings in every state, in three zones, and a second start adds nothing."""

import pytest
from sqlalchemy import select

from consent.agreements import demo as agreements
from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.bookings import demo
from marketplace.bookings.models import Booking, BookingState, Place, PlaceState
from marketplace.campaigns import demo as campaigns
from marketplace.campaigns.models import PilotApproval, Slot
from marketplace.clients import demo as clients

pytestmark = pytest.mark.usefixtures("session")


def test_every_state_is_there_once_however_often_it_starts():
    _start()
    booked = _all(Booking.state)
    assert set(booked) == set(BookingState)
    assert set(_all(Place.state)) == set(PlaceState) - {PlaceState.DECLINED, PlaceState.SWAPPED}
    slots = _all(Slot.booking_id)
    assert None in slots
    assert len(set(slots)) == 4
    _start()
    assert len(_all(Booking.state)) == len(booked)
    assert len(_all(Slot.booking_id)) == len(slots)
    assert len(_all(PilotApproval.by)) == 1


def _start():
    for part in (accounts, clients, agreements, demo, campaigns):
        part.make(DemoSize(performers=0, recordings=0, seed=1))
        db.session.rollback()


def _all(column):
    return db.session().scalars(select(column)).all()
