"""What waits for an answer is among what waits for that person, and for nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import hooks
from foundation.clock import hold
from foundation.database import db
from foundation.notices.models import Notice
from marketplace.accounts.people.actions import end_role
from marketplace.bookings import attending
from marketplace.bookings.answering import Why, decline_booking
from tests.marketplace.bookings.booked import CALL, confirmed, proposed, run, sisters

pytestmark = pytest.mark.usefixtures("session")


def test_an_answer_that_is_wanted_waits_for_who_is_asked(cast):
    booking_id = proposed(cast, sisters(cast))
    assert _urls(cast.omar) == [f"/bookings/{booking_id}"]
    assert _urls(cast.ben) == _urls(cast.otto) == []


def test_a_no_waits_for_who_arranged_it(cast):
    booking_id = confirmed(cast, sisters(cast))
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    assert _urls(cast.ben) == [f"/bookings/{booking_id}"]


def test_a_no_waits_for_the_others_of_the_client_once_who_arranged_it_left(cast):
    booking_id = confirmed(cast, sisters(cast))
    end_role(cast.ben.id, cast.ben.grant_id, because="left", actor=cast.admin.actor)
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    assert _urls(cast.ada) == [f"/bookings/{booking_id}"]
    assert _urls(cast.ben) == _urls(cast.vera) == _urls(cast.rolf) == []
    of = Notice
    told = select(of.account_id).where(of.kind == "booking.answered", of.subject_id == booking_id)
    assert db.session().scalars(told).all()[-1] == cast.ada.id


def test_a_no_show_that_is_denied_waits_for_compliance_until_it_is_settled(cast):
    booking_id = confirmed(cast, sisters(cast))
    hold(CALL + timedelta(hours=1))
    run("bookings.attend")
    attending.dispute_no_show(booking_id, actor=cast.omar.actor)
    assert _urls(cast.cora) == [f"/bookings/{booking_id}"]
    attending.settle_no_show(booking_id, cast.omar.id, came=True, actor=cast.cora.actor)
    assert _urls(cast.cora) == []


def _urls(person):
    session = db.session()
    session.rollback()
    found = hooks.waiting(session, person.actor)
    return [each.url for each in found if each.url.startswith("/bookings")]
