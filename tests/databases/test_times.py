"""An instant comes back as the same instant, in UTC, whatever zone the server counts in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from foundation.database import db, transaction
from foundation.jobs.models import JobLease

pytestmark = pytest.mark.usefixtures("each_database")
INSTANTS = (
    datetime(2026, 3, 29, 0, 59, 59, 999_999, UTC),
    datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=-7))),
    datetime(2024, 2, 29, 23, 30, tzinfo=timezone(timedelta(hours=5, minutes=45))),
    datetime(1999, 12, 31, 23, 59, 59, tzinfo=UTC),
)


def put(at: datetime, job: str = "a") -> None:
    with transaction() as session:
        session.add(JobLease(job=job, held_until=at, next_due_at=at))


@pytest.mark.parametrize("at", INSTANTS, ids=str)
def test_an_instant_comes_back_in_utc(app, at):
    put(at)
    back = db.session().scalars(select(JobLease.held_until)).one()
    assert back == at
    assert back.utcoffset() == timedelta(0)


def test_instants_are_compared_and_sorted_as_instants(app):
    for number, at in enumerate(INSTANTS):
        put(at, str(number))
    session = db.session()
    in_order = session.scalars(select(JobLease.held_until).order_by(JobLease.held_until)).all()
    assert in_order == sorted(INSTANTS)
    same = INSTANTS[1].astimezone(timezone(timedelta(hours=9)))
    assert session.scalars(select(JobLease.job).where(JobLease.held_until == same)).all() == ["1"]


def test_a_time_without_a_zone_is_refused(app):
    with pytest.raises(StatementError, match="naive"):
        put(datetime(2026, 1, 1))  # noqa: DTZ001 - the naive one is the point
