"""Deactivating an account: told why, heard by somebody else, nothing earned or owned is lost."""

import random
from datetime import timedelta

import pytest

from foundation import hooks
from foundation.cases.models import Case, CaseState
from foundation.clock import move
from foundation.database import db
from foundation.errors import Conflict, DomainError, NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.workdays import after_working_days
from marketplace.accounts.deactivation import actions, rules, steps
from marketplace.accounts.deactivation.errors import (
    AlreadyDeactivated,
    NoticeTooShort,
    OwnAccount,
    OwnDecision,
    StaffAccount,
)
from marketplace.accounts.deactivation.jobs import JOBS
from marketplace.accounts.deactivation.models import Deactivation, DeactivationEnding
from marketplace.accounts.deactivation.models import DeactivationReason as Reason
from marketplace.accounts.models import Account
from marketplace.bookings.models import BookingState, PlaceState
from marketplace.casting.models import ApplicationState, OfferState
from tests.api.asking import Program
from tests.cast import START, sign_in
from tests.databases.crowd import at_once
from tests.marketplace.bookings.booked import confirmed, place, sisters, state
from tests.marketplace.casting.scene import application, applied, offer, offered, opened

pytestmark = pytest.mark.usefixtures("session")
TEXT = "On 2 March they threatened a partner."


def shut(cast, person=None, days=0, by=None):
    return actions.deactivate(
        (person or cast.omar).id,
        reason=Reason.HARASSMENT,
        evidence=TEXT,
        days=days,
        actor=(by or cast.cora).actor,
    )


def row(deactivation_id):
    session = db.session()
    session.rollback()
    return session.get_one(Deactivation, deactivation_id)


def is_open(cast):
    session = db.session()
    session.rollback()
    return session.get_one(Account, cast.omar.id).deactivated_from is None


def run():
    db.session.remove()
    run_due(JOBS, new_id(), even_if_not_due=True)


def test_without_danger_there_are_fourteen_days_of_notice(cast):
    with pytest.raises(NoticeTooShort):
        shut(cast, days=rules.LEAST_DAYS - 1)
    with pytest.raises(NoticeTooShort):
        reason = Reason.PAY_FRAUD
        said = {"reason": reason, "evidence": TEXT, "days": 0}
        actions.deactivate(cast.omar.id, **said, actor=cast.cora.actor)


def test_until_it_takes_effect_everything_works(cast, client):
    shut(cast, days=14)
    sign_in(client, cast.omar)
    assert client.get("/applications").status_code == 200
    assert TEXT in client.get("/deactivated").text
    move(timedelta(days=14))
    sign_in(client, cast.omar)
    assert client.get("/applications").status_code == 403


def test_rights_data_and_appeal_stay_open_and_nothing_else_does(cast, app, client):
    shut(cast)
    sign_in(client, cast.omar)
    assert client.get("/home").location == "/deactivated"
    for path in ("/deactivated", "/account/data", "/rights", "/rights/withdraw", "/threads"):
        assert client.get(path).status_code == 200, path
    for path in ("/applications", "/bookings", "/messages", "/profile", "/tokens"):
        refused = client.get(path)
        assert refused.status_code == 403, path
        assert "Your account is deactivated" in refused.text
    assert client.post("/profile").status_code in (403, 405)


def test_a_program_of_theirs_is_refused_too(cast, app):
    omar = Program(app, cast.omar)
    assert omar.get("/api/v1/gigs").status_code == 200
    shut(cast)
    assert omar.get("/api/v1/gigs").status_code == 403


def test_what_is_open_between_them_and_others_is_answered(cast):
    gig_id = opened(cast)
    offered_to = offered(gig_id, cast.omar, cast.ben)
    asked = applied(gig_id, cast.omar, "lena")
    other = applied(gig_id, cast.mira, "lena")
    shut(cast)
    assert offer(offered_to).state is OfferState.DECLINED
    assert application(asked).state is ApplicationState.WITHDRAWN
    assert application(other).state is ApplicationState.SUBMITTED


def test_bookings_look_for_somebody_else(cast):
    gig = sisters(cast)
    booking_id = confirmed(cast, gig)
    shut(cast)
    assert state(booking_id) is BookingState.PROPOSED
    assert place(booking_id, cast.omar) is PlaceState.DECLINED
    assert place(booking_id, cast.mira) is PlaceState.ACCEPTED


