"""Sixteen people decide one take at the same moment: one decision, one price; and two takes of one
booking asked for again at once are counted one after the other."""

import pytest
from sqlalchemy import select

from foundation.database import db
from marketplace.bookings.errors import PriceChanged
from marketplace.takes import deciding
from marketplace.takes.errors import TakeNotInThatState
from marketplace.takes.models import TakeState
from marketplace.takes.reviewing import actions
from marketplace.takes.reviewing.actions import decide_take
from marketplace.takes.reviewing.models import TakeReview
from tests.databases.crowd import at_once
from tests.marketplace.takes.played import earned, take, to_judge
from tests.marketplace.takes.reviewing.opinions import again, bad, good
from tests.marketplace.takes.reviewing.test_retakes import booking, played


def sixteen_decide(app, cast):
    """Half of them accept it, half reject it."""
    take_id = to_judge(cast)
    said = [good(take_id), bad()] * 8
    people = [cast.ben, cast.ada] * 8
    db.session.remove()
    outcomes = at_once(
        app, 16, lambda who: decide_take(take_id, said[who], actor=people[who].actor)
    )
    return take_id, outcomes


@pytest.mark.usefixtures("each_connection")
def test_of_sixteen_at_once_one_decides_and_it_is_priced_once(app, cast):
    take_id, outcomes = sixteen_decide(app, cast)
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert ({type(each) for each in refused}, len(refused)) == ({TakeNotInThatState}, 15), refused
    assert len(db.session().scalars(select(TakeReview)).all()) == 1
    accepted = take(take_id).state is TakeState.ACCEPTED
    assert len(earned("take")) == (2 if accepted else 0)


def test_a_decision_that_asks_nobody_would_be_found(app, cast, monkeypatch):
    """Planted: nothing looks at the take's state, so each decides."""
    monkeypatch.setattr(deciding.steps, "refuse_unless", lambda *_: None)
    monkeypatch.setattr(actions.sampling, "ask_if_sampled", lambda *_: None)
    _, outcomes = sixteen_decide(app, cast)
    assert sum(not isinstance(each, Exception) for each in outcomes) > 1


@pytest.mark.usefixtures("each_connection")
def test_of_two_asked_for_again_at_once_one_is_included(app, cast):
    booking_id = booking(cast, included=1)
    takes = [played(cast, booking_id) for _ in range(2)]
    people = (cast.ben, cast.ada)
    db.session.remove()
    found = at_once(app, 2, lambda n: decide_take(takes[n], again(), actor=people[n].actor))
    refused = [each for each in found if each is not None]
    assert [type(each) for each in refused] == [PriceChanged], refused
