"""Reports of uses: period by period without a gap, in the ledger, seen by performers."""

import itertools
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Use
from consent.ledger.models import LedgerOutbox
from consent.licences import queries as licences
from consent.licences.errors import LicenceNotFound
from consent.licences.reports import actions, queries
from consent.licences.reports.errors import (
    NotLicensed,
    NotTheNextPeriod,
    NotYourRecording,
    PeriodNotOver,
    TooManyRecordings,
)
from consent.licences.reports.new import NewReport
from consent.licences.reports.periods import Period, periods
from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import ENDS_ON, allowing
from tests.consent.licences.licensed import WRITER, licensed
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database")
FIRST = date(2026, 3, 2)


def report(licence, cast, from_on=FIRST, who="ada", name="Ada Brandt", **more):
    new = NewReport(**{"from_on": from_on, "uses": (Use.EVALUATION,), **more})
    return actions.report_uses(licence, new, name, actor=getattr(cast, who).actor)


def unreported(licence):
    db.session.rollback()
    session = db.session()
    return queries.unreported(session, licences.licence(session, licence, WRITER))


def written():
    db.session.rollback()
    of = LedgerOutbox
    return list(db.session().scalars(select(of.thread).where(of.type == "use.reported")))


@pytest.fixture
def licence(cast):
    return licensed(cast.ada)


@pytest.fixture
def over(licence):
    """Its first three months are."""
    clock.move(timedelta(days=95))
    return licence


def test_periods_follow_one_another_without_a_gap():
    found = list(periods(date(2026, 1, 31), 1, date(2026, 5, 10)))
    assert found[0] == Period(date(2026, 1, 31), date(2026, 2, 28))
    assert found[-1].to_on == date(2026, 5, 10)
    for before, after in itertools.pairwise(found):
        assert after.from_on == before.to_on + timedelta(days=1)


def test_a_report_is_due_thirty_days_after_its_period():
    (period,) = periods(FIRST, 3, date(2026, 6, 1))
    assert period.due_on == date(2026, 7, 1)


def test_what_has_begun_is_to_be_reported(over):
    assert [each.from_on for each in unreported(over)] == [FIRST, date(2026, 6, 2)]


def test_a_report_stands_in_the_licences_thread(over, cast):
    report(over, cast)
    thread = licences.licence(db.session(), over, WRITER).thread
    assert written() == [thread]
    assert [each.from_on for each in unreported(over)] == [date(2026, 6, 2)]


def test_a_report_that_names_a_recording_stands_in_its_grants_threads_too(over, cast):
    (grant,) = recorded(cast.omar.id)
    report(over, cast, recordings=[grant.recording_id], models=("Aria 3",))
    assert grant.thread in written()
    held = {grant.recording_id: {NORTHLAB: FIRST}}
    (said,) = queries.reported_about(db.session(), held)[grant.recording_id]
    assert (said.uses, said.models, said.about_all) == ((Use.EVALUATION,), ("Aria 3",), False)


def test_a_report_about_all_is_seen_by_those_whose_recordings_the_client_holds(over, cast):
    report(over, cast)
    mine, other = new_id(), new_id()
    held = {mine: {NORTHLAB: FIRST}, other: {RIVALLAB: FIRST}}
    found = queries.reported_about(db.session(), held)
    assert (len(found[mine]), found[other]) == (1, [])


def test_that_nothing_was_used_is_a_report_too(over, cast):
    report(over, cast, uses=())
    assert written() == []
    assert [each.uses for each in queries.reports(db.session(), over)] == [0]


def test_a_period_is_reported_once(over, cast):
    report(over, cast)
    with pytest.raises(NotTheNextPeriod):
        report(over, cast)


def test_no_period_is_left_out(over, cast):
    with pytest.raises(NotTheNextPeriod):
        report(over, cast, from_on=date(2026, 6, 2))


def test_a_period_is_reported_when_it_is_over(licence, cast):
    with pytest.raises(PeriodNotOver):
        report(licence, cast)


def test_what_is_not_licensed_is_a_breach_not_a_report(over, cast):
    with pytest.raises(NotLicensed):
        report(over, cast, uses=(Use.VOICE_REPLICA,))


def test_a_recording_that_was_never_open_to_the_client_is_refused(over, cast):
    other = allowing(performer=cast.omar.id, limits=Limits(ends_on=ENDS_ON, clients=(RIVALLAB,)))
    with pytest.raises(NotYourRecording):
        report(over, cast, recordings=[other.recording_id])


def test_a_report_names_so_many_recordings_at_most(over, cast):
    with pytest.raises(TooManyRecordings):
        report(over, cast, recordings=[new_id()] * 1001)


def test_a_report_is_never_changed(over, cast):
    report(over, cast)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.execute(text("UPDATE consent_use_report SET uses = 0"))


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("ben", NotPermitted), ("cora", LicenceNotFound), ("rolf", LicenceNotFound)],
)
def test_only_the_owner_reports(over, cast, who, refusal):
    with pytest.raises(refusal):
        report(over, cast, who=who)
