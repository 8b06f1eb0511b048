"""A breach has 72 hours from the learning; performers are told, and it ends with an outcome."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.jurisdictions import actions as rules
from consent.jurisdictions.actions import NewRule
from consent.jurisdictions.words import EVERYWHERE, RuleCode
from consent.ledger.explaining.terms import Limits
from consent.licences.breaches import actions, queries
from consent.licences.breaches.actions import NewBreach
from consent.licences.breaches.errors import (
    AlreadyNotified,
    BreachClosed,
    BreachNotFound,
    LearnedLater,
    NotNotified,
    NotOpenToClient,
)
from consent.licences.breaches.jobs import warn
from consent.licences.breaches.models import BreachOutcome, BreachState
from consent.rights.withdrawing import withdraw_recording
from foundation import clock
from foundation.database import db
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.notices.models import Notice
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.grants.granted import ENDS_ON, allowing
from tests.consent.licences.licensed import licensed
from tests.consent.licences.working import ran
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database")
NORTH = Limits(ends_on=ENDS_ON, clients=(NORTHLAB,))


def new(**more):
    learned = clock.now() - timedelta(hours=10)
    return NewBreach(**{"client_id": NORTHLAB, "learned_at": learned, "what": "A clone.", **more})


@pytest.fixture
def breach(cast):
    licensed(cast.ada)
    return actions.record_breach(new(), actor=cast.ada.actor)


def found(breach_id, cast):
    db.session.rollback()
    return queries.breach(db.session(), breach_id, cast.cora.actor).breach


def told(kind):
    db.session.rollback()
    return set(db.session().scalars(select(Notice.account_id).where(Notice.kind == kind)))


def tell(breach_id, cast, seen=1):
    return actions.tell_performers(breach_id, seen, "It was stopped.", actor=cast.cora.actor)


def close(breach_id, cast, outcome=BreachOutcome.REMEDIED):
    seen = found(breach_id, cast).version
    actions.close_breach(breach_id, seen, outcome, "Deleted.", actor=cast.cora.actor)


def test_the_hours_run_from_the_learning_not_from_the_recording(breach, cast):
    assert found(breach, cast).notify_by == clock.now() + timedelta(hours=62)


def test_the_hours_are_those_of_the_rule_table(cast):
    rule = NewRule(
        jurisdiction=EVERYWHERE,
        code=RuleCode.BREACH_NOTICE_HOURS,
        value=24,
        effective_from=clock.now().date(),
        source="Our own rule.",
    )
    proposed = rules.propose_rule(rule, actor=cast.cora.actor)
    rules.confirm_rule(proposed, actor=cast.admin.actor)
    recorded = actions.record_breach(new(), actor=cast.cora.actor)
    assert found(recorded, cast).notify_by == clock.now() + timedelta(hours=14)


def test_it_names_the_licence_that_held_when_it_was_learnt(breach, cast):
    assert found(breach, cast).licence_id is not None


def test_compliance_hears_of_it_at_once(breach, cast):
    assert cast.cora.id in told("breach.recorded")


def test_without_recordings_all_who_allow_the_client_something_are_told(breach, cast):
    allowing(performer=cast.omar.id, limits=NORTH)
    allowing(performer=cast.mira.id, limits=Limits(ends_on=ENDS_ON, clients=(RIVALLAB,)))
    assert tell(breach, cast) == 1
    assert told("breach.notified") == {cast.omar.id}
    assert found(breach, cast).state is BreachState.NOTIFIED


def test_with_recordings_those_in_them_are_told(cast):
    grant = allowing(performer=cast.mira.id, limits=NORTH)
    allowing(performer=cast.omar.id, limits=NORTH)
    recorded = actions.record_breach(new(recordings=[grant.recording_id]), actor=cast.cora.actor)
    tell(recorded, cast)
    assert told("breach.notified") == {cast.mira.id}


def test_a_recording_that_was_never_open_to_the_client_is_refused(cast):
    other = allowing(performer=cast.mira.id, limits=Limits(ends_on=ENDS_ON, clients=(RIVALLAB,)))
    with pytest.raises(NotOpenToClient):
        actions.record_breach(new(recordings=[other.recording_id]), actor=cast.ada.actor)


def test_performers_are_told_once(breach, cast):
    tell(breach, cast)
    with pytest.raises(AlreadyNotified):
        tell(breach, cast, seen=2)


def test_who_saw_an_older_state_is_refused(breach, cast):
    with pytest.raises(AlreadyNotified):
        tell(breach, cast, seen=7)


def test_it_is_closed_once_those_concerned_were_told(breach, cast):
    with pytest.raises(NotNotified):
        close(breach, cast)
    tell(breach, cast)
    close(breach, cast)
    assert found(breach, cast).outcome is BreachOutcome.REMEDIED
    assert cast.ada.id in told("breach.closed")
    with pytest.raises(BreachClosed):
        close(breach, cast)


def test_what_was_no_breach_is_closed_without_telling_performers(breach, cast):
    close(breach, cast, BreachOutcome.NO_BREACH)
    assert found(breach, cast).state is BreachState.CLOSED


def test_compliance_is_warned_a_day_before_the_hours_are_over_and_once(breach, cast):
    assert ran(warn) == "0 warned"
    clock.move(timedelta(hours=39))
    assert ran(warn) == "1 warned"
    assert ran(warn) == "0 warned"
    assert cast.cora.id in told("breach.pressing")


def test_nobody_learns_of_a_breach_in_the_future(cast):
    with pytest.raises(LearnedLater):
        actions.record_breach(
            new(learned_at=clock.now() + timedelta(hours=1)), actor=cast.ada.actor
        )


@pytest.mark.parametrize("who", ["ben", "vera", "rolf", "omar", "remy"])
def test_only_the_owner_and_compliance_record_it(cast, who):
    with pytest.raises(NotPermitted):
        actions.record_breach(new(), actor=getattr(cast, who).actor)


@pytest.mark.parametrize("who", ["ada", "remy", "omar"])
def test_only_compliance_tells_and_closes(breach, cast, who):
    actor = getattr(cast, who).actor
    with pytest.raises(NotPermitted):
        actions.tell_performers(breach, 1, "x", actor=actor)
    with pytest.raises(NotPermitted):
        actions.close_breach(breach, 1, BreachOutcome.NO_BREACH, "x", actor=actor)


def test_another_client_does_not_see_it(breach, cast):
    with pytest.raises(BreachNotFound):
        queries.breach(db.session(), breach, cast.rolf.actor)
    assert queries.breaches(db.session(), cast.rolf.actor) == []
    assert len(queries.breaches(db.session(), cast.ben.actor)) == 1


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(BreachNotFound):
        tell(new_id(), cast)


def test_who_withdrew_because_of_it_still_reads_what_they_were_told(cast, breach):
    (omars,) = recorded(cast.omar.id)
    tell(breach, cast)
    clock.move(timedelta(days=1))
    withdraw_recording(omars.recording_id, actor=cast.omar.actor)
    db.session.rollback()
    assert queries.breach(db.session(), breach, cast.omar.actor).words.told == "It was stopped."


def test_who_came_after_it_was_told_does_not_learn_of_it(cast, breach):
    recorded(cast.omar.id)
    tell(breach, cast)
    clock.move(timedelta(days=1))
    recorded(cast.mira.id)
    with pytest.raises(BreachNotFound):
        queries.breach(db.session(), breach, cast.mira.actor)
