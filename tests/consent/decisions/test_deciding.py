"""Decisions one by one: days' edges, pauses, narrowing, withdrawal, what was known when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.decisions.reasons import SENTENCES, Reason
from consent.grants.models import Grant
from consent.ledger.explaining.words import Answer, Use
from consent.terms.misfits import Misfit
from foundation import clock
from foundation.ids import new_id
from tests.consent.grants.granted import (
    ENDS_ON,
    LAB,
    LIMITS,
    STUDIO,
    TO_EVALUATE,
    TO_REVIEW,
    USES,
    accepted,
    allowing,
    given,
    narrowed,
    registered,
    resumed,
    suspended,
    tell,
    withdrawn,
)

pytestmark = pytest.mark.usefixtures("each_database", "app")


def permitted(session, grant, purpose=TO_EVALUATE, on=None, known_at=None) -> bool:
    """By key and by query: whoever asks for one gets the same as who asks for many."""
    one = decide(session, grant.recording_id, purpose, on, known_at)
    many = decide(session, [grant.recording_id], purpose, on, known_at)
    assert one.permitted is many.permitted
    assert one.refusals(grant.recording_id) == many.refusals(grant.recording_id)
    return one.permitted


def reasons(session, grant, purpose=TO_EVALUATE, on=None) -> list[str]:
    assert not permitted(session, grant, purpose, on)
    (refusal,) = decide(session, grant.recording_id, purpose, on).refusals(grant.recording_id)
    return list(refusal.sentences())


def test_what_was_given_is_permitted(session):
    assert permitted(session, allowing())


def test_what_nobody_registered_is_refused(session):
    recording = new_id()
    for asked in (recording, [recording]):
        (refusal,) = decide(session, asked, TO_EVALUATE).refusals(recording)
        assert list(refusal.sentences()) == ["no consent is registered for this recording"]


def test_before_its_take_is_accepted_it_may_be_reviewed_and_nothing_else(session):
    grant = registered()
    tell(grant, given(grant))
    assert permitted(session, grant, TO_REVIEW)
    assert reasons(session, grant) == ["the take is not accepted, so it may only be reviewed"]


def test_silence_is_no(session):
    assert reasons(session, allowing(), replace(TO_EVALUATE, use=Use.RESALE)) == [
        "this use was not allowed"
    ]


def test_the_last_day_counts_and_the_next_does_not(session):
    grant = allowing()
    assert permitted(session, grant, on=ENDS_ON)
    assert reasons(session, grant, on=ENDS_ON + timedelta(days=1)) == [
        "the consent ended at the end of 2029-03-01"
    ]


def test_the_first_day_counts_and_the_one_before_does_not(session):
    begins = clock.now().date() + timedelta(days=5)
    grant = allowing(limits=replace(LIMITS, starts_on=begins))
    assert permitted(session, grant, on=begins)
    assert reasons(session, grant) == [f"the consent begins on {begins}"]


def test_every_reason_is_said(session):
    grant = registered()
    tell(grant, given(grant, limits=replace(LIMITS, clients=(STUDIO,))))
    after = ENDS_ON + timedelta(days=1)
    (refusal,) = decide(
        session, grant.recording_id, replace(TO_EVALUATE, use=Use.RESALE), after
    ).refusals(grant.recording_id)
    assert refusal.reasons == Reason.USE | Reason.NOT_ACCEPTED | Reason.ENDED | Reason.CLIENT


def test_a_refusal_names_the_performer_and_the_grant(session):
    first = allowing()
    second = registered(first.recording_id)
    refusals = decide(session, first.recording_id, TO_EVALUATE).refusals(first.recording_id)
    assert [(each.performer_id, each.grant_id) for each in refusals] == [
        (second.performer_id, second.id)
    ]
    assert "this consent is requested" in refusals[0].sentences()


def test_every_performer_must_allow_it(session):
    first = allowing()
    assert permitted(session, first)
    second = registered(first.recording_id)
    assert not permitted(session, first)
    tell(second, given(second), accepted(second))
    assert permitted(session, first)


def test_one_grant_of_several_is_enough(session):
    first = allowing()
    second = allowing(first.recording_id, first.performer_id)
    tell(first, withdrawn(first))
    assert permitted(session, second)
    tell(second, withdrawn(second))
    assert not permitted(session, second)


def test_a_withdrawal_holds_from_its_day(session):
    grant = allowing()
    given_on = clock.now().date()
    clock.move(timedelta(days=2))
    tell(grant, withdrawn(grant))
    assert reasons(session, grant) == ["this consent is withdrawn"]
    assert permitted(session, grant, on=given_on)
    assert permitted(session, grant, on=given_on + timedelta(days=1))
    assert not permitted(session, grant, on=given_on + timedelta(days=2))


def test_what_was_not_known_yet_did_not_count(session):
    grant = allowing()
    known_at = clock.now()
    clock.move(timedelta(days=2))
    tell(grant, withdrawn(grant))
    later = clock.now().date() + timedelta(days=3)
    assert permitted(session, grant, on=later, known_at=known_at)
    assert permitted(session, grant, on=later, known_at=clock.now() - timedelta(microseconds=1))
    assert not permitted(session, grant, on=later, known_at=clock.now())


def test_what_is_learnt_late_was_true_before(session):
    grant = allowing()
    begins = clock.now()
    clock.move(timedelta(days=8))
    tell(grant, withdrawn(grant, at=begins + timedelta(days=2)))
    third = begins.date() + timedelta(days=2)
    assert not permitted(session, grant, on=third)
    assert permitted(session, grant, on=third, known_at=begins)
    assert permitted(session, grant, on=begins.date())


def test_before_it_was_registered_nothing_was_permitted(session):
    grant = allowing()
    assert not permitted(session, grant, on=clock.now().date() - timedelta(days=1))
    assert not permitted(session, grant, known_at=clock.now() - timedelta(seconds=1))


def test_narrowed_is_narrower_from_that_day(session):
    grant = allowing()
    clock.move(timedelta(days=1))
    tell(grant, narrowed(grant, uses={**USES, Use.EVALUATION: Answer.NOT_ALLOWED}))
    assert reasons(session, grant) == ["this use was not allowed"]
    assert permitted(session, grant, TO_REVIEW)
    assert permitted(session, grant, on=clock.now().date() - timedelta(days=1))


def test_a_suspension_holds_until_it_is_lifted(session):
    grant = allowing()
    clock.move(timedelta(days=1))
    tell(grant, suspended(grant))
    on = clock.now().date()
    assert reasons(session, grant) == ["the consent is suspended; cause: strike"]
    clock.move(timedelta(days=3))
    tell(grant, resumed(grant))
    assert permitted(session, grant)
    assert not permitted(session, grant, on=on)
    assert not permitted(session, grant, on=on + timedelta(days=2))
    assert permitted(session, grant, on=on - timedelta(days=1))


def test_before_its_lifting_was_known_a_suspension_held_for_every_later_day(session):
    grant = allowing()
    tell(grant, suspended(grant))
    known_at = clock.now()
    clock.move(timedelta(days=3))
    tell(grant, resumed(grant))
    later = clock.now().date() + timedelta(days=1)
    assert permitted(session, grant, on=later)
    assert not permitted(session, grant, on=later, known_at=known_at)


def test_the_last_day_of_a_suspension_is_suspended(session):
    grant = allowing()
    last = clock.now().date() + timedelta(days=4)
    tell(grant, suspended(grant, until=last))
    assert not permitted(session, grant, on=last)
    assert permitted(session, grant, on=last + timedelta(days=1))


def test_a_suspension_may_name_uses_and_clients(session):
    grant = allowing()
    tell(grant, suspended(grant, uses=(Use.EVALUATION,), clients=(LAB, STUDIO)))
    assert not permitted(session, grant)
    assert not permitted(session, grant, replace(TO_EVALUATE, client=STUDIO))
    assert permitted(session, grant, TO_REVIEW)
    assert permitted(session, grant, replace(TO_EVALUATE, client=new_id()))
    tell(grant, resumed(grant))
    assert permitted(session, grant)


def test_of_two_suspensions_one_is_lifted(session):
    grant = allowing()
    tell(grant, suspended(grant), suspended(grant, uses=(Use.REVIEW,)))
    tell(grant, resumed(grant))
    assert not permitted(session, grant, TO_REVIEW)
    assert not permitted(session, grant), "the latest is lifted, and the first was of everything"
    tell(grant, resumed(grant))
    assert permitted(session, grant, TO_REVIEW)


def test_a_region_is_where_it_is_stored_too(session):
    """Stricter than the ledger's replay, which knows where things are processed only."""
    grant = allowing(limits=replace(LIMITS, storage_regions=("EU",)))
    assert permitted(session, grant, replace(TO_EVALUATE, region="EU"))
    assert reasons(session, grant) == ["it may not be stored in this region"]
    assert not permitted(session, grant, replace(TO_EVALUATE, region="US"))


