"""The sum that is committed is the most that a request can cost, line by line."""

from dataclasses import replace

import pytest

from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.costing import cost_of, seat_cost, seat_lines
from marketplace.requests.window import Window
from tests.marketplace.market import BRIEF, WINDOW, content, money

pytestmark = pytest.mark.usefixtures("session")


def lines(said, part=0):
    return {each.label: each.amount for each in seat_lines(said, said.brief.parts[part])}


def test_hours_are_paid_from_call_to_end_with_de_roling():
    """Two bookings of 180 minutes, 10 minutes of de-roling each, at 60.00 an hour."""
    assert lines(content())["Hours, de-roling included"] == money(38_000)


def test_a_short_booking_costs_the_minimum_call():
    short = replace(WINDOW, minutes=30)
    assert lines(content(window=short))["Hours, de-roling included"] == money(26_000)


def test_takes_are_counted_in_every_booking():
    assert lines(content())["Accepted takes"] == money(9_000)


def test_continuity_is_paid_from_the_second_booking_on():
    assert lines(content(), part=1)["Continuity"] == money(2_000)
    once: Window = replace(WINDOW, bookings=1)
    assert lines(content(window=once), part=1)["Continuity"] == money(0)


def test_every_optional_use_is_set_aside_as_if_agreed_to():
    assert lines(content())["Optional uses"] == money(30_000)


def test_the_whole_is_the_seats_the_auditions_and_the_fee():
    cost = cost_of(content())
    seats = money(38_000 + 9_000 + 2_500 + 30_000).times(2) + money(2_000)
    assert cost.pay == seats + money(10_000)
    assert cost.fee == money(25_650)
    assert cost.total == money(171_000 + 25_650)


def test_a_second_seat_costs_as_much_as_the_first():
    rosa, lena = BRIEF.parts
    said = content(brief=replace(BRIEF, parts=(replace(rosa, seats=3), lena)))
    label = {each.label: each.amount for each in cost_of(said).lines}
    assert label["Rosa, 3 performers"] == seat_cost(said, rosa).times(3)


def test_a_campaign_costs_the_slots_that_its_hours_need():
    """Ten hours are four slots of three, each with ten minutes to come out of the part."""
    quota = Quota(language="en", begins=Emotion.FEAR, ends=Emotion.RELIEF, minutes=600)
    said = content(campaign=Campaign(quotas=(quota,)))
    assert "Hours, de-roling included" not in lines(said)
    labels = {each.label: each.amount for each in cost_of(said).lines}
    assert labels["Campaign hours, de-roling included"] == money(76_000)
    assert labels["Accepted takes"] == money(4 * 3 * 1_500)
