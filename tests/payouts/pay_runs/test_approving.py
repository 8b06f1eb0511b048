"""Who lets a run go, and what nobody can do to it any more."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from foundation.database import db, transaction
from foundation.money import Money
from foundation.notices.models import Notice
from foundation.webhooks.models import Event
from payouts.pay_runs import approving, opening, rules, sums, voiding
from payouts.pay_runs.errors import (
    ApprovedBefore,
    OwnPayment,
    RunChanged,
    RunIsNotPlanned,
    RunNotFound,
)
from payouts.pay_runs.models import Payout, PayoutLine, PayoutState, RunApproval, RunState
from tests.access.things import an_endpoint
from tests.payouts.pay_runs.earned import (
    all_of,
    earn,
    faults,
    over,
    paid_in,
    payable,
    runs,
)

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def run_id(cast):
    earn(cast.omar.id, 600_000)
    earn(cast.mira.id, 400_000)
    over()
    return opening.plan_due()


def seen(run_id) -> str:
    db.session.rollback()
    (run,) = [each for each in runs() if each.id == run_id]
    return sums.fingerprint(run, sums.totals(db.session(), [run_id])[run_id])


def approve(run_id, person, fingerprint=None) -> bool:
    return approving.approve_run(run_id, fingerprint or seen(run_id), actor=person.actor)


def payouts(state) -> list[Payout]:
    return [each for each in all_of(Payout) if each.state is state]


def test_a_run_at_the_limit_needs_one_person(cast, run_id):
    assert approve(run_id, cast.fay)
    assert runs()[0].state is RunState.APPROVED
    assert len(payouts(PayoutState.APPROVED)) == 2
    assert faults() == []


class TestAboveTheLimit:
    @pytest.fixture
    def run_id(self, cast):
        earn(cast.omar.id, 1_000_001)
        over()
        return opening.plan_due()

    def test_two_people_approve(self, cast, run_id):
        assert not approve(run_id, cast.fay)
        assert runs()[0].state is RunState.PLANNED
        assert approve(run_id, cast.admin)
        assert runs()[0].state is RunState.APPROVED

    def test_one_person_twice_is_not_two(self, cast, run_id):
        approve(run_id, cast.fay)
        with pytest.raises(ApprovedBefore, match="somebody else must"):
            approve(run_id, cast.fay)
        assert len(all_of(RunApproval)) == 1
        assert runs()[0].state is RunState.PLANNED

    def test_the_other_is_told(self, cast, run_id):
        approve(run_id, cast.fay)
        told = select(Notice.account_id).where(Notice.kind == "pay_run.second_needed")
        assert set(db.session().scalars(told)) == {cast.admin.id}

    def test_an_approval_of_what_it_was_before_does_not_count(self, cast):
        for amount, currency in ((1_000_001, "EUR"), (500, "USD")):
            earn(cast.omar.id, amount, currency)
        over()
        run_id = opening.plan_due()
        assert not approve(run_id, cast.fay)
        (dollars,) = [each for each in all_of(Payout) if each.currency == "USD"]
        approving.take_out(dollars.id, "Later.", actor=cast.fay.actor)
        assert not approve(run_id, cast.admin)
        assert approve(run_id, cast.fay)


class TestNobodyGetsAroundTheLimitAlone:
    @pytest.fixture
    def run_id(self, cast):
        earn(cast.omar.id, 700_000)
        earn(cast.mira.id, 700_000)
        over()
        return opening.plan_due()

    def raised_by(self, person):
        rules.change_rule(
            payable=True,
            minimum=Money(0, "EUR"),
            second=Money(99_000_000, "EUR"),
            because="It is urgent.",
            actor=person.actor,
        )

    def test_by_raising_it(self, cast, run_id):
        self.raised_by(cast.fay)
        assert not approve(run_id, cast.fay)
        assert approve(run_id, cast.admin)

    def test_what_another_raised_counts(self, cast, run_id):
        self.raised_by(cast.admin)
        assert approve(run_id, cast.fay)

    def test_by_raising_it_after_another_did(self, cast, run_id):
        self.raised_by(cast.admin)
        self.raised_by(cast.fay)
        assert approve(run_id, cast.fay), "as high as somebody else decided it"

    def test_by_taking_out_what_is_too_much(self, cast, run_id):
        approving.take_out(all_of(Payout)[0].id, "Later.", actor=cast.fay.actor)
        assert not approve(run_id, cast.fay)
        assert approve(run_id, cast.admin)

    def test_a_currency_that_only_they_allowed(self, cast):
        rules.change_rule(
            payable=True,
            minimum=Money(0, "KES"),
            second=Money(99_000_000, "KES"),
            because="A friend is there.",
            actor=cast.fay.actor,
        )
        earn(cast.omar.id, 100_000, "KES")
        over()
        assert not approve(opening.plan_due(), cast.fay)


def test_a_limit_is_a_decision_of_finance(cast, run_id):
    rules.change_rule(
        payable=True,
        minimum=Money(0, "EUR"),
        second=Money(100, "EUR"),
        because="An audit.",
        actor=cast.fay.actor,
    )
    assert not approve(run_id, cast.fay)


def test_a_plan_that_changed_meanwhile_is_not_approved(cast, run_id):
    before = seen(run_id)
    one = payouts(PayoutState.PLANNED)[0]
    approving.take_out(one.id, "They asked us to.", actor=cast.fay.actor)
    with pytest.raises(RunChanged):
        approve(run_id, cast.fay, before)
    assert approve(run_id, cast.fay)
    assert len(payouts(PayoutState.APPROVED)) == 1
    assert faults() == []


def test_what_is_taken_out_is_in_the_next_run(cast, run_id):
    (one,) = [each for each in all_of(Payout) if each.performer_id == cast.omar.id]
    approving.take_out(one.id, "They asked us to.", actor=cast.fay.actor)
    assert paid_in(run_id) == {(cast.mira.id, "EUR"): 400_000}
    assert payable(cast.omar.id) == (600_000, 0)
    over()
    assert paid_in(opening.plan_due()) == {(cast.omar.id, "EUR"): 600_000}


def test_a_run_whose_last_payout_is_taken_out_is_over(cast, run_id):
    for each in payouts(PayoutState.PLANNED):
        assert runs()[0].state is RunState.PLANNED
        approving.take_out(each.id, "They asked us to.", actor=cast.fay.actor)
    assert (runs()[0].state, runs()[0].rejected_because) == (
        RunState.REJECTED,
        "They asked us to.",
    )


def test_nobody_approves_their_own_payment(cast):
    earn(cast.fay.id)
    over()
    run_id = opening.plan_due()
    own = payouts(PayoutState.PLANNED)[0]
    for act in (
        lambda: approve(run_id, cast.fay),
        lambda: approving.reject_run(run_id, "No.", actor=cast.fay.actor),
        lambda: approving.take_out(own.id, "No.", actor=cast.fay.actor),
    ):
        with pytest.raises(OwnPayment):
            act()
    assert approve(run_id, cast.admin)


def test_others_decide_nothing(cast, run_id):
    for person in (cast.omar, cast.ada, cast.cora, cast.cleo):
        with pytest.raises(RunNotFound):
            approving.approve_run(run_id, seen(run_id), actor=person.actor)
        with pytest.raises(RunNotFound):
            approving.reject_run(run_id, "No.", actor=person.actor)


def test_what_is_no_run_is_not_found(cast):
    with pytest.raises(RunNotFound):
        approving.approve_run(cast.omar.id, "", actor=cast.fay.actor)


class TestFrozen:
    @pytest.fixture
    def run_id(self, cast, run_id):
        approve(run_id, cast.fay)
        return run_id

    def test_it_is_approved_and_rejected_no_more(self, cast, run_id):
        for act in (
            lambda: approve(run_id, cast.admin),
            lambda: approving.reject_run(run_id, "No.", actor=cast.admin.actor),
        ):
            with pytest.raises(RunIsNotPlanned, match="P-2026-00001 is approved"):
                act()

    def test_nothing_is_taken_out(self, cast, run_id):
        with pytest.raises(RunIsNotPlanned):
            approving.take_out(all_of(Payout)[0].id, "No.", actor=cast.fay.actor)

    def test_lines_and_approvals_stay(self, run_id):
        for model in (PayoutLine, RunApproval):
            with pytest.raises(IntegrityError), transaction() as session:
                values = {"amount_minor": 1} if model is PayoutLine else {"fingerprint": ""}
                session.execute(update(model).values(values))

    def test_what_is_earned_later_is_for_the_next_run(self, cast, run_id):
        earn(cast.omar.id, 5_000)
        over()
        assert paid_in(opening.plan_due()) == {(cast.omar.id, "EUR"): 5_000}
        assert paid_in(run_id)[cast.omar.id, "EUR"] == 600_000


class TestRejected:
    def test_everything_is_for_the_next_run(self, cast, run_id):
        approving.reject_run(run_id, "Wrong week.", actor=cast.fay.actor)
        assert runs()[0].state is RunState.REJECTED
        assert paid_in(run_id) == {}
        assert payable(cast.omar.id) == (600_000, 0)
        assert faults() == []
        over()
        again = opening.plan_due()
        assert paid_in(again) == {(cast.omar.id, "EUR"): 600_000, (cast.mira.id, "EUR"): 400_000}
        assert faults() == []

    def test_a_large_one_is_undone_some_at_a_time(self, cast, run_id, monkeypatch):
        monkeypatch.setattr(voiding, "_AT_ONCE", 1)
        approving.reject_run(run_id, "Wrong week.", actor=cast.fay.actor)
        assert len(payouts(PayoutState.VOID)) == 1
        assert voiding.void_rejected() == 1
        assert voiding.void_rejected() == 0
        assert faults() == []

    def test_the_rest_that_a_currency_could_not_send_is_free_too(self, cast):
        earn(cast.omar.id, 300_050, "HUF")
        over()
        first = opening.plan_due()
        earn(cast.omar.id, 200_060, "HUF")
        over()
        opening.plan_due()
        approving.reject_run(first, "Wrong.", actor=cast.fay.actor)
        over()
        third = opening.plan_due()
        assert paid_in(third) == {(cast.omar.id, "HUF"): 300_000}
        assert payable(cast.omar.id, "HUF") == (500_110, 500_100)
        assert faults() == []


def test_machines_of_those_who_approve_hear_of_it(cast):
    an_endpoint(cast.admin)
    earn(cast.omar.id)
    over()
    approve(opening.plan_due(), cast.fay)
    earn(cast.omar.id)
    over()
    approving.reject_run(opening.plan_due(), "No.", actor=cast.fay.actor)
    heard = [each.type for each in sorted(all_of(Event), key=lambda each: each.announced_at)]
    assert sorted(heard) == [
        "pay_run.approved",
        "pay_run.planned",
        "pay_run.planned",
        "pay_run.rejected",
    ]
