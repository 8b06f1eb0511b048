"""What waits for an answer is among what waits for that person, and for nobody else."""

import pytest

from foundation import hooks
from foundation.database import db
from marketplace.bookings.answering import Why, decline_booking
from tests.marketplace.bookings.booked import confirmed, proposed, sisters

pytestmark = pytest.mark.usefixtures("session")


def test_an_answer_that_is_wanted_waits_for_who_is_asked(cast):
    booking_id = proposed(cast, sisters(cast))
    assert _urls(cast.omar) == [f"/bookings/{booking_id}"]
    assert _urls(cast.ben) == _urls(cast.otto) == []


def test_a_no_waits_for_who_arranged_it(cast):
    booking_id = confirmed(cast, sisters(cast))
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    assert _urls(cast.ben) == [f"/bookings/{booking_id}"]


def _urls(person):
    session = db.session()
    session.rollback()
    found = hooks.waiting(session, person.actor)
    return [each.url for each in found if each.url.startswith("/bookings")]
