"""Retakes asked for beyond those included are paid, in whatever order they come in; one that never
comes in costs nobody the pay of what they played before."""

from dataclasses import replace

import pytest

from foundation.clock import move
from foundation.database import db
from marketplace.takes import earning, steps
from marketplace.takes.arriving.beginning import call_off_take
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.retakes import price_of_retake
from tests.marketplace.market import BRIEF, content
from tests.marketplace.takes.played import begun, earned, fit, met, sent, signed_sisters, take
from tests.marketplace.takes.reviewing.opinions import again, run

pytestmark = pytest.mark.usefixtures("session")


def asked_again(cast, booking_id):
    take_id = complete(cast, begun(cast, booking_id))
    decide_take(take_id, again(), actor=cast.ben.actor)
    return take_id


def complete(cast, take_id):
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    return take_id


@pytest.fixture
def two(cast, app):
    """Two takes that are complete, and the booking."""
    booking_id = met(cast, signed_sisters(cast, said=content(brief=replace(BRIEF, takes=8))))
    return booking_id, [complete(cast, begun(cast, booking_id)) for _ in range(2)]


def retaken_in_reverse(cast, two):
    booking_id, first = two
    for each in first:
        price = price_of_retake(db.session(), take(each)).amount_minor
        decide_take(each, again(price), actor=cast.ben.actor)
    retakes = [begun(cast, booking_id) for _ in first]
    assert [take(each).retake_of for each in retakes] == first
    for each in reversed(retakes):
        complete(cast, each)


def test_the_second_that_is_asked_for_is_beyond_the_one_included(cast, two):
    retaken_in_reverse(cast, two)
    assert earned("retake") == sorted([(cast.omar.id, 1000), (cast.mira.id, 1000)])


def test_a_count_of_what_is_complete_would_be_found(cast, two, monkeypatch):
    """The planted fault: neither of the two is beyond."""
    monkeypatch.setattr(earning, "_asked_as", lambda *_: 1)
    retaken_in_reverse(cast, two)
    assert earned("retake") == []


def test_a_retake_that_does_not_come_in_costs_nobody_what_they_played(cast):
    booking_id = met(cast, signed_sisters(cast))
    first = asked_again(cast, booking_id)
    sent(begun(cast, booking_id), cast.omar)
    move(steps.JUDGED_WITHIN)
    run("takes.end_retakes")
    assert take(first).state is TakeState.ACCEPTED
    assert len(earned("take")) == 2


def test_a_retake_that_was_called_off_is_begun_again_as_one(cast):
    booking_id = met(cast, signed_sisters(cast))
    first = asked_again(cast, booking_id)
    call_off_take(begun(cast, booking_id), actor=cast.ben.actor)
    assert take(begun(cast, booking_id)).retake_of == first
