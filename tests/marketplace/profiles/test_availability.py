"""Who is free when: by the clock on each wall, also where it jumps."""

from datetime import UTC, date, datetime, timedelta

import pytest

from foundation.database import db
from marketplace.profiles.availability import free_between
from tests.marketplace.profiles import known

pytestmark = pytest.mark.usefixtures("each_database", "session")
HOUR = timedelta(hours=1)
MONDAY = datetime(2026, 3, 9, tzinfo=UTC)


def is_free(person, starts_at, hours=1.0):
    return person.id in free_between(db.session(), [person.id], starts_at, starts_at + hours * HOUR)


def test_hours_are_the_performers_own(cast):
    known.lives_in(cast.omar, "Asia/Tokyo")
    known.free(cast.omar, 0, 9, 12)
    assert is_free(cast.omar, MONDAY, 3)
    assert not is_free(cast.omar, MONDAY + 9 * HOUR)


def test_all_of_the_time_must_be_free(cast):
    known.free(cast.omar, 0, 9, 12)
    assert not is_free(cast.omar, MONDAY + 11 * HOUR, 2)
    assert not is_free(cast.omar, MONDAY + 8.5 * HOUR)


def test_two_spans_that_touch_are_one(cast):
    known.free(cast.omar, 0, 9, 12)
    known.free(cast.omar, 0, 12, 14)
    assert is_free(cast.omar, MONDAY + 11 * HOUR, 2)


def test_past_midnight_the_next_day_is_asked(cast):
    known.free(cast.omar, 0, 20, 24)
    assert not is_free(cast.omar, MONDAY + 23 * HOUR, 2)
    known.free(cast.omar, 1, 0, 2)
    assert is_free(cast.omar, MONDAY + 23 * HOUR, 2)


def test_who_said_nothing_rules_nothing_out(cast):
    assert is_free(cast.mira, MONDAY + 3 * HOUR)


def test_a_day_of_its_own_goes_before_the_week(cast):
    known.free(cast.omar, 0, 9, 12)
    known.on_that_day(cast.omar, date(2026, 3, 9), is_free=True, hours=(18, 20))
    assert is_free(cast.omar, MONDAY + 18 * HOUR, 2)
    assert not is_free(cast.omar, MONDAY + 9 * HOUR)
    assert is_free(cast.omar, MONDAY + timedelta(days=7) + 9 * HOUR)


def test_away_is_away_even_for_who_said_no_week(cast):
    known.on_that_day(cast.omar, date(2026, 3, 9), is_free=False, hours=(0, 24))
    assert not is_free(cast.omar, MONDAY + 9 * HOUR)
    assert is_free(cast.omar, MONDAY + timedelta(days=1))


def test_after_the_clock_went_forward_nine_is_still_nine(cast):
    known.lives_in(cast.omar, "Europe/Berlin")
    known.free(cast.omar, 0, 9, 10)
    assert is_free(cast.omar, datetime(2026, 3, 23, 8, tzinfo=UTC))
    assert is_free(cast.omar, datetime(2026, 3, 30, 7, tzinfo=UTC))
    assert not is_free(cast.omar, datetime(2026, 3, 30, 8, tzinfo=UTC))


def test_an_hour_that_comes_twice_is_free_twice(cast):
    known.lives_in(cast.omar, "Europe/Berlin")
    known.free(cast.omar, 6, 2, 3)
    assert is_free(cast.omar, datetime(2026, 10, 25, 0, tzinfo=UTC), 2)
    assert not is_free(cast.omar, datetime(2026, 10, 25, 2, tzinfo=UTC))


def test_an_hour_that_a_clock_skips_never_comes(cast):
    known.lives_in(cast.omar, "Europe/Berlin")
    known.free(cast.omar, 6, 2, 3)
    night = datetime(2026, 3, 29, tzinfo=UTC)
    assert not any(is_free(cast.omar, night + step * HOUR / 4, 0.25) for step in range(20))


def test_each_is_judged_by_themselves(cast):
    known.free(cast.omar, 0, 9, 12)
    known.free(cast.mira, 0, 14, 15)
    both = [cast.omar.id, cast.mira.id]
    at = MONDAY + 9 * HOUR
    assert free_between(db.session(), both, at, at + HOUR) == {cast.omar.id}
