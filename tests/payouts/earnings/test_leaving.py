"""Who closes their account is still owed what they earned; what was written about them goes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.database import db, transaction
from payouts.earnings import own_data
from payouts.earnings.hold_models import HoldDecision
from payouts.earnings.holding import end_hold
from payouts.earnings.reduction_models import Reduction
from tests.payouts.earnings.earned import earned, payable
from tests.payouts.earnings.test_holding import TEXT, held
from tests.payouts.earnings.test_reducing import EVIDENCE, applied, proposed


@pytest.fixture
def history(cast):
    """Of each what is over and what is not."""
    first, second, third = earned(cast.omar.id, 1_000, 500, 200)
    end_hold(held(first, cast.fay), "Right.", actor=cast.fay.actor)
    applied(first, 100, cast.fay)
    held(second, cast.fay)
    proposed(third, 100, cast.fay)


def words(session):
    session.rollback()
    return (
        sorted(session.scalars(select(HoldDecision.text))),
        sorted(session.scalars(select(Reduction.evidence))),
    )


@pytest.mark.usefixtures("history")
def test_words_go_once_they_are_over_and_money_stays(cast, session):
    with transaction() as writing:
        own_data.forget(writing, cast.mira.id)
    assert words(session) == (["Right.", TEXT, TEXT], [EVIDENCE, EVIDENCE])
    with transaction() as writing:
        own_data.forget(writing, cast.omar.id)
    assert words(session) == (["", "", TEXT], ["", EVIDENCE])
    assert own_data.forget in hooks.erase_of
    assert sum(each.left.amount_minor for each in payable()) == 1_100


@pytest.mark.usefixtures("history")
def test_money_that_is_owed_keeps_nobody_from_closing(cast):
    clock.move(timedelta(days=1))
    reasons = hooks.reasons_against_closing(db.session(), cast.omar.id)
    assert not any("earn" in each or "pay" in each for each in reasons)
