"""Performers hear once a week that copies were fetched, by whom and of how many recordings."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.formats import day
from foundation.ids import new_id
from foundation.notices.kinds import Delivery
from foundation.notices.models import Notice, NoticeChoice
from marketplace.deliveries.taking import actions, jobs, news
from tests.marketplace.deliveries.taking.delivered import SHARD, name_of
from tests.marketplace.renewals.ending import run

WEEK = timedelta(days=7)
AFTERWARDS = WEEK + timedelta(hours=1, minutes=30)
"""After the Monday of the week in which something is fetched."""


@pytest.fixture
def monday():
    """The next one: what was fetched was handed over before. It is Wednesday by now."""
    today = clock.now().date()
    at = datetime.combine(today + timedelta(days=7 - today.weekday()), time(), UTC)
    clock.hold(at + timedelta(days=2, hours=9))
    return at


def take(delivery, cast, path: str) -> None:
    actions.take_file(delivery.id, delivery.ids[path], through=new_id(), actor=cast.ben.actor)


def tell(at: datetime) -> int:
    clock.hold(at)
    with transaction() as session:
        return news.tell_fetched(session)


def told(person) -> list[str]:
    session = db.session()
    session.rollback()
    of = Notice
    theirs = select(of.text).where(of.account_id == person.id, of.kind == news.FETCHED.name)
    return list(session.scalars(theirs))


def test_each_performer_hears_of_a_week_once_however_many_files(cast, delivery, grants, monday):
    for path in (SHARD, SHARD, name_of(grants[0])):
        take(delivery, cast, path)
    assert (tell(monday + AFTERWARDS), tell(monday + AFTERWARDS)) == (2, 0)
    [sentence] = told(cast.omar)
    assert sentence.startswith("Northlab fetched copies of one of your recordings in the week from")
    assert day(monday.date()) in sentence
    assert day(monday.date() + timedelta(days=6)) in sentence
    assert told(cast.mira) == [sentence]


def test_nobody_hears_of_files_that_they_are_not_in(cast, delivery, grants, monday):
    take(delivery, cast, name_of(grants[1]))
    take(delivery, cast, "README.md")
    tell(monday + AFTERWARDS)
    assert (len(told(cast.omar)), len(told(cast.mira))) == (0, 1)


@pytest.mark.parametrize(
    ("later", "count"),
    [
        pytest.param(timedelta(days=3), 0, id="before the week is over"),
        pytest.param(WEEK + timedelta(minutes=30), 0, id="while somebody may still write into it"),
        pytest.param(AFTERWARDS, 1, id="when it is over"),
        pytest.param(WEEK + AFTERWARDS, 0, id="of the week after"),
    ],
)
def test_it_is_told_of_the_last_whole_week(cast, delivery, grants, monday, later, count):
    take(delivery, cast, name_of(grants[0]))
    assert tell(monday + later) == count


def test_weeks_in_which_nothing_ran_are_told_of_by_the_next_run(cast, delivery, grants, monday):
    assert run(jobs.tell_fetched) == "0 told"
    take(delivery, cast, name_of(grants[0]))
    clock.hold(monday + WEEK + timedelta(days=2))
    take(delivery, cast, name_of(grants[0]))
    clock.hold(monday + 3 * WEEK + AFTERWARDS)
    assert run(jobs.tell_fetched) == "2 told"
    assert [day(monday.date()) in each for each in sorted(told(cast.omar))].count(True) == 1
    assert run(jobs.tell_fetched) == "0 told"


def test_it_comes_with_the_weekly_mail_and_may_be_turned_off(cast, delivery, monday):
    with transaction() as session:
        off = NoticeChoice(account_id=cast.mira.id, kind=news.FETCHED.name, delivery=Delivery.OFF)
        session.add(off)
    take(delivery, cast, SHARD)
    tell(monday + AFTERWARDS)
    assert (len(told(cast.omar)), told(cast.mira)) == (1, [])
    (notice,) = db.session().scalars(select(Notice).where(Notice.kind == news.FETCHED.name))
    assert notice.mail_at is not None
    assert notice.mail_at > monday + WEEK
