"""What a run pays and what it skips: everything that was approved in time, once."""

from datetime import date, timedelta

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.money import Money
from payouts.earnings import settling
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.pay_runs import asking, opening, rules
from payouts.pay_runs.asking import PayeeState, Readiness
from payouts.pay_runs.errors import AnotherWaits, CutOffToCome, NothingToPay
from payouts.pay_runs.models import Payout, RunKind, RunState
from tests.cast import START
from tests.payouts.pay_runs.earned import (
    all_of,
    earn,
    faults,
    hold,
    over,
    paid_in,
    payable,
    reasons_in,
    runs,
)

pytestmark = pytest.mark.usefixtures("session")


def planned(**more):
    return opening.plan_due(**more)


@pytest.fixture
def states(monkeypatch):
    """What payees' accounts say, once they are there to say it."""
    said = {}
    monkeypatch.setattr(asking, "payee_states_in", (lambda _session, _ids: said,))
    return said


def test_what_was_approved_before_the_cut_off_is_planned(cast):
    first, second = earn(cast.omar.id, 4_000), earn(cast.omar.id, 3_500)
    dollars = earn(cast.omar.id, 2_000, "USD")
    earn(cast.mira.id, 9_000)
    over()
    run_id = planned()
    assert paid_in(run_id) == {
        (cast.omar.id, "EUR"): 7_500,
        (cast.omar.id, "USD"): 2_000,
        (cast.mira.id, "EUR"): 9_000,
    }
    assert payable(cast.omar.id) == (7_500, 7_500)
    assert not reasons_in(run_id).keys() & {first, second, dollars}
    (run,) = runs()
    assert (run.state, run.number) == (RunState.PLANNED, "P-2026-00001")
    # START is Monday, 2 March: its cut-off is Tuesday, 0:00 in Berlin.
    assert (run.period_starts_on, run.pay_on) == (date(2026, 2, 24), date(2026, 3, 6))
    assert faults() == []


def test_what_is_approved_at_the_cut_off_is_for_the_next_run(cast):
    cut_off = START.replace(hour=23)
    clock.hold(cut_off)
    late = earn(cast.omar.id, 700)
    in_time = earn(cast.omar.id, 900, at=cut_off - timedelta(microseconds=1))
    first = planned()
    assert paid_in(first) == {(cast.omar.id, "EUR"): 900}
    over()
    second = planned()
    assert paid_in(second) == {(cast.omar.id, "EUR"): 700}
    assert late not in reasons_in(first)
    assert in_time not in reasons_in(second)
    assert faults() == []


def test_a_period_is_planned_once(cast):
    earn(cast.omar.id)
    over()
    assert planned() is not None
    earn(cast.mira.id, at=START)
    assert planned() is None
    assert len(runs()) == 1


def test_weeks_that_nobody_planned_are_in_the_next_run(cast):
    earn(cast.omar.id)
    over(weeks=5)
    earn(cast.mira.id, at=clock.now() - timedelta(weeks=2))
    assert set(paid_in(planned())) == {(cast.omar.id, "EUR"), (cast.mira.id, "EUR")}
    assert len(runs()) == 1


def test_a_week_without_anything_has_no_run():
    over()
    assert planned() is None
    assert runs() == []


def test_a_day_that_is_still_to_come_is_refused(cast):
    with pytest.raises(CutOffToCome):
        planned(as_of=clock.now() + timedelta(days=1))


class TestSkipped:
    def test_what_is_held_waits_until_its_hold_ends(self, cast):
        held, free = earn(cast.omar.id, 4_000), earn(cast.omar.id, 3_000)
        hold(held, START.date() + timedelta(days=40))
        over()
        run_id = planned()
        assert paid_in(run_id) == {(cast.omar.id, "EUR"): 3_000}
        assert reasons_in(run_id) == {held: "held"}
        assert free not in reasons_in(run_id)

    def test_less_than_the_minimum_waits_and_adds_up(self, cast):
        small = earn(cast.omar.id, 499)
        over()
        run_id = planned()
        assert (paid_in(run_id), reasons_in(run_id)) == ({}, {small: "below_minimum"})
        assert runs()[0].state is RunState.APPROVED  # With nothing in it, it is over.
        earn(cast.omar.id, 1)
        over()
        assert paid_in(planned()) == {(cast.omar.id, "EUR"): 500}

    def test_the_minimum_makes_nothing_late(self, cast):
        # The run pays on Friday the 6th, the next one on the 13th.
        waits = earn(cast.omar.id, 100, pay_by=date(2026, 3, 13))
        earn(cast.mira.id, 100, pay_by=date(2026, 3, 12))
        clock.move(timedelta(days=1))
        run_id = planned()
        assert paid_in(run_id) == {(cast.mira.id, "EUR"): 100}
        assert reasons_in(run_id) == {waits: "below_minimum"}

    @pytest.mark.parametrize("readiness", [each for each in Readiness if each != "ready"])
    def test_who_cannot_be_paid_yet_is_skipped_with_the_reason(self, cast, states, readiness):
        earning = earn(cast.omar.id)
        earn(cast.mira.id)
        states[cast.omar.id] = PayeeState(readiness, clock.now() + timedelta(days=9))
        over()
        run_id = planned()
        assert set(paid_in(run_id)) == {(cast.mira.id, "EUR")}
        assert reasons_in(run_id) == {earning: readiness.value}
        assert payable(cast.omar.id) == (10_000, 0)

    def test_a_currency_that_cannot_be_paid_waits(self, cast):
        earning = earn(cast.omar.id, 10_000, "KPW")
        over()
        assert reasons_in(planned()) == {earning: "currency"}

    def test_what_no_account_of_theirs_takes_waits_and_makes_no_run_of_its_own(self, cast, states):
        pounds, euros = earn(cast.omar.id, 10_000, "GBP"), earn(cast.omar.id, 4_000)
        states[cast.omar.id] = PayeeState(Readiness.READY, currencies=frozenset(("GBP",)))
        over()
        run_id = planned()
        assert paid_in(run_id) == {(cast.omar.id, "GBP"): 10_000}
        assert reasons_in(run_id) == {euros: "currency"}
        assert pounds not in reasons_in(run_id)
        clock.move(timedelta(days=30))
        assert opening.plan_late() is None

    def test_where_the_books_do_not_add_up_the_others_are_paid(self, cast):
        odd = earn(cast.omar.id)
        earn(cast.mira.id)
        payable_of = Account(Kind.PERFORMER_PAYABLE, cast.omar.id, "EUR")
        with transaction() as session:
            lost = platform(Kind.CAPITAL, "EUR")
            amount = Money(1, "EUR")
            post(session, "a loss", [Line(payable_of, lost, amount, Purpose.CORRECT, odd)])
        over()
        run_id = planned()
        assert set(paid_in(run_id)) == {(cast.mira.id, "EUR")}
        assert reasons_in(run_id) == {odd: "mismatch"}


