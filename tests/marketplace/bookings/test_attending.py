"""Who came, who did not, who is paid for having waited, and what is told before."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation.clock import hold
from foundation.database import db
from foundation.notices.models import Notice
from marketplace.bookings.attending import check_in, dispute_no_show, settle_no_show
from marketplace.bookings.errors import BookingNotFound, NothingToDispute, NotTimeToCheckIn
from marketplace.bookings.models import BookingState, PlaceState
from tests.marketplace.bookings.booked import (
    CALL,
    before_call,
    confirmed,
    facts,
    place,
    run,
    sisters,
    state,
)

pytestmark = pytest.mark.usefixtures("session")
MINIMUM = ("minimum_call", 12_000)


@pytest.mark.parametrize("minutes", [-31, 16])
def test_outside_of_its_time_nobody_checks_in(cast, minutes):
    booking_id = confirmed(cast, sisters(cast))
    hold(CALL + timedelta(minutes=minutes))
    with pytest.raises(NotTimeToCheckIn):
        check_in(booking_id, actor=cast.omar.actor)


@pytest.mark.parametrize("minutes", [-30, 15])
def test_checking_in_is_on_record_once(cast, minutes):
    booking_id = confirmed(cast, sisters(cast))
    hold(CALL + timedelta(minutes=minutes))
    check_in(booking_id, actor=cast.omar.actor)
    check_in(booking_id, actor=cast.omar.actor)
    assert place(booking_id, cast.omar) is PlaceState.CHECKED_IN


def test_strangers_do_not_check_in(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(0)
    for person in (cast.rolf, cast.vera, cast.cora):
        with pytest.raises(BookingNotFound):
            check_in(booking_id, actor=person.actor)


def test_when_all_came_nothing_is_due_for_waiting(cast):
    booking_id = _came(cast, "omar", "mira", "ben")
    assert (state(booking_id), facts(cast.omar)) == (BookingState.CONFIRMED, [])


def test_who_did_not_come_is_marked_and_who_waited_is_paid(cast):
    booking_id = _came(cast, "omar", "ben")
    assert place(booking_id, cast.mira) is PlaceState.NO_SHOW
    assert (facts(cast.omar), facts(cast.mira)) == ([MINIMUM], [])


def test_when_nobody_of_the_client_came_performers_are_paid(cast):
    _came(cast, "omar", "mira")
    assert facts(cast.omar) == facts(cast.mira) == [MINIMUM]


def test_it_is_judged_once(cast):
    _came(cast, "omar")
    run("bookings.attend")
    assert facts(cast.omar) == [MINIMUM]


def test_who_is_said_not_to_have_come_may_say_otherwise_and_compliance_decides(cast):
    booking_id = _came(cast, "omar", "ben")
    dispute_no_show(booking_id, actor=cast.mira.actor)
    assert _told("booking.disputed", cast.cora) == 1
    with pytest.raises(BookingNotFound):
        settle_no_show(booking_id, cast.mira.id, True, actor=cast.ben.actor)
    settle_no_show(booking_id, cast.mira.id, True, actor=cast.cora.actor)
    assert (place(booking_id, cast.mira), facts(cast.mira)) == (PlaceState.CHECKED_IN, [MINIMUM])
    with pytest.raises(NothingToDispute):
        settle_no_show(booking_id, cast.mira.id, True, actor=cast.cora.actor)


def test_who_came_has_nothing_to_dispute(cast):
    booking_id = _came(cast, "omar", "ben")
    with pytest.raises(BookingNotFound):
        dispute_no_show(booking_id, actor=cast.omar.actor)


def test_it_is_over_when_its_time_is(cast):
    booking_id = _came(cast, "omar", "mira", "ben")
    hold(CALL + timedelta(hours=3))
    run("bookings.end")
    assert state(booking_id) is BookingState.OVER


def test_everybody_is_reminded_a_day_and_an_hour_before_once_each(cast):
    confirmed(cast, sisters(cast))
    for hours in (25, 24, 23.9, 1, 0.9):
        before_call(hours)
        run("bookings.remind")
    assert [_told("booking.soon", each) for each in (cast.omar, cast.mira, cast.ben)] == [2, 2, 2]


def _came(cast, *names):
    booking_id = confirmed(cast, sisters(cast))
    before_call(0.1)
    for name in names:
        check_in(booking_id, actor=getattr(cast, name).actor)
    hold(CALL + timedelta(minutes=15, seconds=1))
    run("bookings.attend")
    return booking_id


def _told(kind, person):
    session = db.session()
    session.rollback()
    of = select(func.count(Notice.id)).where(Notice.kind == kind, Notice.account_id == person.id)
    return session.scalar(of)
