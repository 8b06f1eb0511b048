"""Clocks on walls: hours that are missing, hours that come twice, days that differ."""

from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from marketplace.bookings.errors import HourComesTwice, HourDoesNotExist
from marketplace.bookings.finding import common_times, some_of_each_day
from marketplace.bookings.free_hours import Daytime
from marketplace.bookings.times import instant, quarters
from marketplace.profiles.availability import Week

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


def wall(*parts: int) -> datetime:
    """What a clock shows: no instant yet."""
    return at(*parts).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("shown", "zone", "meant"),
    [
        (wall(2026, 3, 29, 1, 30), "Europe/Berlin", at(2026, 3, 29, 0, 30)),
        (wall(2026, 3, 29, 3, 30), "Europe/Berlin", at(2026, 3, 29, 1, 30)),
        (wall(2026, 7, 1, 9, 0), "America/New_York", at(2026, 7, 1, 13, 0)),
        (wall(2026, 4, 13, 9, 0), "Pacific/Auckland", at(2026, 4, 12, 21, 0)),
        (wall(2026, 4, 13, 9, 0), "Pacific/Apia", at(2026, 4, 12, 20, 0)),
        (wall(2026, 4, 12, 9, 0), "Pacific/Pago_Pago", at(2026, 4, 12, 20, 0)),
    ],
)
def test_a_clock_on_a_wall_means_one_instant(shown, zone, meant):
    assert instant(shown, zone) == meant


@pytest.mark.parametrize(
    ("shown", "zone"),
    [
        (wall(2026, 3, 29, 2, 30), "Europe/Berlin"),
        (wall(2026, 3, 8, 2, 0), "America/New_York"),
        (wall(2026, 9, 27, 2, 30), "Pacific/Auckland"),
        (wall(2011, 12, 30, 12, 0), "Pacific/Apia"),
    ],
)
def test_an_hour_that_no_clock_shows_is_refused(shown, zone):
    with pytest.raises(HourDoesNotExist):
        instant(shown, zone)


@pytest.mark.parametrize(
    ("shown", "zone", "first"),
    [
        (wall(2026, 10, 25, 2, 30), "Europe/Berlin", at(2026, 10, 25, 0, 30)),
        (wall(2026, 11, 1, 1, 30), "America/New_York", at(2026, 11, 1, 5, 30)),
        (wall(2026, 4, 5, 2, 30), "Pacific/Auckland", at(2026, 4, 4, 13, 30)),
    ],
)
def test_an_hour_that_comes_twice_is_asked_for(shown, zone, first):
    with pytest.raises(HourComesTwice):
        instant(shown, zone)
    assert instant(shown, zone, "first") == first
    assert instant(shown, zone, "second") == first + timedelta(hours=1)


def test_every_quarter_that_is_touched_is_taken():
    found = list(quarters(at(2026, 4, 13, 15, 5), at(2026, 4, 13, 15, 31)))
    assert [each.minute for each in found] == [0, 15, 30]


def test_a_night_in_which_clocks_go_back_has_an_hour_more():
    berlin = ZoneInfo("Europe/Berlin")
    night = datetime(2026, 10, 25, 0, 0, tzinfo=berlin), datetime(2026, 10, 25, 6, 0, tzinfo=berlin)
    assert len(list(quarters(*night))) == 7 * 4


def test_everybody_is_awake_at_what_is_found():
    zones = {ONE: "Europe/Berlin", TWO: "America/New_York"}
    found = _found(zones, 120, at(2026, 4, 13), at(2026, 4, 14))
    assert (found[0], found[-1]) == (at(2026, 4, 13, 13), at(2026, 4, 13, 17))


def test_in_the_weeks_between_two_changes_of_clocks_the_common_time_is_another():
    zones = {ONE: "Europe/Berlin", TWO: "America/New_York"}
    found = _found(zones, 120, at(2026, 3, 16), at(2026, 3, 17))
    assert (found[0], found[-1]) == (at(2026, 3, 16, 13), at(2026, 3, 16, 18))


def test_across_the_date_line_one_instant_is_two_days():
    zones = {ONE: "Pacific/Apia", TWO: "Pacific/Pago_Pago"}
    found = _found(zones, 60, at(2026, 4, 13), at(2026, 4, 14))
    days = {tuple(at.astimezone(ZoneInfo(zone)).day for zone in zones.values()) for at in found}
    assert days == {(13, 12), (14, 13)}


def test_where_no_hour_is_day_for_all_nothing_is_found():
    zones = {ONE: "Europe/Berlin", TWO: "Pacific/Auckland", THREE: "America/New_York"}
    assert _found(zones, 180, at(2026, 4, 13), at(2026, 4, 20)) == []


def test_what_is_taken_is_not_found():
    zones = {ONE: "Europe/Berlin"}
    taken = {ONE: set(quarters(at(2026, 4, 13, 7), at(2026, 4, 13, 18)))}
    found = _found(zones, 60, at(2026, 4, 13), at(2026, 4, 14), taken)
    assert found == [at(2026, 4, 13, 18)]


def test_of_many_some_of_each_day_are_shown():
    found = _found({ONE: "Europe/Berlin"}, 60, at(2026, 4, 13), at(2026, 4, 15))
    shown = some_of_each_day(iter(found), 60, "Europe/Berlin", ["Europe/Berlin"])
    assert [sum(each.day == day for each in shown) for day in (13, 14)] == [3, 3]


def test_the_middle_of_everybodys_day_is_shown_before_its_edges():
    zones = {ONE: "Europe/Berlin", TWO: "America/New_York"}
    found = _found(zones, 60, at(2026, 4, 13), at(2026, 4, 14))
    shown = some_of_each_day(iter(found), 60, "Europe/Berlin", zones.values())
    assert shown[0] == at(2026, 4, 13, 14, 30)  # 16:30 and 10:30: not 15:00 and 9:00.
    assert found[0] < shown[0]


def _found(zones, minutes, starts, ends, taken=None):
    hours = {person: Daytime(Week(zone)) for person, zone in zones.items()}
    return list(common_times(hours, taken or {}, minutes, starts, ends))
