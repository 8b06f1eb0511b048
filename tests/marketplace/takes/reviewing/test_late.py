"""A deadline is kept by whoever comes after it, also where the job that acts on it is late."""

from datetime import timedelta

import pytest

from foundation.clock import hold, move
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.takes import deciding, steps
from marketplace.takes.appeals import queries
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.errors import GrantedByNow
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing import jobs
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.errors import AcceptedByNow
from tests.marketplace.takes.played import begun, fit, met, sent, signed_sisters, take, to_judge
from tests.marketplace.takes.reviewing.opinions import again, bad, good

pytestmark = pytest.mark.usefixtures("session")
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize("opinion", [bad(), again()], ids=["rejected", "asked again"])
def test_what_is_to_be_accepted_by_now_is_only_accepted(cast, opinion):
    take_id = to_judge(cast)
    move(steps.JUDGED_WITHIN)
    with pytest.raises(AcceptedByNow):
        decide_take(take_id, opinion, actor=cast.ben.actor)
    decide_take(take_id, good(take_id), actor=cast.ben.actor)
    assert take(take_id).state is TakeState.ACCEPTED


def test_a_second_before_it_is_rejected_like_any_other(cast):
    take_id = to_judge(cast)
    move(steps.JUDGED_WITHIN - SECOND)
    decide_take(take_id, bad(), actor=cast.ben.actor)
    assert take(take_id).state is TakeState.REJECTED


@pytest.mark.parametrize(("left", "refused"), [(SECOND, False), (0 * SECOND, True)])
def test_an_appeal_that_is_to_be_granted_by_now_is_not_refused(cast, left, refused):
    take_id = to_judge(cast)
    decide_take(take_id, bad(), actor=cast.ben.actor)
    appeal_take(take_id, "It belongs there.", actor=cast.omar.actor)
    hold(queries.appeal_of(db.session(), take_id).due_at - left)
    answer = [take_id, AppealOutcome.UPHELD, "No."]
    if refused:
        with pytest.raises(GrantedByNow):
            decide_appeal(*answer, actor=cast.remy.actor)
        answer[1] = AppealOutcome.OVERTURNED
    decide_appeal(*answer, actor=cast.remy.actor)
    assert take(take_id).state is (TakeState.ACCEPTED if refused else TakeState.REJECTED)


def test_one_that_cannot_be_accepted_holds_up_no_other(cast, monkeypatch):
    """Planted: the first that is due fails each time."""
    booking_id = met(cast, signed_sisters(cast))
    stuck, other = sorted(_complete(cast, booking_id) for _ in range(2))
    monkeypatch.setattr(deciding, "accept", _but(stuck, deciding.accept))
    move(steps.JUDGED_WITHIN)
    db.session.remove()
    run_due(jobs.JOBS, new_id(), even_if_not_due=True)
    assert take(stuck).state is TakeState.TO_JUDGE
    assert take(other).state is TakeState.ACCEPTED


def _complete(cast, booking_id):
    take_id = begun(cast, booking_id)
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    return take_id


def _but(stuck, accept):
    def accept_others(session, one, **named):
        if one.id == stuck:
            raise LookupError
        accept(session, one, **named)

    return accept_others
