"""Seconds are counted between instants: each once, whatever clocks on walls do meanwhile."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from marketplace.hours.counting import Posted, counted, spans, whole_seconds
from marketplace.hours.models import LineKind, Phase
from marketplace.hours.worth import minutes_of
from marketplace.pricing.publishing import local_day

CALL = datetime(2026, 4, 13, 15, 0, tzinfo=UTC)
ALL = Posted(waiting=True, tech_check=True, briefing=True)


def tapped(*taps, call=CALL, until, posted=ALL):
    found = [(phase, call + timedelta(seconds=at)) for phase, at in taps]
    return counted(spans(call, found, call + timedelta(seconds=until)), posted)


def wall(zone, *parts, fold=0):
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "begins", "ends", "seconds"),
    [
        # 1:30 summer time to 3:30 winter time: the hour from 2 to 3 comes twice.
        ("Europe/Berlin", (2026, 10, 25, 1, 30), (2026, 10, 25, 3, 30), 3 * 3600),
        # 0:30 to 2:30, and 1 to 2 comes twice.
        ("America/New_York", (2026, 11, 1, 0, 30), (2026, 11, 1, 2, 30), 3 * 3600),
        # 1:30 to 3:30, and 2 to 3 does not come at all.
        ("Europe/Berlin", (2026, 3, 29, 1, 30), (2026, 3, 29, 3, 30), 3600),
        # Over midnight, and over the end of a year.
        ("Pacific/Auckland", (2026, 12, 31, 23, 15), (2027, 1, 1, 0, 45), 90 * 60),
    ],
)
def test_an_hour_that_comes_twice_is_paid_twice_and_one_that_does_not_come_is_not(
    zone, begins, ends, seconds
):
    call, until = wall(zone, *begins), wall(zone, *ends)
    found = counted(spans(call, [(Phase.WORK, call)], until), ALL)
    assert found[LineKind.CALL] == seconds


def test_on_both_sides_of_the_date_line_the_same_seconds_fall_on_different_days():
    begins = wall("Pacific/Kiritimati", 2026, 4, 13, 9, 0)
    ends = wall("Pacific/Honolulu", 2026, 4, 12, 11, 0)
    assert whole_seconds(begins, ends) == 2 * 3600
    assert str(local_day(begins, "Pacific/Kiritimati")) == "2026-04-13"
    assert str(local_day(begins, "Pacific/Honolulu")) == "2026-04-12"


def test_who_came_and_saw_nothing_begin_was_waiting():
    found = tapped((Phase.WORK, 600), (Phase.END, 4200), until=4200)
    assert (found[LineKind.WAITING], found[LineKind.CALL]) == (600, 3600)


def test_what_begins_before_the_call_counts_from_then():
    found = tapped((Phase.WORK, -300), (Phase.END, 3600), until=3600)
    assert found[LineKind.CALL] == 3900


def test_waiting_without_a_price_of_its_own_is_time_between_call_and_end():
    found = tapped((Phase.WORK, 600), until=3600, posted=Posted())
    assert found == {LineKind.CALL: 3600, LineKind.BREAK: 0, LineKind.WAITING: 0}


def test_nobody_pressed_anything_so_all_of_it_was_work():
    assert tapped(until=10800)[LineKind.CALL] == 10800


def test_of_breaks_a_quarter_of_an_hour_is_paid_in_each_two_hours():
    found = tapped(
        (Phase.WORK, 0),
        (Phase.BREAK, 3600),
        (Phase.WORK, 3600 + 1200),  # Twenty minutes: five are not paid.
        (Phase.BREAK, 7200),
        (Phase.WORK, 7200 + 600),
        until=10800,
    )
    assert found[LineKind.BREAK] == 900 + 600
    assert found[LineKind.UNPAID_BREAK] == 300
    assert found[LineKind.CALL] == 10800 - 1800


def test_a_break_over_the_edge_of_two_hours_has_its_allowance_from_both():
    found = tapped((Phase.WORK, 0), (Phase.BREAK, 6300), (Phase.WORK, 8100), until=9000)
    assert (found[LineKind.BREAK], LineKind.UNPAID_BREAK in found) == (1800, False)


def test_a_posted_briefing_covers_a_quarter_of_an_hour_and_the_rest_is_call():
    found = tapped((Phase.BRIEFING, 0), (Phase.WORK, 3600), until=7200)
    assert (found[LineKind.BRIEFING], found[LineKind.CALL]) == (900, 6300)


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (3600, 60)])
def test_a_begun_minute_counts_whole(seconds, minutes):
    assert minutes_of(seconds) == minutes


def test_parts_of_seconds_add_up_to_the_whole():
    taps = [(Phase.WORK, CALL + timedelta(seconds=s, microseconds=700_000)) for s in (0, 10, 20)]
    taps[1] = (Phase.BREAK, taps[1][1])
    until = CALL + timedelta(seconds=30, microseconds=100_000)
    found = counted(spans(CALL, taps, until), ALL)
    assert sum(found.values()) == 30
