"""Counting tries, on every database, also many at once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock, throttle
from foundation.database import db, transaction
from foundation.errors import TooMany
from tests.databases.crowd import at_once

pytestmark = pytest.mark.usefixtures("each_connection", "app")
HOUR = timedelta(hours=1)


def spend(bucket="door", limit=3):
    throttle.spend(bucket=bucket, limit=limit, per=HOUR)


def test_so_many_are_let_through_and_then_it_says_when_to_come_back():
    for _ in range(3):
        spend()
    clock.move(HOUR / 2)
    with pytest.raises(TooMany) as refusal:
        spend()
    assert refusal.value.retry_after_seconds == 1800


def test_each_bucket_has_its_own():
    for _ in range(3):
        spend("one")
    spend("other")


def test_after_the_window_it_begins_anew():
    for _ in range(3):
        spend()
    clock.move(HOUR)
    spend()


def test_of_many_at_once_exactly_the_limit_gets_through(app):
    got = at_once(app, 12, lambda _: spend(limit=5))
    assert got.count(None) == 5
    assert sum(isinstance(each, TooMany) for each in got) == 7


def test_a_try_counts_although_what_it_was_for_fails():
    for _ in range(3):
        spend()
        with pytest.raises(ZeroDivisionError), transaction():
            raise ZeroDivisionError
    with pytest.raises(TooMany):
        spend()


def test_within_a_session_it_is_kept_or_undone_with_the_act():
    with pytest.raises(ZeroDivisionError), transaction() as session:
        throttle.spend(session, bucket="act", limit=1, per=HOUR)
        raise ZeroDivisionError
    with transaction() as session:
        throttle.spend(session, bucket="act", limit=1, per=HOUR)


def test_what_is_over_is_forgotten_and_twice_is_harmless():
    spend()
    clock.move(HOUR)
    spend("newer")
    assert [throttle.prune(None), throttle.prune(None)] == [
        "1 counters forgotten",
        "0 counters forgotten",
    ]
    assert db.session().scalar(select(func.count()).select_from(throttle.Tries)) == 1


def test_the_database_holds_no_addresses():
    spend("sign-in:strangers:omar@example.org")
    kept = db.session().scalars(select(throttle.Tries.bucket)).one()
    assert "omar" not in kept


def test_a_clock_set_back_by_a_year_refuses_nobody_for_a_year():
    for _ in range(3):
        spend()
    clock.move(-timedelta(days=365))
    for _ in range(3):
        spend()
    with pytest.raises(TooMany) as refusal:
        spend()
    assert refusal.value.retry_after_seconds == 3600


def test_a_clock_a_little_behind_another_machines_begins_no_window_anew():
    for _ in range(3):
        spend()
    clock.move(-timedelta(seconds=5))
    with pytest.raises(TooMany):
        spend()
