"""Several who plan, approve, reject and hold at the same moment: one run, nobody twice."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.earnings import moving
from payouts.earnings.errors import EarningMoved
from payouts.earnings.models import EarningState
from payouts.pay_runs import approving, opening, planning, rules, sums
from payouts.pay_runs.errors import AnotherWaits, ApprovedBefore, NothingToPay, RunIsNotPlanned
from payouts.pay_runs.models import Payout, PayoutState, RunState
from tests.databases.crowd import at_once
from tests.payouts.earnings.earned import collected, published
from tests.payouts.pay_runs.earned import all_of, earn, faults, over, runs

pytestmark = pytest.mark.usefixtures("each_connection", "session")
PEOPLE = 12


@pytest.fixture
def earnings(monkeypatch):
    """Of a dozen people, planned three at a time."""
    monkeypatch.setattr(planning, "AT_ONCE", 3)
    for _ in range(PEOPLE):
        published(new_id(), 6_000, 1_500)
    while collected():
        pass
    over()


def failed(outcomes, *expected):
    return [each for each in outcomes if isinstance(each, Exception) and type(each) not in expected]


def everybody_once():
    assert faults() == []
    live = [each for each in all_of(Payout) if each.state is not PayoutState.VOID]
    assert len(live) == len({each.performer_id for each in live}) == PEOPLE
    assert {each.amount_minor for each in live} == {7_500}


def test_schedulers_make_one_run(app, earnings):
    outcomes = at_once(app, 6, lambda _: opening.plan_due())
    assert failed(outcomes) == []
    assert sum(each is not None for each in outcomes) == 1
    assert [each.state for each in runs()] == [RunState.PLANNED]
    everybody_once()


def test_a_scheduled_run_and_one_on_demand_share_nobody(app, earnings, cast):
    acts = (
        opening.plan_due,
        lambda: opening.plan_on_demand(because="Now.", actor=cast.fay.actor),
    )
    outcomes = at_once(app, 6, lambda n: acts[n % 2]())
    assert failed(outcomes, AnotherWaits, NothingToPay) == []
    assert all(each.state is not RunState.PLANNING for each in runs())
    everybody_once()


def test_many_approvals_are_two_peoples(app, earnings, cast):
    minimum, second = Money(0, "EUR"), Money(1, "EUR")
    actor = cast.fay.actor
    rules.change_rule(payable=True, minimum=minimum, second=second, because="x", actor=actor)
    run_id = opening.plan_due()
    fingerprint = sums.fingerprint(runs()[0], sums.totals(db.session(), [run_id])[run_id])
    people = (cast.fay, cast.admin)
    outcomes = at_once(
        app, 8, lambda n: approving.approve_run(run_id, fingerprint, actor=people[n % 2].actor)
    )
    assert failed(outcomes, ApprovedBefore, RunIsNotPlanned) == []
    assert sorted(each for each in outcomes if isinstance(each, bool)) == [False, True]
    assert {each.state for each in all_of(Payout)} == {PayoutState.APPROVED}
    everybody_once()


def test_approving_and_rejecting_one_wins(app, earnings, cast):
    run_id = opening.plan_due()
    fingerprint = sums.fingerprint(runs()[0], sums.totals(db.session(), [run_id])[run_id])
    acts = (
        lambda: approving.approve_run(run_id, fingerprint, actor=cast.fay.actor),
        lambda: approving.reject_run(run_id, "No.", actor=cast.admin.actor),
    )
    outcomes = at_once(app, 6, lambda n: acts[n % 2]())
    assert failed(outcomes, RunIsNotPlanned) == []
    assert sum(not isinstance(each, Exception) for each in outcomes) == 1
    (state,) = {each.state for each in all_of(Payout)}
    approved = runs()[0].state is RunState.APPROVED
    assert state is (PayoutState.APPROVED if approved else PayoutState.VOID)
    assert faults() == []


def test_what_is_held_at_that_moment_is_held_or_planned_and_never_both(app, cast):
    ids = [earn(cast.omar.id, 5_000) for _ in range(3)]
    over()

    def held(earning_id) -> None:
        with transaction() as session:
            moving.move(session, [earning_id], EarningState.PAYABLE, EarningState.HELD)

    def act(number):
        return opening.plan_due() if number == 3 else held(ids[number])

    outcomes = at_once(app, 4, act)
    assert failed(outcomes, EarningMoved) == []
    holds = sum(each is None for each in outcomes[:3])
    planned = sum(each.amount_minor for each in all_of(Payout))
    assert planned == (3 - holds) * 5_000
    assert faults() == []


def test_a_plan_that_was_stopped_is_gone_on_with_a_day_later(earnings, monkeypatch):
    """By two, each of whom finds what the other has done."""
    told = []

    def stops(session, run) -> None:
        told.append(run.number)
        if len(told) == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(planning, "_finish", stops)
    with pytest.raises(KeyboardInterrupt):
        opening.plan_due()
    assert [each.state for each in runs()] == [RunState.PLANNING]
    monkeypatch.undo()
    clock.move(timedelta(days=1))
    assert opening.plan_due() is None
    assert [each.state for each in runs()] == [RunState.PLANNED]
    everybody_once()


def test_a_plan_that_leaves_earnings_payable_would_be_found_out(earnings, monkeypatch):
    """The planted fault: what is planned and stays payable is paid again."""
    monkeypatch.setattr("payouts.earnings.settling.claim", lambda _session, _payouts: {})
    opening.plan_due()
    assert any("lines say" in fault for fault in faults())
