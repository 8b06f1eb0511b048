"""Digests: whose morning it is, and what is news."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.mail.queries import latest
from foundation.notices import actions, digests, jobs
from foundation.notices.kinds import Delivery
from foundation.notices.mornings import next_morning
from marketplace.accounts.models import Account
from tests.notices.test_telling import choose, mailed, tell, told


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "after", "expected"),
    [
        ("UTC", "2026-03-02T07:59", "2026-03-02T08:00"),
        ("UTC", "2026-03-02T08:00", "2026-03-03T08:00"),
        ("Asia/Kolkata", "2026-03-02T02:00", "2026-03-02T02:30"),
        ("Pacific/Kiritimati", "2026-03-02T17:59", "2026-03-02T18:00"),
        # Berlin loses an hour in the night to 29 March and gains one in that to 25 October.
        ("Europe/Berlin", "2026-03-27T20:00", "2026-03-28T07:00"),
        ("Europe/Berlin", "2026-03-28T20:00", "2026-03-29T06:00"),
        ("Europe/Berlin", "2026-10-24T20:00", "2026-10-25T07:00"),
    ],
)
def test_the_next_morning_is_where_the_person_lives(zone, after, expected):
    assert next_morning(at(after), zone, weekly=False) == at(expected)


def test_twenty_four_hours_later_would_be_wrong_when_the_clocks_change():
    """The planted fault: counting hours from yesterday's eight o'clock."""
    yesterday = next_morning(at("2026-03-27T20:00"), "Europe/Berlin", weekly=False)
    today = next_morning(yesterday, "Europe/Berlin", weekly=False)
    assert yesterday + timedelta(days=1) != today


def test_a_weekly_digest_comes_on_monday():
    assert next_morning(at("2026-03-02T09:00"), "UTC", weekly=True) == at("2026-03-09T08:00")


def test_a_daily_digest_brings_together_what_happened(cast):
    choose(cast.omar, casting=Delivery.DAILY)
    tell("test.casting", cast.omar, who="Northlab", at=clock.now())
    tell("test.gigs", cast.omar)
    assert jobs.send_digests(None) == "0 digests queued"
    clock.move(timedelta(hours=23))
    assert jobs.send_digests(None) == "1 digests queued"
    assert jobs.send_digests(None) == "0 digests queued"
    assert mailed() == ["2 notices from Fairtake"]
    body = latest(db.session())[0].body
    assert "Northlab answered" in body.text
    assert "/notices/turn-off/" in body.unsubscribe_url


def test_what_was_read_on_the_page_is_no_news(cast):
    tell("test.gigs", cast.omar)
    actions.read_notice(told()[0].id, actor=cast.omar.actor)
    clock.move(timedelta(days=1))
    assert digests.send_due() == 0


def test_what_waits_follows_a_new_choice(cast):
    tell("test.gigs", cast.omar)
    choose(cast.omar, gigs=Delivery.PAGE)
    clock.move(timedelta(days=1))
    assert digests.send_due() == 0
    assert told()[0].read_at is None


def test_what_waits_comes_now_for_who_wants_it_at_once(cast):
    tell("test.gigs", cast.omar)
    choose(cast.omar, gigs=Delivery.AT_ONCE)
    assert digests.send_due() == 1


def test_a_person_without_an_address_stops_nobody_elses_digest(cast):
    tell("test.gigs", cast.omar, cast.mira)
    with transaction() as session:
        session.get_one(Account, cast.omar.id).email_verified_at = None
    clock.move(timedelta(days=1))
    digests.send_due()
    assert [letter.body.recipient for letter in latest(db.session())] == ["mira@example.org"]


@pytest.mark.usefixtures("each_connection")
def test_two_workers_at_once_mail_one_digest(app, cast):
    tell("test.gigs", cast.omar)
    clock.move(timedelta(days=1))
    start, gathered = Barrier(2), []

    def work():
        with app.app_context():
            start.wait()
            gathered.append(digests._gather(cast.omar.id))

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(gathered) == [False, True]
    assert mailed() == ["1 notice from Fairtake"]
