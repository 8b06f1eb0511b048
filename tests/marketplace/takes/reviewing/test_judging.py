"""Who judges a take, once, with reasons; and what happens to what nobody judges."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from foundation.clock import move
from foundation.database import db
from marketplace.gigs.models import Gig
from marketplace.takes import steps
from marketplace.takes.codes import Code
from marketplace.takes.errors import TakeNotFound, TakeNotInThatState
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing import queries
from marketplace.takes.reviewing.actions import claim_take, decide_take, leave_take
from marketplace.takes.reviewing.delegating import delegate, end_delegation
from marketplace.takes.reviewing.errors import (
    NoSuchReviewer,
    ReasonMissing,
    ScoresMissing,
    SomebodyIsAtIt,
)
from marketplace.takes.reviewing.models import BeatScore, TakeReminder, TakeReview
from tests.marketplace.takes.played import begun, earned, fit, sent, take, to_judge
from tests.marketplace.takes.reviewing.opinions import again, bad, good, run

pytestmark = pytest.mark.usefixtures("session")


def request_of(take_id: UUID) -> UUID:
    return db.session().get_one(Gig, take(take_id).gig_id).request_id


def test_the_client_judges_and_what_it_said_is_kept_line_by_line(cast):
    take_id = to_judge(cast)
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert take(take_id).state is TakeState.ACCEPTED
    said = queries.said_of(db.session(), take_id)
    assert [each.review.reviewer_id for each in said] == [cast.ben.id]
    assert {beat.reached for beat in said[0].beats} == {4}
    assert len(earned("take")) == 2


@pytest.mark.parametrize("name", ["omar", "rolf", "vera", "remy", "cleo", "cora", "admin"])
def test_to_others_there_is_no_such_take(cast, name):
    take_id = to_judge(cast)
    with pytest.raises(TakeNotFound):
        decide_take(take_id, good(take_id), actor=getattr(cast, name).actor)
    assert take(take_id).state is TakeState.TO_JUDGE


def test_a_reviewer_judges_as_long_as_the_client_lets_them(cast):
    take_id = to_judge(cast)
    delegate(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    assert [each.take_id for each in queries.queue(db.session(), cast.remy.actor)] == [take_id]
    claim_take(take_id, actor=cast.remy.actor)
    end_delegation(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    with pytest.raises(TakeNotFound):
        decide_take(take_id, good(take_id), actor=cast.remy.actor)
    assert queries.queue(db.session(), cast.remy.actor) == []


def test_only_our_reviewers_can_be_let_judge(cast):
    take_id = to_judge(cast)
    with pytest.raises(NoSuchReviewer):
        delegate(request_of(take_id), cast.omar.id, actor=cast.ben.actor)


def test_two_do_not_work_on_one_take_until_the_first_stops(cast):
    take_id = to_judge(cast)
    claim_take(take_id, actor=cast.ben.actor)
    with pytest.raises(SomebodyIsAtIt):
        decide_take(take_id, good(take_id), actor=cast.ada.actor)
    leave_take(take_id, actor=cast.ben.actor)
    claim_take(take_id, actor=cast.ada.actor)
    move(timedelta(minutes=31))
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert take(take_id).state is TakeState.ACCEPTED


def test_a_rejection_without_code_span_or_note_is_none(cast):
    take_id = to_judge(cast)
    for missing in ({"code": None}, {"first_ms": None, "last_ms": None}, {"note": " "}):
        with pytest.raises(ReasonMissing):
            decide_take(take_id, bad(**missing), actor=cast.ben.actor)
    decide_take(take_id, bad(), actor=cast.ben.actor)
    said = queries.said_of(db.session(), take_id)[0]
    assert (said.review.code, said.note) == (Code.TECHNICAL, "Only hum is heard.")


def test_an_acceptance_scores_every_beat(cast):
    take_id = to_judge(cast)
    with pytest.raises(ScoresMissing):
        decide_take(take_id, good(take_id, beats=()), actor=cast.ben.actor)
    assert db.session().scalars(select(TakeReview)).all() == []
    assert db.session().scalars(select(BeatScore)).all() == []


def test_what_nobody_judges_in_seven_days_is_accepted_and_paid_once(cast):
    take_id = to_judge(cast)
    move(timedelta(days=7) - timedelta(minutes=1))
    run("takes.accept_unjudged")
    assert take(take_id).state is TakeState.TO_JUDGE
    move(timedelta(minutes=1))
    run("takes.accept_unjudged")
    run("takes.accept_unjudged")
    assert take(take_id).state is TakeState.ACCEPTED
    assert len(earned("take")) == 2


def test_who_judges_is_reminded_two_days_and_one_day_before(cast):
    take_id = to_judge(cast)
    for day, hours in ((5, [48]), (1, [24, 48])):
        move(timedelta(days=day))
        run("takes.remind")
        run("takes.remind")
        told = db.session().scalars(select(TakeReminder.hours).order_by(TakeReminder.hours)).all()
        assert told == hours
    assert take(take_id).state is TakeState.TO_JUDGE


def test_a_retake_is_played_in_the_place_of_the_first(cast):
    first = to_judge(cast)
    decide_take(first, again(), actor=cast.ben.actor)
    second = begun(cast, take(first).booking_id)
    assert take(second).retake_of == first
    sent(second, cast.omar)
    sent(second, cast.mira)
    fit(second)
    decide_take(second, good(second), actor=cast.ben.actor)
    move(steps.JUDGED_WITHIN)
    run("takes.end_retakes")
    assert (take(first).state, take(first).judge_by) == (TakeState.RETAKE, None)
    assert len(earned("take")) == 2
    assert earned("retake") == []


def test_a_retake_that_is_never_played_costs_nobody_their_pay(cast):
    take_id = to_judge(cast)
    decide_take(take_id, again(), actor=cast.ben.actor)
    move(steps.JUDGED_WITHIN)
    run("takes.end_retakes")
    assert take(take_id).state is TakeState.ACCEPTED
    assert len(earned("take")) == 2


def test_a_take_is_decided_once(cast):
    take_id = to_judge(cast)
    decide_take(take_id, bad(), actor=cast.ben.actor)
    with pytest.raises(TakeNotInThatState):
        decide_take(take_id, good(take_id), actor=cast.ada.actor)
    assert earned("take") == []