def test_only_compliance_decides_and_never_about_themselves_or_staff(cast):
    wrong = [cast.mira, cast.ada, cast.ben, cast.cleo, cast.remy, cast.fay, cast.otto]
    random.Random(7).shuffle(wrong)
    for person in wrong:
        with pytest.raises(NotPermitted):
            shut(cast, by=person)
    with pytest.raises(OwnAccount):
        shut(cast, person=cast.cora)
    with pytest.raises(StaffAccount):
        shut(cast, person=cast.cleo)
    shut(cast, person=cast.ben)
    with pytest.raises(AlreadyDeactivated):
        shut(cast, person=cast.ben, by=cast.admin)


def decide(cast, made, by, *, overturn=True):
    actions.decide_appeal(made, overturn=overturn, answer="I looked.", actor=by.actor)


def test_nobody_decides_the_appeal_against_their_own_decision(cast):
    made = shut(cast)
    case_id = actions.appeal("It was not me.", actor=cast.omar.actor)
    assert db.session().get_one(Case, case_id).owner_id == cast.admin.id
    with pytest.raises(OwnDecision):
        decide(cast, made, cast.cora)
    decide(cast, made, cast.admin)
    assert row(made).ending is DeactivationEnding.OVERTURNED
    assert is_open(cast)
    assert db.session().get_one(Case, case_id).state is CaseState.CLOSED


def test_one_who_decides_twice_would_be_found(cast, monkeypatch):
    """The planted fault: the row forgets who decided."""
    made = shut(cast)
    actions.appeal("It was not me.", actor=cast.omar.actor)
    locked = steps.locked

    def forgetful(session, deactivation_id):
        found = locked(session, deactivation_id)
        found.decided_by = cast.fay.id
        return found

    monkeypatch.setattr(steps, "locked", forgetful)
    decide(cast, made, cast.cora)
    assert row(made).ended_by == cast.cora.id


def test_an_upheld_one_stands_and_is_not_appealed_again(cast):
    made = shut(cast)
    actions.appeal("It was not me.", actor=cast.omar.actor)
    decide(cast, made, cast.admin, overturn=False)
    with pytest.raises(Conflict):
        actions.appeal("Once more.", actor=cast.omar.actor)
    move(timedelta(days=40))
    run()
    assert not is_open(cast)


def test_an_appeal_that_nobody_decides_in_ten_working_days_counts_as_right(cast):
    made = shut(cast)
    actions.appeal("It was not me.", actor=cast.omar.actor)
    due = after_working_days(START, 10)
    assert row(made).appeal_due_at == due
    move(due - START)
    run()
    assert not is_open(cast)
    move(timedelta(seconds=1))
    run()
    assert row(made).ending is DeactivationEnding.APPEAL_LATE
    assert is_open(cast)


def test_after_its_notice_the_job_answers_what_was_open_once(cast):
    gig_id = opened(cast)
    asked = applied(gig_id, cast.omar)
    made = shut(cast, days=14)
    run()
    assert application(asked).state is ApplicationState.SUBMITTED
    move(timedelta(days=14))
    run()
    effected_at = row(made).effected_at
    assert application(asked).state is ApplicationState.WITHDRAWN
    move(timedelta(minutes=2))
    run()
    assert row(made).effected_at == effected_at


@pytest.mark.usefixtures("each_database")
def test_of_many_who_decide_the_appeal_at_once_one_does(app, cast):
    made = shut(cast)
    actions.appeal("It was not me.", actor=cast.omar.actor)
    done = at_once(app, 6, lambda number: decide(cast, made, cast.admin, overturn=number % 2 == 0))
    assert sum(each is None for each in done) == 1
    assert all(each is None or isinstance(each, DomainError) for each in done)


def test_compliance_sees_what_waits_and_the_decider_does_not(cast):
    made = shut(cast)
    actions.appeal("It was not me.", actor=cast.omar.actor)
    session = db.session()

    def waits(person):
        return [each.url for each in hooks.waiting(session, person.actor)]

    assert f"/compliance/deactivations/{made}" in waits(cast.admin)
    assert f"/compliance/deactivations/{made}" not in waits(cast.cora)


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(cast, client):
    sign_in(client, cast.cora)
    assert "Omar" in client.get("/compliance/deactivations?q=omar").text
    where = f"/compliance/deactivations/of/{cast.omar.id}"
    short = client.post(where, data={"reason": "pay_fraud", "evidence": TEXT, "days": "3"})
    assert short.status_code == 422
    assert TEXT in short.text
    assert "Give 14 days of notice" in short.text
    done = client.post(where, data={"reason": "pay_fraud", "evidence": TEXT, "days": "14"})
    assert TEXT in client.get(done.location).text
