"""Periods counted from a month's end: what was announced is asked, whatever was reported."""

from datetime import UTC, date, datetime

import pytest

from consent.ledger.explaining.words import Answer, Use
from consent.licences import offering
from consent.licences import queries as licences
from consent.licences.reports import actions, queries
from consent.licences.reports.errors import NotLicensed
from consent.licences.reports.new import NewReport
from foundation import clock
from foundation.database import db
from tests.cast import sign_in
from tests.consent.licences.licensed import WRITER, licensed, open_offer, published, sign, terms

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


@pytest.fixture
def signed_anew(cast):
    """Evaluation and generative training in the first three months, data mining since."""
    clock.hold(datetime(2026, 3, 2, 12, tzinfo=UTC))
    licence = licensed(cast.ada)
    clock.hold(datetime(2026, 6, 2, 12, tzinfo=UTC))
    mining = published(terms(uses={Use.DATA_MINING: Answer.ALLOWED}), "Mining")
    offering.offer_extension(licence, mining, date(2026, 6, 2), actor=WRITER)
    sign(open_offer(licence), cast.ada)
    return licence


def offered_uses(page):
    return [use.value for use in Use if f'value="{use.value}"' in page]


def test_uses_of_the_period_are_offered_though_others_are_signed_since(client, cast, signed_anew):
    sign_in(client, cast.ada)
    first = client.get(f"/licences/{signed_anew}/report").text
    assert offered_uses(first) == ["review", "generative_training", "evaluation"]
    new = NewReport(from_on=date(2026, 3, 2), uses=(Use.EVALUATION,))
    actions.report_uses(signed_anew, new, "Ada Brandt", actor=cast.ada.actor)
    clock.hold(datetime(2026, 9, 5, 12, tzinfo=UTC))
    sign_in(client, cast.ada)
    second = client.get(f"/licences/{signed_anew}/report").text
    assert offered_uses(second) == ["review", "generative_training", "evaluation", "data_mining"]


def test_what_was_licensed_only_afterwards_was_not_done_in_the_period(cast, signed_anew):
    new = NewReport(from_on=date(2026, 3, 2), uses=(Use.DATA_MINING,))
    with pytest.raises(NotLicensed):
        actions.report_uses(signed_anew, new, "Ada Brandt", actor=cast.ada.actor)
