"""Whatever people and jobs do in whatever order: decisions are as plain as the plainest account,
whoever has a copy of what ended was asked for it once, and the ledger, replayed, says the same."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from consent.console.checks import replaying
from consent.grants.models import Right, State
from consent.holders import handing
from consent.keeping.jobs import keep
from consent.ledger.auditing import further
from consent.licences import queries
from consent.rights import telling
from foundation import clock
from foundation.database import db, transaction
from tests.consent.licences.licensed import published, terms
from tests.consent.rights.acting.copies import MONTHS
from tests.consent.rights.acting.history import KINDS, History

STEPS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 1), st.integers(0, 9), st.integers(0, 45)),
    min_size=16,
    max_size=30,
)
QUICKLY = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
PARTS, IN_EACH = 10, 30


def live(version: UUID, steps) -> History:
    """Each begins where the one before ended: a log is never younger than its entries."""
    history = History(version)
    history.begin()
    for step in steps:
        history.step(*step)
        history.check()
    history.check_together()
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


@pytest.fixture
def version(app):
    return published(terms(months=MONTHS))


@pytest.mark.usefixtures("each_database")
def test_decisions_recalls_and_the_ledger_agree_with_the_plainest_account(version):
    done, refused = Counter(), Counter()

    @QUICKLY
    @given(STEPS)
    def agree(steps):
        history = live(version, steps)
        assert replayed() == []
        done.update(history.done)
        refused.update(history.refused)

    agree()
    assert audited() == []
    assert {"deliver", "attest_recall", "narrow_recording", "withdraw_all", "jobs"} <= set(done)
    assert "deliver" in refused


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("part", range(PARTS))
def test_over_many_histories_too(version, part):
    """In parts, because each asks the whole of its ledger again after each of its histories."""

    @settings(QUICKLY, max_examples=IN_EACH, derandomize=False)
    @given(STEPS)
    def agree(steps):
        live(version, steps)
        assert replayed() == []

    agree()
    assert audited() == []


@pytest.fixture
def history(version):
    found = History(version)
    found.begin()
    return found


def test_a_right_that_says_otherwise_than_its_ledger_would_be_found(history):
    """Planted: somebody changed what decisions read, and told nobody."""
    with transaction() as session:
        session.execute(update(Right).values(state=State.WITHDRAWN))
    assert any("says otherwise than the ledger" in each for each in replayed())
    assert any("says otherwise" in each.sentence for each in audited())


def test_a_decision_that_differs_would_be_found(history):
    """Planted: the account says of one use what nobody did."""
    next(iter(history.account.given.values()))[0].uses.clear()
    with pytest.raises(AssertionError):
        history.check()


def test_a_holder_that_nobody_asked_would_be_found(history, monkeypatch):
    """Planted: a withdrawal that forgets who has a copy."""
    monkeypatch.setattr(telling, "end_copies", lambda *_: None)
    history.step("withdraw", 0, 0, 0)
    with pytest.raises(AssertionError):
        history.check()


def test_a_delivery_that_nobody_decided_would_be_found(history, monkeypatch):
    """Planted: the gate takes the client's licence for the performer's consent."""
    history.step("withdraw", 0, 0, 0)
    monkeypatch.setattr(handing, "refuse_what_is_not_permitted", lambda *_: {})
    with pytest.raises(AssertionError, match="deliver"):
        history.step("deliver", 0, 0, 1)


def test_a_delivery_without_a_licence_would_be_found(history, monkeypatch):
    """Planted: the gate goes on with a licence that has ended."""
    found = queries.licence_for(db.session(), history.clients[1], clock.now().date())
    db.session.rollback()
    history.step("end_licence", 1, 0, 0)
    monkeypatch.setattr(handing, "licensed", lambda *_: found)
    with pytest.raises(AssertionError, match="deliver"):
        history.step("deliver", 0, 0, 1)