def test_many_are_decided_in_one_question(session):
    good, bad, unknown = allowing(), registered(), new_id()
    asked = [good.recording_id, bad.recording_id, unknown, unknown]
    decisions = decide(session, asked, TO_EVALUATE)
    assert [decisions.permits(each) for each in asked] == [True, False, False, False]
    assert set(decisions.refused()) == {bad.recording_id, unknown}
    assert decisions.refused_count == 2
    assert len(decisions.refusals(unknown)) == 1
    whys = dict(decisions.reasons())
    assert whys[unknown] is Reason.NOT_REGISTERED
    assert whys[bad.recording_id] == decisions.refusals(bad.recording_id)[0].reasons


def test_nothing_asked_is_nothing_refused(session):
    assert decide(session, [], TO_EVALUATE).refused_count == 0


def test_what_a_query_finds_is_decided_where_it_lies(session):
    allowing()
    bad = registered()
    decisions = decide(session, select(Grant.recording_id), TO_EVALUATE)
    assert list(decisions.refused()) == [bad.recording_id]


def test_nobody_is_told_of_a_recording_that_was_not_asked_about(session):
    """Otherwise a wrong id would read as permitted."""
    grant = allowing()
    by_query = decide(session, select(Grant.recording_id), TO_EVALUATE)
    for decisions in (decide(session, grant.recording_id, TO_EVALUATE), by_query):
        with pytest.raises(ValueError, match="nobody asked"):
            decisions.permits(new_id())


def test_a_decision_sees_what_its_own_transaction_did(session):
    grant = allowing()
    assert permitted(session, grant)
    tell(grant, withdrawn(grant))
    assert not permitted(session, grant)


def test_every_reason_has_a_bit_and_a_sentence_of_its_own():
    assert set(SENTENCES) == set(Reason)
    assert len({int(each) for each in Reason}) == len(Reason)
    assert {int(each) for each in Misfit} < {int(each) for each in Reason}


def test_a_query_that_names_recordings_twice_decides_each_once(session):
    """Two grants of one recording: a join would say it twice."""
    twice = new_id()
    allowing(twice)
    registered(twice)
    decisions = decide(session, select(Grant.recording_id), TO_EVALUATE)
    assert [row for row, _ in decisions.reasons()] == [twice]
