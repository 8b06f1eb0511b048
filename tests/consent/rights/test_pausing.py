"""Pausing one recording, by its performer or for a cause, and lifting the pause."""

from datetime import date, timedelta

import pytest

from consent.decisions.deciding import decide
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.rights.errors import (
    NothingAllowed,
    NotPausedByYou,
    NotYourCause,
    PausedAlready,
    PauseInThePast,
    RightNotFound,
)
from consent.rights.one_use import resume_uses
from consent.rights.pausing import (
    resume_from_cause,
    resume_recording,
    suspend_for_cause,
    suspend_recording,
)
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.errors import NotPermitted
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)
TO_GENERATE = Purpose(client=NORTHLAB, use=Use.GENERATIVE_TRAINING)
DISPUTE = SuspensionCause.DISPUTE


@pytest.fixture
def recording(cast):
    (grant,) = recorded(cast.omar.id)
    return grant.recording_id


def test_a_paused_recording_is_refused_until_it_is_resumed(session, cast, recording):
    suspend_recording(recording, actor=cast.omar.actor)
    assert not decide(session, recording, TO_EVALUATE).permitted
    resume_recording(recording, actor=cast.omar.actor)
    assert decide(session, recording, TO_EVALUATE).permitted


def test_some_uses_may_be_paused_alone(session, cast, recording):
    some = frozenset((Use.GENERATIVE_TRAINING,))
    suspend_recording(recording, uses=some, actor=cast.omar.actor)
    assert not decide(session, recording, TO_GENERATE).permitted
    assert decide(session, recording, TO_EVALUATE).permitted


def test_a_pause_ends_by_itself_after_its_last_day(session, cast, recording):
    suspend_recording(recording, until=date(2026, 3, 9), actor=cast.omar.actor)
    assert not decide(session, recording, TO_EVALUATE, date(2026, 3, 9)).permitted
    assert decide(session, recording, TO_EVALUATE, date(2026, 3, 10)).permitted


def test_the_same_pause_again_is_refused(cast, recording):
    suspend_recording(recording, actor=cast.omar.actor)
    with pytest.raises(PausedAlready):
        suspend_recording(recording, actor=cast.omar.actor)


def test_a_pause_that_is_over_may_begin_again(session, cast, recording):
    day = clock.now().date()
    suspend_recording(recording, until=day, actor=cast.omar.actor)
    clock.move(timedelta(days=1))
    suspend_recording(recording, until=day + timedelta(days=1), actor=cast.omar.actor)
    assert not decide(session, recording, TO_EVALUATE).permitted


def test_one_use_is_resumed_alone_and_other_pauses_hold_on(session, cast, recording):
    generating, evaluating = frozenset((Use.GENERATIVE_TRAINING,)), frozenset((Use.EVALUATION,))
    for uses in (generating, evaluating):
        suspend_recording(recording, uses=uses, actor=cast.omar.actor)
    resume_uses(recording, generating, actor=cast.omar.actor)
    assert decide(session, recording, TO_GENERATE).permitted
    assert not decide(session, recording, TO_EVALUATE).permitted
    resume_uses(recording, evaluating, actor=cast.omar.actor)
    assert decide(session, recording, TO_EVALUATE).permitted


def test_every_pause_of_a_use_ends_when_it_is_resumed(session, cast, recording):
    evaluating = frozenset((Use.EVALUATION,))
    suspend_recording(recording, uses=evaluating, until=date(2026, 5, 1), actor=cast.omar.actor)
    suspend_recording(recording, uses=evaluating, actor=cast.omar.actor)
    resume_uses(recording, evaluating, actor=cast.omar.actor)
    assert decide(session, recording, TO_EVALUATE).permitted


def test_a_pause_of_everything_is_not_lifted_by_resuming_one_use(session, cast, recording):
    suspend_recording(recording, actor=cast.omar.actor)
    with pytest.raises(NotPausedByYou):
        resume_uses(recording, frozenset((Use.EVALUATION,)), actor=cast.omar.actor)
    assert not decide(session, recording, TO_EVALUATE).permitted


def test_one_use_is_resumed_by_its_performer_alone(cast, recording):
    evaluating = frozenset((Use.EVALUATION,))
    suspend_recording(recording, uses=evaluating, actor=cast.omar.actor)
    with pytest.raises(RightNotFound):
        resume_uses(recording, evaluating, actor=cast.mira.actor)


def test_a_use_that_was_never_given_cannot_be_paused(cast, recording):
    with pytest.raises(NothingAllowed):
        suspend_recording(recording, uses=frozenset((Use.MARKETING,)), actor=cast.omar.actor)


def test_resuming_ends_every_pause_of_ones_own(session, cast, recording):
    suspend_recording(recording, until=date(2026, 5, 1), actor=cast.omar.actor)
    suspend_recording(recording, actor=cast.omar.actor)
    resume_recording(recording, actor=cast.omar.actor)
    assert decide(session, recording, TO_EVALUATE).permitted


def test_a_pause_cannot_end_before_it_begins(cast, recording):
    with pytest.raises(PauseInThePast):
        suspend_recording(recording, until=date(2026, 3, 1), actor=cast.omar.actor)


def test_what_is_not_paused_cannot_be_resumed(cast, recording):
    with pytest.raises(NotPausedByYou):
        resume_recording(recording, actor=cast.omar.actor)


def test_a_performer_cannot_lift_what_compliance_paused(session, cast, recording):
    suspend_for_cause(recording, DISPUTE, actor=cast.cora.actor)
    with pytest.raises(NotPausedByYou):
        resume_recording(recording, actor=cast.omar.actor)
    assert not decide(session, recording, TO_EVALUATE).permitted


def test_compliance_lifts_its_own_cause_and_no_other(session, cast, recording):
    suspend_for_cause(recording, DISPUTE, actor=cast.cora.actor)
    suspend_recording(recording, actor=cast.omar.actor)
    with pytest.raises(NotYourCause):
        resume_from_cause(recording, SuspensionCause.OWN_CHOICE, actor=cast.cora.actor)
    resume_from_cause(recording, DISPUTE, actor=cast.cora.actor)
    assert not decide(session, recording, TO_EVALUATE).permitted
    resume_recording(recording, actor=cast.omar.actor)
    assert decide(session, recording, TO_EVALUATE).permitted


def test_compliance_cannot_pause_in_a_performers_name(cast, recording):
    with pytest.raises(NotYourCause):
        suspend_for_cause(recording, SuspensionCause.STRIKE, actor=cast.cora.actor)


def test_a_cause_is_for_who_keeps_rights(cast, recording):
    for person in (cast.omar, cast.ada, cast.remy):
        with pytest.raises(NotPermitted):
            suspend_for_cause(recording, DISPUTE, actor=person.actor)
        with pytest.raises(NotPermitted):
            resume_from_cause(recording, DISPUTE, actor=person.actor)


def test_nobody_else_pauses_it(cast, recording):
    with pytest.raises(RightNotFound):
        suspend_recording(recording, actor=cast.mira.actor)
    suspend_recording(recording, actor=cast.omar.actor)
    with pytest.raises(RightNotFound):
        resume_recording(recording, actor=cast.mira.actor)
