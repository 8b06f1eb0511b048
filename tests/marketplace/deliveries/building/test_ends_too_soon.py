"""A client named a day to which every consent is to last: so it is still as it is handed over."""

from dataclasses import replace
from datetime import date

import pytest

from consent.rights.narrowing import Narrowing, narrow_recording
from marketplace.deliveries.building import handing, jobs
from marketplace.deliveries.building.actions import ask_for_delivery
from tests.marketplace.deliveries.building.delivered import (
    EVALUATION,
    alone,
    build,
    dropped,
    manifest,
    version,
)
from tests.marketplace.deliveries.choosing.played import scene

pytestmark = pytest.mark.usefixtures(
    "session", "licence", "indexed_here", "hardly_described", "unsigned"
)
UNTIL = date(2029, 2, 1)
SOONER = date(2028, 6, 1)


@pytest.fixture
def built(cast, monkeypatch):
    """With a take of each sister; one lets hers end sooner once all of it is made."""
    of = scene()
    omars, miras = alone(cast.omar.id, of), alone(cast.mira.id, of, level=9)
    whole, left = jobs.hand_over_whole, [Narrowing(ends_on=SOONER)]

    def hand_over_whole(*given):
        if left:
            narrow_recording(omars.recordings[0], left.pop(), actor=cast.omar.actor)
        whole(*given)

    monkeypatch.setattr(jobs, "hand_over_whole", hand_over_whole)

    def at(until):
        chosen = version(cast, omars, miras, choice=replace(EVALUATION, until=until))
        delivery = ask_for_delivery(chosen, actor=cast.ben.actor)
        build()
        inside = {each for file in manifest(delivery)["files"] for each in file["recordings"]}
        return omars, inside, dropped(delivery)

    return at


def test_what_ends_sooner_meanwhile_is_left_out_and_told(built):
    omars, inside, left_out = built(UNTIL)
    assert str(omars.recordings[0]) not in inside
    assert len(inside) == 1
    assert "does not last to the day that you named" in left_out[omars.id]


def test_who_named_no_day_gets_it(built):
    omars, inside, left_out = built(None)
    assert str(omars.recordings[0]) in inside
    assert left_out == {}


def test_without_asking_again_it_would_be_in(built, monkeypatch):
    """The fault that the tests above are there to find."""
    monkeypatch.setattr(handing, "_ending_too_soon", lambda *_given: {})
    omars, inside, _ = built(UNTIL)
    assert str(omars.recordings[0]) in inside
