"""Periods counted from a month's end: what was announced is asked, whatever was reported."""

from datetime import UTC, date, datetime

import pytest

from consent.licences import queries as licences
from consent.licences.reports import actions, queries
from consent.licences.reports.new import NewReport
from foundation import clock
from foundation.database import db
from tests.consent.licences.licensed import WRITER, licensed

pytestmark = pytest.mark.usefixtures("each_database")


def asked(licence):
    db.session.rollback()
    session = db.session()
    found = queries.unreported(session, licences.licence(session, licence, WRITER))
    return [(each.from_on, each.to_on) for each in found]


def test_reporting_does_not_make_the_days_of_a_month_creep(cast):
    clock.hold(datetime(2026, 11, 30, 12, tzinfo=UTC))
    licence = licensed(cast.ada)
    clock.hold(datetime(2027, 6, 10, 12, tzinfo=UTC))
    announced = asked(licence)
    assert announced[:2] == [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2027, 5, 29)),
    ]
    new = NewReport(from_on=date(2026, 11, 30), uses=())
    actions.report_uses(licence, new, "Ada Brandt", actor=cast.ada.actor)
    assert asked(licence) == announced[1:]
