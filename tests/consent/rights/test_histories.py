"""Whatever people and jobs do in whatever order: decisions are as plain as the plainest account,
and what the ledger says, replayed, is what decisions read."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from consent.console.checks import replaying
from consent.grants.models import Right, State
from consent.keeping.jobs import keep
from consent.ledger.auditing import further
from foundation.database import db, transaction
from tests.consent.rights.acted import History

KINDS = (
    *("register", "register", "narrow", "suspend", "resume", "strike", "withdraw"),
    *("withdraw_all", "renew", "jobs", "move"),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.integers(0, 9), st.integers(0, 45)),
    min_size=4,
    max_size=18,
)
QUICKLY = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


def live(steps):
    """Each begins where the one before ended: a log is never younger than its entries."""
    history = History()
    history.register(0, 1)
    for step in steps:
        history.step(*step)
        history.check()
    return history


def replayed():
    keep()
    wrong = [each.sentence for each in replaying.ask(db.session())]
    db.session.rollback()
    return wrong


def audited():
    """What the audit of the ledger asks of grants, as the application composes it."""
    faults = [each for check in further.checks_of for each in check(db.session())]
    db.session.rollback()
    return faults


@pytest.mark.usefixtures("app")
@QUICKLY
@given(STEPS)
def test_decisions_and_the_ledger_agree_with_the_plainest_account(steps):
    live(steps)
    assert replayed() == []
    assert audited() == []


@pytest.mark.proof
@pytest.mark.usefixtures("app")
@settings(QUICKLY, max_examples=300, derandomize=False)
@given(STEPS)
def test_over_many_histories_too(steps):
    live(steps)
    assert replayed() == []


@pytest.mark.usefixtures("app")
def test_a_right_that_says_otherwise_than_its_ledger_would_be_found():
    """Planted: somebody changed what decisions read, and told nobody."""
    live([("register", 0, 0, 1)])
    with transaction() as session:
        session.execute(update(Right).values(state=State.WITHDRAWN))
    assert any("says otherwise than the ledger" in each for each in replayed())
    assert any("says otherwise" in each.sentence for each in audited())


@pytest.mark.usefixtures("app")
def test_a_decision_that_differs_would_be_found():
    """Planted: the account says of one use what nobody did."""
    history = live([("register", 0, 0, 1)])
    next(iter(history.given.values()))[0].uses.clear()
    with pytest.raises(AssertionError):
        history.check()
