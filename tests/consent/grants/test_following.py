"""What is told changes a right by the ledger's own moves; nothing that was known is lost."""

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest
import rfc8785
from sqlalchemy import select

from consent.grants.errors import CannotComeNow, NothingToLift, NotNarrower, NotYetTrue
from consent.grants.limit_sets import limit_set
from consent.grants.models import KnownRight, LimitSet, Right, State
from consent.ledger.explaining import moves
from consent.ledger.explaining.words import Answer, SuspensionCause, Use
from foundation import clock
from foundation.database import transaction
from tests.consent.grants.granted import (
    ENDS_ON,
    LAB,
    LIMITS,
    STUDIO,
    USES,
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


def test_states_are_those_of_the_ledger():
    assert tuple(State) == moves.STATES


def right_of(session, grant):
    return session.scalars(select(Right).where(Right.grant_id == grant.id)).one()


def test_a_registered_recording_is_allowed_nothing(session):
    right = right_of(session, registered())
    assert (right.state, right.uses, right.accepted) == (State.REQUESTED, 0, False)


def test_what_was_given_stands_in_the_right(session):
    right = right_of(session, allowing())
    assert (right.state, right.accepted, right.ends_on) == (State.GIVEN, True, ENDS_ON)


def test_what_was_known_stays_known(session):
    grant = allowing()
    clock.move(timedelta(days=3))
    tell(grant, withdrawn(grant))
    known = session.scalars(select(KnownRight).order_by(KnownRight.number)).all()
    assert [row.state for row in known] == ["requested", "given", "given", "withdrawn"]
    assert known[-1].true_from - known[0].true_from == timedelta(days=3)


def test_what_is_learnt_late_changes_that_day_and_every_later_one(session):
    grant = registered()
    clock.move(timedelta(days=1))
    tell(grant, given(grant))
    clock.move(timedelta(days=9))
    tell(grant, narrowed(grant, uses={Use.REVIEW: Answer.ALLOWED}))
    clock.move(timedelta(days=1))
    nothing = narrowed(grant, uses={}, at=clock.now() - timedelta(days=8))
    tell(grant, replace(nothing, uses={Use.REVIEW: Answer.NOT_ALLOWED}))
    late = session.scalars(select(KnownRight).where(KnownRight.number >= 3)).all()
    assert [row.uses for row in late] == [0, 0]
    assert len({row.true_from for row in late}) == 2


def test_a_clock_that_goes_back_does_not_undo_what_was_told(session):
    grant = allowing()
    clock.move(timedelta(hours=-1))
    tell(grant, withdrawn(grant))
    known = session.scalars(select(KnownRight).order_by(KnownRight.number)).all()
    assert known[-1].known_from >= known[-2].known_from
    assert right_of(session, grant).state is State.WITHDRAWN


def test_nothing_comes_after_a_withdrawal(session):
    grant = allowing()
    tell(grant, withdrawn(grant))
    with pytest.raises(CannotComeNow, match="the consent is withdrawn"):
        tell(grant, given(grant))


def test_to_narrow_may_not_widen(session):
    grant = allowing(limits=replace(LIMITS, clients=(LAB,)))
    with pytest.raises(NotNarrower, match="clients"):
        tell(grant, narrowed(grant, limits=replace(LIMITS, clients=(LAB, STUDIO))))
    with pytest.raises(NotNarrower, match="resale"):
        tell(grant, narrowed(grant, uses={**USES, Use.RESALE: Answer.CONSTRAINED}))
    later = replace(LIMITS, clients=(LAB,), ends_on=ENDS_ON + timedelta(days=1))
    with pytest.raises(NotNarrower, match="ends on"):
        tell(grant, narrowed(grant, limits=later))


def test_what_was_constrained_may_not_become_allowed(session):
    uses = {**USES, Use.EVALUATION: Answer.CONSTRAINED}
    grant = allowing(uses=uses, limits=replace(LIMITS, clients=(LAB,)))
    with pytest.raises(NotNarrower, match="evaluation"):
        tell(grant, narrowed(grant, limits=replace(LIMITS, clients=(LAB,))))


def test_what_is_not_suspended_cannot_be_resumed(session):
    grant = allowing()
    tell(grant, suspended(grant))
    with pytest.raises(NothingToLift):
        tell(grant, resumed(grant, cause=SuspensionCause.SAFETY))


def test_nothing_becomes_true_before_its_day(session):
    grant = allowing()
    with pytest.raises(NotYetTrue):
        tell(grant, withdrawn(grant, at=clock.now() + timedelta(days=1)))


def test_a_refused_step_leaves_nothing_behind(session):
    grant = allowing()
    with pytest.raises(CannotComeNow):
        tell(grant, withdrawn(grant), narrowed(grant))
    assert right_of(session, grant).state is State.GIVEN


def test_the_same_limits_are_kept_once(session):
    allowing(limits=replace(LIMITS, clients=(LAB,)))
    allowing(limits=replace(LIMITS, clients=(LAB,), ends_on=ENDS_ON - timedelta(days=9)))
    assert len(session.scalars(select(LimitSet)).all()) == 2


def test_other_limits_under_the_same_id_are_refused(session):
    """Planted: somebody found limits whose hash begins as that of others."""
    limits = {"clients": [str(LAB)]}
    digest = hashlib.sha256(rfc8785.dumps(limits)).digest()
    with transaction() as writing:
        found = int.from_bytes(digest[:8]) >> 1
        writing.add(LimitSet(id=found, hash="f" * 64, body={"clients": [str(STUDIO)]}))
    with pytest.raises(ValueError, match="other limits"), transaction() as writing:
        limit_set(writing, limits)


def test_a_second_agreement_for_the_same_recording_is_known_to_both(session):
    first = allowing()
    assert right_of(session, first).alone
    second = registered(first.recording_id, first.performer_id)
    session.expire_all()
    assert not right_of(session, first).alone
    assert not right_of(session, second).alone
