"""The demo's people see pay that is held, that is free, and that may have been too much."""

from sqlalchemy import func, select

from foundation import hooks
from foundation.demo import USUAL
from payouts.earnings.hold_models import PayHold
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.reduction_models import Reduction


def counts(session):
    session.rollback()
    of = Earning
    states = select(of.state, func.count()).group_by(of.state)
    return (
        {state: count for state, count in session.execute(states)},
        session.scalar(select(func.count()).select_from(PayHold)),
        session.scalar(select(func.count()).select_from(Reduction)),
    )


def test_there_is_something_to_see_and_a_second_start_adds_nothing(app, session):
    for _ in range(2):
        for provider in hooks.demo:
            list(provider(USUAL))
        states, holds, reductions = counts(session)
        assert states[EarningState.HELD] == holds == 2
        assert states[EarningState.PAYABLE] > 0
        assert reductions == 1
