"""Taking slots: first come, first served, within every limit, and never past the budget."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation.clock import hold
from foundation.database import db
from marketplace.bookings import answering, changing
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.models import Budget
from marketplace.campaigns import describing, errors
from marketplace.campaigns.taking import take_slot
from marketplace.requests.campaigns import Campaign
from tests.marketplace.bookings.booked import place, run, state, taken
from tests.marketplace.campaigns.offered import CALL, CAMPAIGN, COMFORT, GROUP, campaign
from tests.marketplace.profiles.known import avoids

pytestmark = pytest.mark.usefixtures("session")


def test_one_who_plays_alone_is_booked_at_once_and_their_time_is_taken(cast):
    world = campaign(cast)
    before = _committed()
    booking_id = take_slot(world.slot(), CALL, actor=cast.omar.actor)
    assert state(booking_id) is BookingState.CONFIRMED
    assert taken(cast.omar) == 8
    assert world.fill().booked == 120
    assert _committed() > before


def test_a_slot_for_two_is_confirmed_by_the_second(cast):
    slot_id = campaign(cast).slot(seats=2)
    booking_id = take_slot(slot_id, CALL, actor=cast.omar.actor)
    assert state(booking_id) is BookingState.PROPOSED
    assert take_slot(slot_id, CALL, actor=cast.mira.actor) == booking_id
    assert state(booking_id) is BookingState.CONFIRMED


def test_taking_twice_changes_nothing_and_taking_what_is_taken_is_refused(cast):
    world = campaign(cast)
    slot_id = world.slot()
    assert take_slot(slot_id, CALL, actor=cast.omar.actor) == take_slot(
        slot_id, CALL, actor=cast.omar.actor
    )
    with pytest.raises(errors.SlotIsTaken):
        take_slot(slot_id, CALL, actor=cast.mira.actor)
    assert world.fill().booked == 120


def test_who_leaves_makes_room_for_the_next(cast):
    slot_id = campaign(cast).slot()
    booking_id = take_slot(slot_id, CALL, actor=cast.omar.actor)
    answering.decline_booking(booking_id, answering.Why.ILL, actor=cast.omar.actor)
    assert take_slot(slot_id, CALL, actor=cast.mira.actor) == booking_id
    assert state(booking_id) is BookingState.CONFIRMED
    assert place(booking_id, cast.omar) is PlaceState.SWAPPED


def test_whoever_waits_alone_a_day_before_is_free_again(cast):
    world = campaign(cast)
    slot_id = world.slot(seats=2)
    first = take_slot(slot_id, CALL, actor=cast.omar.actor)
    hold(CALL - timedelta(hours=23))
    run("bookings.expire")
    assert (state(first), taken(cast.omar)) == (BookingState.CANCELLED, 0)
    again = take_slot(slot_id, CALL, actor=cast.mira.actor)
    assert again != first


def test_what_the_client_cancelled_is_offered_to_nobody(cast):
    slot_id = campaign(cast).slot()
    booking_id = take_slot(slot_id, CALL, actor=cast.omar.actor)
    changing.cancel_booking(booking_id, changing.Because.NOT_NEEDED, 0, actor=cast.ben.actor)
    with pytest.raises(errors.SlotIsTaken):
        take_slot(slot_id, CALL, actor=cast.mira.actor)


def test_a_partner_who_is_blocked_finds_the_slot_taken(cast):
    slot_id = campaign(cast).slot(seats=2)
    avoids(cast.omar, "Mira", cast.mira.id)
    take_slot(slot_id, CALL, actor=cast.omar.actor)
    with pytest.raises(errors.SlotIsTaken):
        take_slot(slot_id, CALL, actor=cast.mira.actor)


def test_nobody_does_more_than_one_performer_may(cast):
    world = campaign(cast, replace(CAMPAIGN, most_minutes_each=120))
    take_slot(world.slot(), CALL, actor=cast.omar.actor)
    later = world.slot(days=1)
    with pytest.raises(errors.EnoughOfYou):
        take_slot(later, CALL + timedelta(days=1), actor=cast.omar.actor)


def test_a_full_cell_takes_no_more(cast):
    world = campaign(cast, Campaign(quotas=(replace(COMFORT, minutes=120),)))
    take_slot(world.slot(replace(COMFORT, minutes=120)), CALL, actor=cast.omar.actor)
    with pytest.raises(errors.CellIsFull):
        take_slot(world.slot(replace(COMFORT, minutes=120)), CALL, actor=cast.mira.actor)


def test_a_slot_for_a_group_asks_for_ones_own_word_first(cast):
    world = campaign(cast)
    slot_id = world.slot(GROUP)
    with pytest.raises(errors.NotSaidOfYourself):
        take_slot(slot_id, CALL, actor=cast.omar.actor)
    describing.describe_yourself(world.gig_id, "over sixty", actor=cast.omar.actor)
    take_slot(slot_id, CALL, actor=cast.omar.actor)
    describing.take_back(world.gig_id, actor=cast.omar.actor)
    assert describing.said(db.session(), world.gig_id, cast.omar.id) == set()


def test_a_slot_that_the_budget_does_not_hold_is_not_booked(cast):
    world = campaign(cast)
    slot_id = world.slot()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("marketplace.bookings.costs.with_fee", lambda amount: amount.times(10_000))
        with pytest.raises(BudgetTooSmall):
            take_slot(slot_id, CALL, actor=cast.omar.actor)
    assert (world.fill().booked, taken(cast.omar)) == (0, 0)


def test_who_is_not_engaged_finds_no_slot(cast):
    slot_id = campaign(cast).slot()
    for person in (cast.otto, cast.ben, cast.cleo):
        with pytest.raises(errors.CampaignNotFound):
            take_slot(slot_id, CALL, actor=person.actor)


def _committed():
    db.session.rollback()
    return db.session().scalars(select(Budget.committed_minor)).one()
