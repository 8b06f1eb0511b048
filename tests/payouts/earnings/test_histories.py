"""Random histories of facts, holds, ends, reductions and payouts: what must always be so, is."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.ids import new_id
from foundation.money import Money
from marketplace.facts.models import Fact
from marketplace.facts.settled import unsettled
from payouts.earnings import holding
from payouts.earnings.hold_models import PayHold
from payouts.earnings.models import Earning, EarningState, SettlementOutcome
from payouts.earnings.reducing import appeal_reduction, decide_reduction
from payouts.earnings.reduction_models import Reduction
from payouts.earnings.settling import claim, let_go, settle
from payouts.journal.chart import Account, Kind, Purpose
from payouts.journal.posting import Line, post
from tests.payouts.earnings.earned import collected, difference, funded, holds, payable, published
from tests.payouts.earnings.test_holding import held, run
from tests.payouts.earnings.test_reducing import proposed

STEPS = 60
STATES = EarningState


class History:
    """What could happen, each at random."""

    def __init__(self, cast, seed: int) -> None:
        self.random, self.cast = random.Random(seed), cast
        self.people = [cast.omar, cast.mira]
        self.payouts: list = []

    def step(self) -> None:
        acts = (
            self.work,
            self.work,
            self.collect,
            self.fund,
            self.hold,
            self.end,
            self.propose,
            self.answer,
            self.pass_time,
            self.plan,
            self.settle,
        )
        try:
            self.random.choice(acts)()
        except DomainError:
            db.session.rollback()

    def work(self) -> None:
        person = self.random.choice(self.people)
        published(person.id, *(self.random.randint(1, 5_000) for _ in range(3)))

    def collect(self) -> None:
        collected()

    def fund(self) -> None:
        funded(self.random.randint(1, 9_000))

    def any_of(self, wanted):
        db.session.rollback()
        found = db.session().scalars(wanted).all()
        return self.random.choice(sorted(found, key=str)) if found else None

    def hold(self) -> None:
        if earning := self.any_of(select(Earning.id)):
            held(earning, self.cast.fay, self.random.randint(1, 9))

    def end(self) -> None:
        if hold := self.any_of(select(PayHold.id)):
            holding.end_hold(hold, "Seen.", actor=self.cast.cora.actor)

    def propose(self) -> None:
        if earning := self.any_of(select(Earning.id)):
            proposed(earning, self.random.randint(1, 4_000), self.cast.fay)

    def answer(self) -> None:
        if not (reduction := self.any_of(select(Reduction.id))):
            return
        row = db.session().get_one(Reduction, reduction)
        (person,) = [each for each in self.people if each.id == row.performer_id]
        appeal_reduction(reduction, "No.", actor=person.actor)
        decide_reduction(
            reduction, self.random.random() < 0.7, "Decided.", actor=self.cast.cora.actor
        )

    def pass_time(self) -> None:
        clock.move(timedelta(days=self.random.randint(1, 15)))
        run("earnings.end_holds")
        run("earnings.reduce")

    def plan(self) -> None:
        """As a pay run does it, money and all."""
        person, payout = self.random.choice(self.people), new_id()
        lines = [each.id for each in payable() if each.performer_id == person.id]
        if not lines:
            return
        with transaction() as session:
            amount = claim(session, {payout: lines})[payout]
            self._move(session, f"plan:{payout}", person, payout, amount)
        self.payouts.append((person, payout, amount))

    def settle(self) -> None:
        if not self.payouts:
            return
        person, payout, amount = self.random.choice(self.payouts)
        outcome = self.random.choice([*SettlementOutcome, None])
        with transaction() as session:
            if outcome is not None:
                settle(session, payout, outcome, clock.now())
            elif let_go(session, payout):
                self._move(session, f"back:{payout}", person, payout, Money(0, "EUR") - amount)

    def _move(self, session, key, person, payout, amount: Money) -> None:
        owed = Account(Kind.PERFORMER_PAYABLE, person.id, "EUR")
        flight = Account(Kind.PAYOUT_IN_FLIGHT, payout, "EUR")
        if amount.amount_minor > 0:
            post(session, key, [Line(owed, flight, amount, Purpose.PAY, payout)])
        else:
            post(session, key, [Line(flight, owed, -amount, Purpose.RETURN, payout)])


def faults(cast) -> list[str]:
    """Everything that must always be so, and is not."""
    db.session.rollback()
    db.session().expire_all()
    rows = db.session().scalars(select(Earning)).all()
    by_person = [each for person in (cast.omar, cast.mira) for each in of_person(person, rows)]
    told = [
        (difference() != 0, "debits and credits differ"),
        (len({row.fact_id for row in rows}) != len(rows), "a fact twice"),
        (owed_by_facts() != owed_by_us(rows), "facts and earnings differ about what is owed"),
        (
            any(row.netted_minor > row.amount_minor * 20 // 100 for row in rows),
            "more than the share was taken",
        ),
    ]
    return [said for is_so, said in told if is_so] + by_person


def of_person(person, rows) -> list[str]:
    mine = [row for row in rows if row.performer_id == person.id]
    left = {
        state: sum(row.left.amount_minor for row in mine if row.state is state) for state in STATES
    }
    reductions = select(Reduction).where(Reduction.performer_id == person.id)
    later = sum(each.later_minor for each in db.session().scalars(reductions))
    expected = {
        Kind.PERFORMER_PAYABLE: left[STATES.PAYABLE],
        Kind.PERFORMER_HELD: left[STATES.HELD],
        Kind.RECEIVABLE_PERFORMER: later,
    }
    found = [
        f"{kind} is not {minor}"
        for kind, minor in expected.items()
        if holds(kind, person.id) != minor
    ]
    earned = sum(row.amount_minor - row.taken_minor for row in mine)
    return found if sum(left.values()) == earned else [*found, "not what was earned"]


def owed_by_facts() -> set:
    return {fact.id for fact in unsettled(db.session())}


def owed_by_us(rows) -> set:
    open_states = (STATES.PAYABLE, STATES.HELD, STATES.ON_ITS_WAY)
    uncollected = set(db.session().scalars(select(Fact.id))) - {row.fact_id for row in rows}
    return uncollected | {row.fact_id for row in rows if row.state in open_states}


@pytest.mark.parametrize("seed", range(4))
def test_what_must_be_so_is_so_after_every_step(cast, seed):
    history = History(cast, seed)
    for _ in range(STEPS):
        history.step()
        assert faults(cast) == []
    db.session.rollback()
    assert db.session().scalar(select(func.count()).select_from(Earning)) > 5


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(100, 104))
def test_and_in_long_histories(cast, seed):
    history = History(cast, seed)
    for _ in range(200):
        history.step()
        assert faults(cast) == []


def test_a_planted_cent_would_be_found(cast):
    published(cast.omar.id, 1_000)
    collected()
    assert faults(cast) == []
    with transaction() as session:
        session.scalars(select(Earning)).one().taken_minor = 1
    assert any("performer_payable" in each for each in faults(cast))


def test_a_planted_settlement_would_be_found(cast):
    published(cast.omar.id, 1_000)
    collected()
    with transaction() as session:
        row = session.scalars(select(Earning)).one()
        row.state, row.payout_id = EarningState.PAID, new_id()
    assert "facts and earnings differ about what is owed" in faults(cast)
