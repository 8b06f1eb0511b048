"""What is allowed with a recording today: as decisions say, for everybody who performs in it."""

from datetime import date, timedelta

import pytest

from consent.decisions.deciding import decide
from consent.grants.following import follow
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.projections.answers import REFUSED, answers
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import (
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

TO_NORTHLAB = Limits(ends_on=date(2029, 3, 1), clients=(NORTHLAB,))
TO_BOTH = Limits(ends_on=date(2029, 3, 1), clients=(NORTHLAB, RIVALLAB))
REVIEW_ONLY = {Use.REVIEW}


def today(grant):
    return answers(db.session(), grant.recording_id, now().date())


def allowed(grant) -> set[Use]:
    return {use for use, held in today(grant).items() if held.answer is not Answer.NOT_ALLOWED}


def decided(grant, client=NORTHLAB) -> set[Use]:
    """By the decisions themselves, for a purpose that keeps every limit of these tests."""
    session = db.session()
    return {
        use
        for use in Use
        if decide(session, grant.recording_id, Purpose(client=client, use=use)).permitted
    }


def histories():
    """Each a grant whose limits name Northlab at most, and what was told of it."""
    return {
        "nothing yet": (),
        "given": (given,),
        "accepted": (given, accepted),
        "withdrawn": (given, accepted, withdrawn),
        "suspended": (given, accepted, suspended),
        "suspended in part": (
            given,
            accepted,
            lambda grant: suspended(grant, uses=(Use.EVALUATION,)),
        ),
        "suspended for its client": (
            given,
            accepted,
            lambda grant: suspended(grant, clients=(NORTHLAB,)),
        ),
        "resumed": (given, accepted, suspended, resumed),
        "narrowed": (
            given,
            accepted,
            lambda grant: narrowed(grant, uses={Use.REVIEW: Answer.ALLOWED}, limits=TO_NORTHLAB),
        ),
        "begins later": (
            lambda grant: given(
                grant, limits=Limits(ends_on=date(2029, 3, 1), starts_on=date(2027, 1, 1))
            ),
            accepted,
        ),
    }


@pytest.mark.parametrize("name", histories())
@pytest.mark.parametrize("days", [0, 400, 2000])
def test_they_are_what_decisions_say(name, days):
    grant = registered()
    first, *more = [*histories()[name], None]
    if first is given:
        tell(grant, given(grant, limits=TO_NORTHLAB))
    elif first:
        tell(grant, first(grant))
    for each in more[:-1] if first else ():
        tell(grant, each(grant))
    clock.move(timedelta(days=days))
    assert allowed(grant) == decided(grant)


def test_without_a_grant_nothing_is_allowed():
    assert answers(db.session(), new_id(), now().date()) == REFUSED


def test_before_its_take_is_accepted_a_recording_is_reviewed_and_nothing_else():
    grant = registered()
    tell(grant, given(grant))
    assert allowed(grant) == REVIEW_ONLY


def test_a_withdrawal_refuses_everything_at_once():
    grant = allowing()
    assert Use.EVALUATION in allowed(grant)
    tell(grant, withdrawn(grant))
    assert allowed(grant) == set()


def test_within_limits_it_is_constrained_and_without_any_it_is_allowed():
    assert today(allowing())[Use.EVALUATION].answer is Answer.ALLOWED
    assert today(allowing(limits=TO_NORTHLAB))[Use.EVALUATION].answer is Answer.CONSTRAINED


def test_it_says_until_when_and_then_no_more():
    grant = allowing(limits=Limits(ends_on=date(2026, 3, 10)))
    assert today(grant)[Use.EVALUATION].until == date(2026, 3, 10)
    clock.move(timedelta(days=9))
    assert today(grant) == REFUSED


def test_of_two_performers_the_strictest_counts():
    one = allowing()
    other = allowing(one.recording_id, limits=Limits(ends_on=date(2027, 1, 1), clients=(NORTHLAB,)))
    held = today(one)[Use.EVALUATION]
    assert (held.answer, held.until) == (Answer.CONSTRAINED, date(2027, 1, 1))
    tell(other, withdrawn(other))
    assert allowed(one) == set()


def test_of_two_grants_of_one_performer_the_best_counts():
    first = allowing(limits=Limits(ends_on=date(2027, 1, 1)))
    second = allowing(first.recording_id, first.performer_id)
    assert today(first)[Use.EVALUATION].until == date(2029, 3, 1)
    tell(second, withdrawn(second))
    assert today(first)[Use.EVALUATION].until == date(2027, 1, 1)


def test_paused_for_one_of_two_clients_it_is_still_open_to_the_other():
    grant = allowing(limits=TO_BOTH)
    tell(grant, suspended(grant, clients=(NORTHLAB,)))
    assert Use.EVALUATION in allowed(grant)
    tell(grant, suspended(grant, clients=(RIVALLAB,)))
    assert allowed(grant) == set()


def test_a_pause_ends_after_its_last_day():
    grant = allowing()
    tell(grant, suspended(grant, until=date(2026, 3, 5)))
    assert allowed(grant) == set()
    clock.move(timedelta(days=4))
    assert Use.EVALUATION in allowed(grant)


def test_what_is_told_within_a_transaction_counts_in_it():
    grant = allowing()
    with transaction() as session:
        follow(session, grant, withdrawn(grant))
        found = answers(session, grant.recording_id, now().date())
    assert found == REFUSED
