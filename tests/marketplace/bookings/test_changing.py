"""What moving and cancelling cost, by the accepted terms: early nothing, late its price."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation.clock import now
from foundation.database import db, transaction
from marketplace.bookings import rules, steps
from marketplace.bookings.answering import Why, accept_booking, decline_booking
from marketplace.bookings.changing import Because, cancel_booking, move_booking
from marketplace.bookings.ending import when_gig_ended
from marketplace.bookings.errors import BookingHasEnded, BookingNotFound, PriceChanged
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.bookings.swapping import swap_performer
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.models import Budget
from marketplace.budgets.steps import commit
from marketplace.gigs.models import Gig, GigState
from tests.marketplace.bookings.booked import (
    ASKED,
    CALL,
    add_money,
    before_call,
    confirmed,
    facts,
    place,
    proposed,
    sisters,
    state,
    taken,
)
from tests.marketplace.market import engaged

pytestmark = pytest.mark.usefixtures("session")

MINIMUM = ("minimum_call", 12_000)
LATE = ("late_change", 5_000)
LATER = replace(ASKED, starts_at=CALL + timedelta(days=1))


def test_cancelling_in_time_costs_nothing_and_frees_everybody(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(48.5)
    cancel_booking(booking_id, Because.NOT_NEEDED, 0, actor=cast.ben.actor)
    assert (state(booking_id), taken(cast.omar)) == (BookingState.CANCELLED, 0)
    assert facts(cast.omar) == []


def test_cancelling_late_pays_the_minimum_call_to_each_who_had_agreed(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(48)
    cancel_booking(booking_id, Because.NOT_NEEDED, 24_000, actor=cast.ben.actor)
    assert facts(cast.omar) == facts(cast.mira) == [MINIMUM]


def test_a_price_that_was_not_shown_is_refused_and_changes_nothing(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(47)
    with pytest.raises(PriceChanged):
        cancel_booking(booking_id, Because.NOT_NEEDED, 0, actor=cast.ben.actor)
    assert (state(booking_id), facts(cast.omar)) == (BookingState.CONFIRMED, [])


def test_cancelling_twice_is_refused_and_pays_once(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(2)
    cancel_booking(booking_id, Because.ILL, 24_000, actor=cast.ben.actor)
    with pytest.raises(BookingHasEnded):
        cancel_booking(booking_id, Because.ILL, 24_000, actor=cast.ben.actor)
    assert facts(cast.omar) == [MINIMUM]


def test_what_was_never_confirmed_costs_nothing_to_cancel(cast):
    booking_id = proposed(cast, sisters(cast))
    accept_booking(booking_id, CALL, actor=cast.omar.actor)
    before_call(1)
    cancel_booking(booking_id, Because.NOBODY_FREE, 0, actor=cast.ben.actor)
    assert facts(cast.omar) == []


def test_who_leaves_late_is_not_paid_for_it_and_the_others_are_when_it_falls_through(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(3)
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    cancel_booking(booking_id, Because.ILL, 12_000, actor=cast.ben.actor)
    assert (facts(cast.omar), facts(cast.mira)) == ([], [MINIMUM])


def test_moving_in_time_costs_nothing_and_asks_everybody_again(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(49)
    move_booking(booking_id, LATER, 0, actor=cast.ben.actor)
    assert (state(booking_id), place(booking_id, cast.omar)) == (
        BookingState.PROPOSED,
        PlaceState.ASKED,
    )
    assert (taken(cast.omar), facts(cast.omar)) == (0, [])


def test_moving_late_pays_each_who_had_agreed(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    add_money(gig.gig_id, 20_000)
    before_call(47)
    move_booking(booking_id, LATER, 10_000, actor=cast.ben.actor)
    assert facts(cast.omar) == facts(cast.mira) == [LATE]


def test_moving_late_twice_has_its_price_each_time_only_where_they_had_agreed_again(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    add_money(gig.gig_id, 40_000)
    before_call(47)
    move_booking(booking_id, LATER, 10_000, actor=cast.ben.actor)
    for person in (cast.omar, cast.mira):
        accept_booking(booking_id, LATER.starts_at, actor=person.actor)
    again = replace(ASKED, starts_at=CALL + timedelta(days=2))
    before_call(20)
    move_booking(booking_id, again, 10_000, actor=cast.ben.actor)
    assert facts(cast.omar) == [LATE, LATE]


def test_who_cannot_make_a_time_that_was_moved_late_is_paid_the_minimum_call_too(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    add_money(gig.gig_id, 20_000)
    before_call(24)
    move_booking(booking_id, LATER, 10_000, actor=cast.ben.actor)
    decline_booking(booking_id, Why.NOT_FREE, actor=cast.omar.actor)
    assert facts(cast.omar) == [LATE, MINIMUM]


def test_moving_away_late_and_then_cancelling_saves_nothing(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    add_money(gig.gig_id, 20_000)
    before_call(24)
    far = replace(ASKED, starts_at=CALL + timedelta(days=10))
    move_booking(booking_id, far, 10_000, actor=cast.ben.actor)
    cancel_booking(booking_id, Because.NOT_NEEDED, 24_000, actor=cast.ben.actor)
    assert facts(cast.omar) == [LATE, MINIMUM]


def test_a_late_move_that_the_budget_does_not_hold_is_refused_and_changes_nothing(cast):
    booking_id = confirmed(cast, sisters(cast))
    _spend_everything()
    before_call(24)
    with pytest.raises(BudgetTooSmall):
        move_booking(booking_id, LATER, 10_000, actor=cast.ben.actor)
    assert (state(booking_id), facts(cast.omar)) == (BookingState.CONFIRMED, [])


def test_swapping_late_pays_who_is_told_late_and_asks_the_other(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    instead = engaged(gig.gig_id, "rosa", cast.otto, seat=2)
    before_call(10)
    swap_performer(booking_id, gig.rosa, instead, 12_000, actor=cast.ben.actor)
    assert (facts(cast.omar), taken(cast.omar)) == ([MINIMUM], 0)
    assert place(booking_id, cast.otto) is PlaceState.ASKED
    assert state(booking_id) is BookingState.PROPOSED


def test_going_on_without_who_said_no_confirms_it(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    decline_booking(booking_id, Why.ILL, actor=cast.omar.actor)
    swap_performer(booking_id, gig.rosa, None, 0, actor=cast.ben.actor)
    assert state(booking_id) is BookingState.CONFIRMED


def test_a_cancelled_gig_cancels_its_bookings_with_what_is_due(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    before_call(5)
    _end(gig.gig_id, GigState.CANCELLED, cast.ben.actor)
    assert state(booking_id) is BookingState.CANCELLED
    assert facts(cast.omar) == facts(cast.mira) == [MINIMUM]


def test_a_closed_gig_keeps_its_bookings(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    _end(gig.gig_id, GigState.CLOSED, cast.ben.actor)
    assert state(booking_id) is BookingState.CONFIRMED


def test_nobody_else_changes_it(cast):
    booking_id = confirmed(cast, sisters(cast))
    for person in (cast.rolf, cast.vera, cast.omar, cast.fay):
        with pytest.raises(BookingNotFound):
            cancel_booking(booking_id, Because.ILL, 0, actor=person.actor)


def test_bookings_beyond_what_was_set_aside_take_more_of_the_budget(cast):
    gig = sisters(cast)
    _spend_everything()
    for days in (0, 1):
        proposed(cast, gig, replace(ASKED, starts_at=CALL + timedelta(days=days)))
    third = replace(ASKED, starts_at=CALL + timedelta(days=2))
    with pytest.raises(BudgetTooSmall):
        proposed(cast, gig, third)
    add_money(gig.gig_id, 2 * 21_850)
    assert proposed(cast, gig, third)


def test_the_sum_that_is_shown_is_the_sum_that_is_paid(cast):
    booking_id = confirmed(cast, sisters(cast))
    before_call(10)
    with transaction() as session:
        booking = steps.locked(session, booking_id)
        dues = rules.due_for_cancelling(steps.held(session, booking), now())
        shown = rules.total(dues).amount_minor
    cancel_booking(booking_id, Because.ILL, shown, actor=cast.ben.actor)
    assert sum(amount for _, amount in facts(cast.omar) + facts(cast.mira)) == shown


def _spend_everything():
    """As the engagements themselves would."""
    budget = db.session().query(Budget).one()
    order, free = budget.order_id, budget.free
    db.session().rollback()
    with transaction() as session:
        commit(session, order, free, kind="test", cause_id=order)


def _end(gig_id, gig_state, actor):
    with transaction() as session:
        gig = session.get_one(Gig, gig_id)
        gig.state = gig_state
        session.flush()
        when_gig_ended(session, gig, actor)
