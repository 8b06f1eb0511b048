"""Less only for a named reason, after notice and appeal, in the promised order, with a floor."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from marketplace.facts.models import FactKind
from marketplace.facts.settled import unsettled
from payouts.earnings.correcting import propose_corrected, unmatched
from payouts.earnings.errors import (
    MoreThanEarned,
    NotOnYourOwnPay,
    ReductionIsOver,
    ReductionNotFound,
    SomebodyElseDecides,
    TooLateToAppeal,
)
from payouts.earnings.models import EarningState, SettlementOutcome
from payouts.earnings.reducing import (
    appeal_reduction,
    apply_unanswered,
    decide_reduction,
    propose_reduction,
    take_back_reduction,
)
from payouts.earnings.reduction_models import (
    Reduction,
    ReductionReason,
    ReductionState,
    ReductionStep,
    Source,
    SourceRow,
)
from payouts.earnings.settling import claim, settle
from payouts.journal.chart import PLATFORM, Kind
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once
from tests.payouts.earnings.earned import (
    ORDER,
    collected,
    difference,
    earned,
    funded,
    holds,
    of,
    published,
)
from tests.payouts.earnings.test_holding import held, money, run, told

pytestmark = pytest.mark.usefixtures("each_database")
EVIDENCE = "Typed 100 minutes instead of 10; the log says 10."
TIME_TO_ANSWER = timedelta(days=14)


def proposed(earning_id, minor, by):
    reason = ReductionReason.ARITHMETIC
    return propose_reduction(earning_id, minor, reason, EVIDENCE, actor=by.actor)


def applied(earning_id, minor, by):
    id_ = proposed(earning_id, minor, by)
    clock.move(TIME_TO_ANSWER)
    run("earnings.reduce")
    return id_


def row(id_) -> Reduction:
    db.session.rollback()
    db.session().expire_all()
    return db.session().get_one(Reduction, id_)


def steps(id_) -> dict:
    db.session.rollback()
    wanted = select(ReductionStep).where(ReductionStep.reduction_id == id_)
    return {
        each.earning_id: (each.source, each.amount_minor) for each in db.session().scalars(wanted)
    }


def paid(*ids):
    payout = new_id()
    with transaction() as session:
        claim(session, {payout: ids})
    with transaction() as session:
        settle(session, payout, SettlementOutcome.PAID, clock.now())


def test_sources_of_the_database_are_those_of_the_code(session):
    assert set(session.scalars(select(SourceRow.code))) == set(Source)


def test_nothing_is_taken_before_the_time_to_answer_is_over(cast):
    (id_,) = earned(cast.omar.id, 1_000)
    reduction = proposed(id_, 900, cast.fay)
    assert "Nothing is taken before" in told(cast.omar)[0]
    clock.move(TIME_TO_ANSWER - timedelta(seconds=1))
    run("earnings.reduce")
    assert (row(reduction).state, money(cast.omar)) == (ReductionState.PROPOSED, (1_000, 0))
    clock.move(timedelta(seconds=1))
    run("earnings.reduce")
    assert (row(reduction).state, money(cast.omar)) == (ReductionState.APPLIED, (100, 0))
    assert of(id_).left.amount_minor == 100


def test_the_client_has_it_back_with_the_fee(cast):
    funded(5_000)
    (id_,) = earned(cast.omar.id, 1_000)
    applied(id_, 900, cast.fay)
    assert holds(Kind.ORDER_FUNDS, ORDER) == 5_000 - 115
    assert holds(Kind.PLATFORM_FEE, PLATFORM) == 15
    assert difference() == 0


def test_or_owes_less(cast):
    (id_,) = earned(cast.omar.id, 1_000)
    applied(id_, 900, cast.fay)
    assert holds(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 115
    assert holds(Kind.ORDER_FUNDS, ORDER) == 0


def test_all_of_it_is_over_and_owed_no_more(session, cast):
    (id_,) = earned(cast.omar.id, 1_000)
    hold = held(id_, cast.fay, 30)
    applied(id_, 1_000, cast.fay)
    assert of(id_).state is EarningState.NOTHING_LEFT
    assert money(cast.omar) == (0, 0)
    assert unsettled(session) == []
    clock.move(timedelta(days=40))
    run("earnings.end_holds")
    assert money(cast.omar) == (0, 0)
    assert hold is not None


def test_from_what_is_held_then_payable_then_later(cast):
    wrong, held_other, other = earned(cast.omar.id, 1_000, 500, 2_000)
    held(held_other, cast.fay, 30)
    paid(wrong)
    reduction = applied(wrong, 900, cast.fay)
    assert steps(reduction) == {held_other: ("held", 100), other: ("payable", 400)}
    assert row(reduction).later_minor == 400
    assert holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id) == 400
    (later,) = earned(cast.omar.id, 1_000)
    assert steps(reduction)[later] == ("later", 200)
    assert of(later).left.amount_minor == 800
    (last,) = earned(cast.omar.id, 5_000)
    assert of(last).left.amount_minor == 4_800
    assert (row(reduction).later_minor, holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id)) == (0, 0)
    assert difference() == 0


def test_two_reductions_never_take_more_than_the_share_of_another_earning(cast):
    first, second, other = earned(cast.omar.id, 1_000, 1_000, 1_000)
    paid(first, second)
    applied(first, 500, cast.fay)
    applied(second, 500, cast.fay)
    assert of(other).left.amount_minor == 800
    (later,) = earned(cast.omar.id, 1_000)
    assert of(later).left.amount_minor == 800


def test_of_somebody_else_nothing_is_taken(cast):
    (wrong,) = earned(cast.omar.id, 1_000)
    (hers,) = earned(cast.mira.id, 1_000)
    (dollars,) = earned(cast.omar.id, 1_000, currency="USD", order_id=new_id())
    paid(wrong)
    applied(wrong, 1_000, cast.fay)
    assert of(hers).left.amount_minor == of(dollars).left.amount_minor == 1_000


def test_no_more_than_was_earned(cast):
    (id_,) = earned(cast.omar.id, 1_000)
    proposed(id_, 600, cast.fay)
    for amount in (401, 0, -5):
        with pytest.raises(MoreThanEarned):
            proposed(id_, amount, cast.fay)
    proposed(id_, 400, cast.fay)


class TestAppealing:
    @pytest.fixture
    def reduction(self, cast):
        (id_,) = earned(cast.omar.id, 1_000)
        return proposed(id_, 900, cast.fay)

    @pytest.fixture
    def appealed(self, cast, reduction):
        appeal_reduction(reduction, "I did play 100 minutes.", actor=cast.omar.actor)
        return reduction

    def test_nothing_is_taken_while_nobody_decided(self, cast, appealed):
        clock.move(timedelta(days=400))
        run("earnings.reduce")
        assert money(cast.omar) == (1_000, 0)
        assert "appeals against a reduction" in told(cast.cora)[-1]
        assert [each for each in told(cast.fay) if "appeals" in each] == []

    def test_who_proposed_it_does_not_decide(self, cast, appealed):
        with pytest.raises(SomebodyElseDecides):
            decide_reduction(appealed, True, "I was right.", actor=cast.fay.actor)
        with pytest.raises(IntegrityError), transaction() as session:
            session.get_one(Reduction, appealed).decided_by = cast.fay.id
        assert money(cast.omar) == (1_000, 0)

    def test_upheld(self, cast, appealed):
        decide_reduction(appealed, True, "The log says 10.", actor=cast.cora.actor)
        assert money(cast.omar) == (100, 0)
        with pytest.raises(ReductionIsOver):
            decide_reduction(appealed, True, "Again.", actor=cast.cora.actor)

    def test_overturned(self, cast, appealed):
        decide_reduction(appealed, False, "The log was wrong.", actor=cast.cora.actor)
        assert row(appealed).state is ReductionState.OVERTURNED
        run("earnings.reduce")
        assert money(cast.omar) == (1_000, 0)
        assert any("Nothing is taken of" in each for each in told(cast.omar))

    def test_taken_back(self, cast, reduction):
        take_back_reduction(reduction, actor=cast.fay.actor)
        clock.move(TIME_TO_ANSWER)
        run("earnings.reduce")
        assert money(cast.omar) == (1_000, 0)
        with pytest.raises(ReductionIsOver):
            take_back_reduction(reduction, actor=cast.fay.actor)

    def test_is_for_whose_pay_it_is_and_in_time(self, cast, reduction):
        with pytest.raises(ReductionNotFound):
            appeal_reduction(reduction, "Me.", actor=cast.mira.actor)
        clock.move(TIME_TO_ANSWER)
        with pytest.raises(TooLateToAppeal):
            appeal_reduction(reduction, "Late.", actor=cast.omar.actor)

    def test_without_the_power_nobody_does_any_of_it(self, cast, appealed):
        (id_,) = earned(cast.omar.id, 10)
        for act in (
            lambda actor: propose_reduction(id_, 1, ReductionReason.FRAUD, "x", actor=actor),
            lambda actor: decide_reduction(appealed, True, "x", actor=actor),
            lambda actor: take_back_reduction(appealed, actor=actor),
        ):
            with pytest.raises(NotPermitted):
                act(cast.cleo.actor)

    def test_nobody_about_their_own_pay(self, cast):
        (own,) = earned(cast.fay.id, 10)
        with pytest.raises(NotOnYourOwnPay):
            proposed(own, 5, cast.fay)
        by_another = proposed(own, 5, cast.admin)
        with pytest.raises(NotOnYourOwnPay):
            take_back_reduction(by_another, actor=cast.fay.actor)
        assert row(by_another).state is ReductionState.PROPOSED


class TestACorrectionBelowZero:
    def correction(self, cast, corrected, minor=-300):
        return published(
            cast.omar.id,
            minor,
            kind=FactKind.CORRECTION.value,
            cause_id=corrected,
            decided_by=cast.cleo.id,
        )

    def test_proposes_and_takes_nothing_by_itself(self, session, cast):
        (id_,) = earned(cast.omar.id, 1_000)
        self.correction(cast, of(id_).fact_id)
        run("earnings.collect")
        run("earnings.collect")
        assert money(cast.omar) == (1_000, 0)
        session.rollback()
        (reduction,) = session.scalars(select(Reduction)).all()
        assert (reduction.amount_minor, reduction.proposed_by) == (300, cast.cleo.id)
        clock.move(TIME_TO_ANSWER)
        run("earnings.reduce")
        assert money(cast.omar) == (700, 0)
        assert unmatched(session) == []

    def test_more_than_is_left_stays_owed_down_to_the_floor(self, session, cast):
        """Of 1,000 were 600 taken before; 800 more were too much."""
        (id_,) = earned(cast.omar.id, 1_000)
        applied(id_, 600, cast.fay)
        self.correction(cast, of(id_).fact_id, -800)
        run("earnings.collect")
        session.rollback()
        found = select(Reduction).where(Reduction.fact_id.is_not(None))
        (reduction,) = session.scalars(found).all()
        assert reduction.amount_minor == 800
        reduction_id = reduction.id
        with pytest.raises(MoreThanEarned):
            proposed(id_, 1, cast.fay)
        clock.move(TIME_TO_ANSWER)
        run("earnings.reduce")
        assert money(cast.omar) == (0, 0)
        assert row(reduction_id).later_minor == 400
        assert holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id) == 400
        (later,) = earned(cast.omar.id, 1_500)
        assert of(later).left.amount_minor == 1_200, "never less than four fifths"
        (last,) = earned(cast.omar.id, 1_500)
        assert of(last).left.amount_minor == 1_400
        assert (row(reduction_id).later_minor, difference()) == (0, 0)
        assert holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id) == 0

    def test_of_an_earning_of_which_nothing_is_left_too(self, session, cast):
        (id_,) = earned(cast.omar.id, 1_000)
        applied(id_, 1_000, cast.fay)
        self.correction(cast, of(id_).fact_id)
        run("earnings.collect")
        clock.move(TIME_TO_ANSWER)
        run("earnings.reduce")
        assert holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id) == 300

    def test_of_nothing_that_we_know_is_shown_to_finance(self, session, cast):
        self.correction(cast, new_id())
        with transaction() as writing:
            assert propose_corrected(writing) == 0
        assert len(unmatched(session)) == 1


class TestAtOnce:
    def test_it_is_applied_once(self, app, cast):
        (id_,) = earned(cast.omar.id, 1_000)
        reduction = proposed(id_, 900, cast.fay)
        clock.move(TIME_TO_ANSWER)

        def do(_number: int) -> bool:
            with transaction() as session:
                return apply_unanswered(session, reduction)

        assert sorted(at_once(app, 4, do)) == [False, False, False, True]
        assert money(cast.omar) == (100, 0)

    def test_with_pay_runs_and_collectors_nothing_is_taken_twice(self, app, cast):
        wrong, *rest = earned(cast.omar.id, 1_000, *[500] * 6)
        paid(wrong)
        reduction = proposed(wrong, 900, cast.fay)
        published(cast.omar.id, *[500] * 6)
        clock.move(TIME_TO_ANSWER)

        def do(number: int):
            if number < 3:
                with transaction() as session:
                    return claim(session, {new_id(): rest[number * 2 : number * 2 + 2]})
            if number < 5:
                return collected()
            with transaction() as session:
                return apply_unanswered(session, reduction)

        outcomes = at_once(app, 6, do)
        assert [each for each in outcomes if isinstance(each, Exception)] == []
        taken = sum(minor for _, minor in steps(reduction).values())
        assert taken + row(reduction).later_minor == 900
        assert holds(Kind.RECEIVABLE_PERFORMER, cast.omar.id) == row(reduction).later_minor
        assert difference() == 0