class TestWhatACurrencyCannotSend:
    def test_is_in_the_next_payout(self, cast):
        earn(cast.omar.id, 300_050, "HUF")
        over()
        first = planned()
        assert paid_in(first) == {(cast.omar.id, "HUF"): 300_000}
        assert payable(cast.omar.id, "HUF") == (300_050, 300_000)
        earn(cast.omar.id, 200_060, "HUF")
        over()
        assert paid_in(planned()) == {(cast.omar.id, "HUF"): 200_100}
        assert payable(cast.omar.id, "HUF") == (500_110, 500_100)
        assert faults() == []

    def test_currencies_without_decimals_send_all(self, cast):
        earn(cast.omar.id, 1_234, "ISK")
        over()
        assert paid_in(planned()) == {(cast.omar.id, "ISK"): 1_234}


class TestOnDemand:
    def test_pays_all_that_was_approved_until_now(self, cast):
        earn(cast.omar.id)
        clock.move(timedelta(minutes=5))
        run_id = opening.plan_on_demand(because="They move house.", actor=cast.fay.actor)
        assert paid_in(run_id) == {(cast.omar.id, "EUR"): 10_000}
        assert runs()[0].kind is RunKind.ON_DEMAND

    def test_a_second_click_finds_the_first(self, cast):
        earn(cast.omar.id)
        clock.move(timedelta(minutes=5))
        opening.plan_on_demand(because="Now.", actor=cast.fay.actor)
        with pytest.raises(AnotherWaits, match="P-2026-00001 waits"):
            opening.plan_on_demand(because="Now.", actor=cast.fay.actor)

    def test_of_nothing_is_refused_and_leaves_nothing(self, cast):
        with pytest.raises(NothingToPay):
            opening.plan_on_demand(because="Now.", actor=cast.fay.actor)
        assert runs() == []

    def test_what_it_planned_is_in_no_other_run(self, cast):
        earn(cast.omar.id)
        clock.move(timedelta(minutes=5))
        opening.plan_on_demand(because="Now.", actor=cast.fay.actor)
        over()
        assert planned() is None
        assert faults() == []


class TestLate:
    def test_what_must_be_paid_tomorrow_gets_a_run_of_its_own(self, cast):
        earn(cast.omar.id, 100, pay_by=START.date() + timedelta(days=1))
        waits = earn(cast.omar.id, 5_000, pay_by=START.date() + timedelta(days=2))
        clock.move(timedelta(minutes=1))
        run_id = opening.plan_late()
        assert paid_in(run_id) == {(cast.omar.id, "EUR"): 100}
        assert waits not in reasons_in(run_id)

    def test_once_a_day_and_only_if_somebody_can_be_paid(self, cast, states):
        earn(cast.omar.id, pay_by=START.date())
        clock.move(timedelta(minutes=1))
        states[cast.omar.id] = PayeeState(Readiness.NO_ACCOUNT)
        assert opening.plan_late() is None
        del states[cast.omar.id]
        assert opening.plan_late() is not None
        earn(cast.mira.id, pay_by=START.date())
        clock.move(timedelta(minutes=1))
        assert opening.plan_late() is None
        clock.move(timedelta(days=1))
        assert set(paid_in(opening.plan_late())) == {(cast.mira.id, "EUR")}


def test_what_finance_decides_about_a_currency_counts_for_the_next_plan(cast):
    earning = earn(cast.omar.id, 4_999)
    rules.change_rule(
        payable=True,
        minimum=Money(5_000, "EUR"),
        second=Money(9, "EUR"),
        because="Fees.",
        actor=cast.fay.actor,
    )
    over()
    assert reasons_in(planned()) == {earning: "below_minimum"}
    known = rules.currency_rules(db.session())
    assert (known["EUR"].minimum_minor, known["EUR"].second_minor) == (5_000, 9)
    assert known["USD"].minimum_minor == 500


def test_a_plan_that_leaves_an_earning_payable_is_found_out(cast):
    """The planted fault: the next run would pay it again."""
    earn(cast.omar.id)
    over()
    planned()
    (payout,) = all_of(Payout)
    with transaction() as session:
        settling.let_go(session, payout.id)
    assert any("lines say" in fault for fault in faults())
