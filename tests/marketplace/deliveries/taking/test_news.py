"""Performers hear once a week that copies were fetched, by whom and of how many recordings."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.notices.kinds import Delivery
from foundation.notices.models import Notice, NoticeChoice
from marketplace.deliveries.taking import actions, news
from tests.marketplace.deliveries.taking.delivered import SHARD, name_of

WEDNESDAY = datetime(2027, 3, 10, 9, tzinfo=UTC)
MONDAY = datetime(2027, 3, 15, 1, 30, tzinfo=UTC)
"""After the week of that Wednesday."""


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
    return list(
        session.scalars(
            select(of.text).where(of.account_id == person.id, of.kind == news.FETCHED.name)
        )
    )


@pytest.fixture
def delivery(delivery):
    """Fetched from in March, some months after it was handed over."""
    clock.hold(WEDNESDAY)
    return delivery


def test_each_performer_hears_of_a_week_once_however_many_files_it_was(cast, delivery, grants):
    for path in (SHARD, SHARD, name_of(grants[0])):
        take(delivery, cast, path)
    assert (tell(MONDAY), tell(MONDAY)) == (2, 0)
    sentence = (
        "Northlab fetched copies of one of your recordings in the week from"
        " 8 March 2027 to 14 March 2027."
    )
    assert told(cast.omar) == told(cast.mira) == [sentence]


def test_nobody_hears_of_files_that_they_are_not_in(cast, delivery, grants):
    take(delivery, cast, name_of(grants[1]))
    take(delivery, cast, "README.md")
    tell(MONDAY)
    assert (len(told(cast.omar)), len(told(cast.mira))) == (0, 1)


@pytest.mark.parametrize(
    ("at", "count"),
    [
        pytest.param(WEDNESDAY, 0, id="before the week is over"),
        pytest.param(MONDAY.replace(hour=0), 0, id="while somebody may still write into it"),
        pytest.param(MONDAY, 1, id="when it is over"),
        pytest.param(MONDAY.replace(day=22), 0, id="of the week after"),
    ],
)
def test_it_is_told_of_the_last_whole_week(cast, delivery, grants, at, count):
    take(delivery, cast, name_of(grants[0]))
    assert tell(at) == count


def test_it_comes_with_the_weekly_mail_and_may_be_turned_off(cast, delivery, grants):
    with transaction() as session:
        off = NoticeChoice(account_id=cast.mira.id, kind=news.FETCHED.name, delivery=Delivery.OFF)
        session.add(off)
    take(delivery, cast, SHARD)
    tell(MONDAY)
    assert (len(told(cast.omar)), told(cast.mira)) == (1, [])
    (notice,) = db.session().scalars(select(Notice).where(Notice.kind == news.FETCHED.name))
    assert notice.mail_at is not None
    assert notice.mail_at > MONDAY
