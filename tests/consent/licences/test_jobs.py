"""By themselves licences expire, and owners hear before an end and of a report that is due."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.licences import queries
from consent.licences.jobs import expire, remind
from consent.licences.models import LicenceState
from foundation import clock
from foundation.database import db
from foundation.notices.models import Notice
from tests.consent.licences.licensed import WRITER, licensed, offered, published
from tests.consent.licences.working import ran

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def version(cast):
    return published()


@pytest.fixture
def licence(version, cast):
    return licensed(cast.ada, version)


def told(kind):
    db.session.rollback()
    return list(db.session().scalars(select(Notice.text).where(Notice.kind == kind)))


def test_a_licence_expires_the_day_after_its_last_and_frees_its_client(licence, version):
    clock.move(timedelta(days=364))
    assert ran(expire) == "0 expired"
    clock.move(timedelta(days=1))
    assert ran(expire) == "1 expired"
    assert queries.licence(db.session(), licence, WRITER).state is LicenceState.EXPIRED
    assert len(told("licence.ended")) == 1
    offered(version)


def test_owners_hear_ninety_and_thirty_days_before_the_end_once_each(licence):
    ran(remind)
    assert told("licence.ending") == []
    clock.move(timedelta(days=364 - 90))
    ran(remind)
    ran(remind)
    assert len(told("licence.ending")) == 1
    clock.move(timedelta(days=60))
    ran(remind)
    assert sorted("in 90 days" in text for text in told("licence.ending")) == [False, True]


def test_owners_hear_of_a_report_that_is_due_and_again_when_it_is_late(licence):
    clock.move(timedelta(days=95))
    ran(remind)
    ran(remind)
    assert (len(told("licence.report_due")), told("licence.report_late")) == (1, [])
    clock.move(timedelta(days=31))
    ran(remind)
    ran(remind)
    assert len(told("licence.report_late")) == 1


def test_the_last_report_of_a_licence_that_is_over_is_asked_for_too(licence):
    clock.move(timedelta(days=300))
    ran(remind)
    before = len(told("licence.report_due")) + len(told("licence.report_late"))
    clock.move(timedelta(days=66))
    assert ran(expire) == "1 expired"
    ran(remind)
    assert len(told("licence.report_due")) + len(told("licence.report_late")) > before
    assert any("1 Mar 2027" in text for text in told("licence.report_due"))
