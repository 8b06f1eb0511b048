"""Working days: weekends, the office's zone, the answer in UTC."""

from datetime import UTC, datetime

import pytest

from foundation.workdays import OFFICE_ZONE, after_working_days


def london(*when: int) -> datetime:
    return datetime(*when, tzinfo=OFFICE_ZONE)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (london(2026, 3, 2, 9), london(2026, 3, 4, 9)),  # Monday: Wednesday.
        (london(2026, 3, 5, 15), london(2026, 3, 9, 15)),  # Thursday: Monday.
        (london(2026, 3, 6, 15), london(2026, 3, 10, 15)),  # Friday: Tuesday.
        (london(2026, 3, 7, 12), london(2026, 3, 11, 0)),  # Saturday counts as Monday 0:00.
        (london(2026, 3, 8, 23), london(2026, 3, 11, 0)),  # So does Sunday.
        (london(2026, 3, 26, 9), london(2026, 3, 30, 9)),  # The clocks change in between.
        (london(2026, 12, 31, 9), london(2027, 1, 4, 9)),  # So does the year.
    ],
)
def test_two_working_days_on(asked, due):
    assert after_working_days(asked, 2) == due


def test_whose_weekend_it_is_is_the_offices():
    sunday_in_london = datetime(2026, 6, 14, 22, 30, tzinfo=UTC)  # 23:30 in summer time.
    monday_in_london = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)
    assert after_working_days(sunday_in_london, 1) == london(2026, 6, 16, 0)
    assert after_working_days(monday_in_london, 1) == london(2026, 6, 16, 0, 30)


def test_the_answer_is_an_instant_in_utc_like_the_question():
    assert after_working_days(datetime(2026, 3, 2, 9, tzinfo=UTC), 1).tzinfo is UTC
