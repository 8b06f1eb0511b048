"""A campaign as it goes: the pilot first, what it fills, when it will be done, how it ends."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation.clock import hold, now
from foundation.database import db, transaction
from foundation.notices.models import Notice
from marketplace.bookings import attending
from marketplace.bookings.models import BookingState
from marketplace.campaigns import errors, filling, matching, queries
from marketplace.campaigns.offering import Offered, approve_pilot, offer_slots, withdraw_slot
from marketplace.campaigns.taking import take_slot
from marketplace.gigs.actions import close_gig
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.words import Level
from tests.marketplace.bookings.booked import run, state
from tests.marketplace.campaigns.offered import CALL, CAMPAIGN, COMFORT, campaign
from tests.marketplace.profiles.known import avoids, profile

pytestmark = pytest.mark.usefixtures("session")
DAY = timedelta(days=1)


def test_the_rest_opens_when_the_client_has_approved_what_was_recorded(cast):
    world = campaign(cast, replace(CAMPAIGN, pilot_minutes=120))
    first = take_slot(world.slot(), CALL, actor=cast.omar.actor)
    more = world.slot(days=2)
    with pytest.raises(errors.PilotFirst):
        take_slot(more, CALL + 2 * DAY, actor=cast.mira.actor)
    with pytest.raises(errors.NothingToApprove):
        approve_pilot(world.gig_id, actor=cast.ben.actor)
    _record(first, cast)
    assert world.fill().recorded == 120
    approve_pilot(world.gig_id, actor=cast.ben.actor)
    take_slot(more, CALL + 2 * DAY, actor=cast.mira.actor)
    assert (world.fill().recorded, world.fill().booked) == (120, 120)


def test_the_end_is_expected_as_fast_as_slots_were_taken(cast):
    world = campaign(cast)
    assert world.fill().forecast is None
    take_slot(world.slot(), CALL, actor=cast.omar.actor)
    # 120 minutes in 14 days, 360 are lacking: 42 days; the last call is no later.
    assert world.fill().forecast == (now() + timedelta(days=42)).date()
    hold(now() + filling.PACE + DAY)
    assert world.fill().forecast is None


def test_partners_are_looked_for_among_those_who_suit_and_could(cast):
    world = campaign(cast)
    first, second = world.slot(seats=2), world.slot(seats=2, days=1)
    take_slot(first, CALL, actor=cast.omar.actor)
    assert _told("campaign.partner_wanted") == {cast.mira.id}
    profile(cast.mira, "Mira", ProfileContent(languages=(Language(code="sv", level=Level.GOOD),)))
    avoids(cast.mira, "Omar", cast.omar.id)
    take_slot(second, CALL + DAY, actor=cast.omar.actor)
    assert len(_notices("campaign.partner_wanted")) == 1
    seen = matching.for_performer(
        db.session(), queries.slots_of(db.session(), world.gig_id), cast.mira.id, world.fill()
    )
    assert seen == []


def test_what_lacks_most_is_shown_first(cast):
    other = replace(COMFORT, begins=CAMPAIGN.quotas[1].begins, minutes=600)
    world = campaign(cast, replace(CAMPAIGN, quotas=(COMFORT, other)))
    soon, lacking = world.slot(), world.slot(other, days=5)
    session = db.session()
    fill = filling.fill_of(session, world.gig_id, replace(CAMPAIGN, quotas=(COMFORT, other)))
    found = queries.slots_of(session, world.gig_id)
    seen = matching.for_performer(session, found, cast.mira.id, fill)
    assert [each.slot.id for each in seen] == [lacking, soon]


def test_slots_follow_each_other_with_time_to_come_out_of_the_part(cast):
    world = campaign(cast)
    offered = Offered(cell="en/fear/calm/", starts_at=CALL, zone="Europe/Berlin", count=3)
    offer_slots(world.gig_id, offered, actor=cast.ben.actor)
    slots = [each.slot for each in queries.slots_of(db.session(), world.gig_id)]
    assert [each.starts_at - CALL for each in slots] == [
        timedelta(minutes=minutes) for minutes in (0, 135, 270)
    ]
    assert [each.prompt for each in slots] == ["A lift stops.", "A key is lost.", "A lift stops."]


def test_a_slot_that_somebody_has_is_not_withdrawn(cast):
    world = campaign(cast)
    slot_id, free = world.slot(), world.slot(days=1)
    take_slot(slot_id, CALL, actor=cast.omar.actor)
    with pytest.raises(errors.SomebodyIsIn):
        withdraw_slot(slot_id, actor=cast.ben.actor)
    withdraw_slot(free, actor=cast.ben.actor)
    with pytest.raises(errors.SlotIsTaken):
        take_slot(free, CALL + DAY, actor=cast.omar.actor)


def test_after_the_announced_last_day_nothing_is_left(cast):
    world = campaign(cast)
    later = take_slot(world.slot(), CALL, actor=cast.omar.actor)
    close_gig(world.gig_id, "We have enough.", actor=cast.ben.actor)
    assert state(later) is BookingState.CANCELLED
    assert queries.slots_of(db.session(), world.gig_id) == []
    assert _told("campaign.ends") == {cast.omar.id, cast.mira.id}


def _record(booking_id, cast):
    hold(CALL)
    for person in (cast.omar, cast.ben):
        attending.check_in(booking_id, actor=person.actor)
    hold(CALL + timedelta(hours=3))
    for job in ("bookings.attend", "bookings.end"):
        run(job)


def _told(kind):
    return {each.account_id for each in _notices(kind)}


def _notices(kind):
    with transaction() as session:
        return session.scalars(select(Notice).where(Notice.kind == kind)).all()
