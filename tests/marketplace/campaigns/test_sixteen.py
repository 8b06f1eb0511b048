"""Sixteen performers take one slot at the same moment: exactly one gets it, on either database."""

from itertools import count

import pytest

from foundation.database import db
from marketplace.bookings.queries import engagements
from marketplace.campaigns import taking
from marketplace.campaigns.errors import SlotIsTaken
from marketplace.campaigns.queries import Listed
from marketplace.campaigns.taking import take_slot
from tests.databases.crowd import at_once
from tests.marketplace.campaigns.offered import CALL, campaign
from tests.marketplace.casting.scene import crowd
from tests.marketplace.market import engaged
from tests.marketplace.profiles.known import checked


def sixteen_take(app, cast):
    world = campaign(cast)
    people = crowd(14)
    for number, each in enumerate(people):
        checked(each)
        engaged(world.gig_id, "rosa", each, number + 3)
    people += [cast.omar, cast.mira]
    slot_id = world.slot()
    assert len(engagements(db.session(), world.gig_id)) == 16
    db.session.remove()
    outcomes = at_once(app, 16, lambda who: take_slot(slot_id, CALL, actor=people[who].actor))
    return outcomes, world


@pytest.mark.usefixtures("each_database")
def test_of_sixteen_at_once_one_has_the_slot(app, cast):
    outcomes, world = sixteen_take(app, cast)
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert {type(each) for each in refused} == {SlotIsTaken}, refused
    assert len(refused) == 15
    assert world.fill().booked == 120


def test_seats_that_never_run_out_would_be_found(app, cast, monkeypatch):
    """Planted: the slot looks free to everybody, and each finds a seat of their own."""
    numbers = count(1)
    monkeypatch.setattr(Listed, "free", property(lambda _: 1))
    monkeypatch.setattr(
        taking, "range", lambda *_: range(next(numbers), next(numbers) + 1), raising=False
    )
    outcomes, world = sixteen_take(app, cast)
    assert sum(not isinstance(each, Exception) for each in outcomes) > 1
    assert world.fill().booked > 120


@pytest.mark.usefixtures("session")
def test_without_what_was_read_before_the_key_still_keeps_the_second_out(cast, monkeypatch):
    world = campaign(cast)
    slot_id = world.slot()
    take_slot(slot_id, CALL, actor=cast.omar.actor)
    monkeypatch.setattr(Listed, "free", property(lambda _: 1))
    with pytest.raises(SlotIsTaken):
        take_slot(slot_id, CALL, actor=cast.mira.actor)
    assert world.fill().booked == 120
