"""When weeks end by a local calendar: also where the clocks change, and where terms do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from payouts.pay_runs.periods import FIRST, SHORTEST, Terms, next_cut_off, period_ended_by

LONG_AGO = FIRST.from_at
NEW_YORK = Terms(0, time(0), "America/New_York", 4, LONG_AGO)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def periods(history, start: datetime, end: datetime):
    found, instant = [], start
    while instant < end:
        found.append(period_ended_by(history, instant))
        instant, _ = next_cut_off(history, instant)
    return found


def test_the_first_terms_end_on_tuesday_in_berlin_and_pay_on_friday():
    found = period_ended_by([FIRST], at("2026-03-04T09:00"))
    assert (found.starts_at, found.ends_at) == (at("2026-02-23T23:00"), at("2026-03-02T23:00"))
    assert (found.starts_on, found.pay_on) == (date(2026, 2, 24), date(2026, 3, 6))


def test_a_period_is_over_at_its_cut_off_and_not_before():
    end = at("2026-03-02T23:00")
    assert period_ended_by([FIRST], end).ends_at == end
    assert period_ended_by([FIRST], end - timedelta(microseconds=1)).ends_at < end


@pytest.mark.parametrize(
    ("inside", "hours"),
    [("2026-03-10T12:00", 167), ("2026-11-03T12:00", 169), ("2026-06-03T12:00", 168)],
)
def test_weeks_in_which_the_clocks_change_are_whole_local_weeks(inside, hours):
    found = period_ended_by([NEW_YORK], at(inside))
    assert found.ends_at - found.starts_at == timedelta(hours=hours)
    assert found.starts_on.weekday() == 0


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC"])
@pytest.mark.parametrize("cut_off", [time(0), time(2, 30), time(23, 59)])
@pytest.mark.parametrize("weekday", [0, 6])
def test_years_of_periods_leave_no_instant_out_and_share_none(zone, cut_off, weekday):
    terms = Terms(weekday, cut_off, zone, 4, LONG_AGO)
    found = periods([terms], at("2025-12-01T00:00"), at("2028-02-01T00:00"))
    assert len(found) > 110
    for earlier, later in pairwise(found):
        assert earlier.ends_at == later.starts_at
    assert len({each.starts_on for each in found}) == len(found)
    assert {each.starts_on.weekday() for each in found} == {weekday}


def test_a_time_that_the_clocks_skip_or_repeat_is_one_instant():
    terms = replace(NEW_YORK, weekday=6, cut_off=time(2, 30))
    assert terms.cut_off_on(date(2026, 3, 8)) == at("2026-03-08T07:30")
    twice = replace(NEW_YORK, weekday=6, cut_off=time(1, 30))
    assert twice.cut_off_on(date(2026, 11, 1)) == at("2026-11-01T05:30")


@pytest.mark.parametrize("weekday", range(7))
@pytest.mark.parametrize("zone", ["Europe/Berlin", "Pacific/Auckland"])
def test_where_terms_change_no_instant_is_left_out(weekday, zone):
    from_at, _ = next_cut_off([FIRST], at("2026-05-06T00:00"))
    history = [FIRST, Terms(weekday, time(12), zone, 4, from_at)]
    found = periods(history, at("2026-04-01T00:00"), at("2026-07-01T00:00"))
    for earlier, later in pairwise(found):
        assert earlier.ends_at == later.starts_at
        assert earlier.ends_at - earlier.starts_at >= SHORTEST
    assert len({each.starts_on for each in found}) == len(found)
    assert found[-1].zone == zone


def test_a_change_leaves_the_period_that_has_begun_as_it_was():
    from_at, _ = next_cut_off([FIRST], at("2026-05-06T00:00"))
    history = [FIRST, replace(NEW_YORK, from_at=from_at)]
    assert next_cut_off(history, at("2026-05-06T00:00")) == (from_at, FIRST)
    # Monday, 0:00 in New York: this one period has six days.
    assert next_cut_off(history, from_at)[0] == at("2026-05-18T04:00")
    assert period_ended_by(history, at("2026-05-13T00:00")).ends_at == from_at


def test_pay_day_is_the_first_one_on_or_after_the_cut_off():
    assert FIRST.pay_day(at("2026-12-28T23:00")) == date(2027, 1, 1)
    assert replace(FIRST, pay_weekday=1).pay_day(at("2026-03-02T23:00")) == date(2026, 3, 3)
