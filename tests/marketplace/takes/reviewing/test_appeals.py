"""A rejection is appealed once, answered by somebody else in time, and paid once at most."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.clock import move
from foundation.database import db
from marketplace.takes.appeals import queries
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.errors import AppealNotFound, OwnDecision, TooLateToAppeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.appeals.steps import due_after
from marketplace.takes.codes import Code
from marketplace.takes.errors import TakeNotFound, TakeNotInThatState
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.delegating import delegate
from tests.marketplace.takes.played import earned, take, to_judge
from tests.marketplace.takes.reviewing.opinions import bad, run
from tests.marketplace.takes.reviewing.test_judging import request_of

pytestmark = pytest.mark.usefixtures("session")


def rejected(cast, code=Code.TECHNICAL, by="ben"):
    take_id = to_judge(cast)
    decide_take(take_id, bad(code), actor=getattr(cast, by).actor)
    return take_id


def appealed(cast, **said):
    take_id = rejected(cast, **said)
    appeal_take(take_id, "It is the scene's own noise.", actor=cast.mira.actor)
    return take_id


def test_somebody_else_overturns_it_and_both_are_paid(cast):
    take_id = appealed(cast)
    assert [each.appeal.take_id for each in queries.open_for(db.session(), cast.remy.id)]
    decide_appeal(take_id, AppealOutcome.OVERTURNED, "It belongs there.", actor=cast.remy.actor)
    assert take(take_id).state is TakeState.ACCEPTED
    assert len(earned("take")) == 2
    found = queries.overturns_of(db.session(), take(take_id).client_id)
    assert (found.decided, found.overturned, found.hundredths) == (1, 1, 100)


def test_what_is_upheld_stays_rejected_and_is_not_appealed_again(cast):
    take_id = appealed(cast)
    decide_appeal(take_id, AppealOutcome.UPHELD, "It hides the words.", actor=cast.remy.actor)
    with pytest.raises(TooLateToAppeal):
        appeal_take(take_id, "Once more.", actor=cast.omar.actor)
    assert (take(take_id).state, earned("take")) == (TakeState.REJECTED, [])
    assert queries.overturns_of(db.session(), take(take_id).client_id).hundredths == 0


def test_nobody_answers_an_appeal_against_their_own_decision(cast):
    """Planted: a reviewer who decided it for the client, and would now do so for us."""
    take_id = to_judge(cast)
    delegate(request_of(take_id), cast.remy.id, actor=cast.ben.actor)
    decide_take(take_id, bad(), actor=cast.remy.actor)
    appeal_take(take_id, "No.", actor=cast.omar.actor)
    assert queries.open_for(db.session(), cast.remy.id) == []
    with pytest.raises(OwnDecision):
        decide_appeal(take_id, AppealOutcome.UPHELD, "Yes.", actor=cast.remy.actor)
    assert take(take_id).state is TakeState.APPEALED


@pytest.mark.parametrize("name", ["ben", "ada", "rolf", "omar", "cleo", "cora", "admin"])
def test_to_who_answers_none_there_is_no_appeal(cast, name):
    take_id = appealed(cast)
    with pytest.raises(AppealNotFound):
        decide_appeal(take_id, AppealOutcome.UPHELD, "x", actor=getattr(cast, name).actor)


@pytest.mark.parametrize("name", ["ben", "otto", "remy"])
def test_only_who_plays_in_it_appeals(cast, name):
    take_id = rejected(cast)
    with pytest.raises(TakeNotFound):
        appeal_take(take_id, "x", actor=getattr(cast, name).actor)


def test_it_can_be_appealed_for_fourteen_days(cast):
    take_id = rejected(cast)
    move(timedelta(days=14, minutes=1))
    with pytest.raises(TooLateToAppeal):
        appeal_take(take_id, "x", actor=cast.omar.actor)


def test_one_appeal_is_for_all(cast):
    take_id = appealed(cast)
    with pytest.raises(TakeNotInThatState):
        appeal_take(take_id, "x", actor=cast.omar.actor)


def test_what_nobody_answers_in_five_working_days_is_granted(cast):
    take_id = appealed(cast)
    due = queries.appeal_of(db.session(), take_id).due_at
    move(due - take(take_id).judged_at - timedelta(minutes=1))
    run("takes.accept_unanswered")
    assert take(take_id).state is TakeState.APPEALED
    move(timedelta(minutes=1))
    run("takes.accept_unanswered")
    assert take(take_id).state is TakeState.ACCEPTED
    assert len(earned("take")) == 2


def test_a_stop_that_was_paid_is_not_paid_again_when_it_is_accepted(cast):
    take_id = appealed(cast, code=Code.PLATFORM_FAULT)
    decide_appeal(take_id, AppealOutcome.OVERTURNED, "It is fine.", actor=cast.remy.actor)
    assert (len(earned("stop")), earned("take")) == (2, [])


def test_working_days_leave_out_saturday_and_sunday():
    friday = datetime(2026, 4, 17, 15, 0, tzinfo=UTC)
    assert due_after(friday) == datetime(2026, 4, 24, 15, 0, tzinfo=UTC)


def test_everybody_reads_beside_a_posting_how_its_client_judges(cast, client):
    take_id = appealed(cast)
    path = f"/gigs/{take(take_id).gig_id}"
    assert "Takes rejected: 1 of 1 (100 %)." in client.get(path).text
    decide_appeal(take_id, AppealOutcome.OVERTURNED, "It belongs there.", actor=cast.remy.actor)
    page = client.get(path).text
    assert "Takes rejected: 0 of 1 (0 %)." in page
    assert "Appeals granted against it: 1 of 1 (100 %)." in page
