"""Anything in any order: work, holds, plans, forms that come and go, decisions, sending, returns;
all adds up after each step, and at the end everybody who can be paid is."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from functools import partial
from random import Random
from uuid import UUID

import pytest

from foundation import clock
from foundation.database import db, transaction
from foundation.errors import DomainError
from foundation.money import round_half_up
from payouts.earnings import moving
from payouts.earnings.models import Earning, EarningState
from payouts.pay_runs import approving, asking, opening, outgoing, sums, voiding
from payouts.pay_runs.asking import NOTHING, Withheld
from payouts.pay_runs.errors import RunChanged
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from payouts.transfers import moving as money
from tests.payouts.pay_runs.earned import all_of, earn, faults, over, runs

pytestmark = pytest.mark.usefixtures("session")
PEOPLE = [UUID(int=100 + n) for n in range(3)]
STEPS = 30


class History:
    def __init__(self, seed: int, finance) -> None:
        self.random = Random(seed)
        self.finance = finance
        self.done: list[str] = []
        self.without_form = {PEOPLE[0]}

    def step(self) -> None:
        acts: list[Callable[[], object]] = [
            *(self.earn, self.earn, self.hold, self.release, self.over, self.on_demand),
            *(self.approve, self.approve, self.reject, self.take_out),
            *(self.send, self.send, self.pay, self.come_back, self.refuse, self.form),
        ]
        act = self.random.choice(acts)
        self.done.append(act.__name__)
        try:
            act()
        except DomainError as refused:
            self.done.append(str(refused))
        clock.move(timedelta(minutes=self.random.randrange(1, 600)))

    def earn(self) -> None:
        currency = self.random.choice(("EUR", "EUR", "HUF"))
        earn(self.random.choice(PEOPLE), self.random.randrange(1, 9_999), currency)

    def form(self) -> None:
        """Somebody's form comes, or turns out to be of no use."""
        self.without_form ^= {self.random.choice(PEOPLE)}

    def withheld(self, _session, coming, _year) -> list[Withheld]:
        return [
            Withheld(round_half_up(sum(each.kinds.values()) * Fraction(24, 100)), "No form.")
            if each.performer_id in self.without_form
            else NOTHING
            for each in coming
        ]

    def hold(self) -> None:
        self._move(EarningState.PAYABLE, EarningState.HELD)

    def release(self) -> None:
        self._move(EarningState.HELD, EarningState.PAYABLE)

    def over(self) -> None:
        over()
        opening.plan_due()
        opening.plan_late()

    def on_demand(self) -> None:
        opening.plan_on_demand(because="Now.", actor=self.finance)

    def approve(self) -> None:
        run = self._one(PayRun, RunState.PLANNED)
        if run:
            found = sums.totals(db.session(), [run.id])[run.id]
            fingerprint = sums.fingerprint(run, found)
            try:
                approving.approve_run(run.id, fingerprint, actor=self.finance)
            except RunChanged:
                self.done.append("counted again")

    def reject(self) -> None:
        run = self._one(PayRun, RunState.PLANNED)
        if run and self.random.random() < 0.5:
            approving.reject_run(run.id, "No.", actor=self.finance)
            voiding.void_rejected()

    def take_out(self) -> None:
        payout = self._one(Payout, PayoutState.PLANNED)
        if payout:
            approving.take_out(payout.id, "No.", actor=self.finance)

    def send(self) -> None:
        payout = self._one(Payout, PayoutState.APPROVED)
        if payout is None:
            return
        with transaction() as session:
            assert outgoing.begin_sending(session, payout.id)
        with transaction() as session:
            assert outgoing.mark_sent(session, payout.id)
            money.transferred(session, self._again(session, payout), clock.now())

    def pay(self) -> None:
        payout = self._one(Payout, PayoutState.SENT)
        if payout:
            with transaction() as session:
                assert outgoing.mark_paid(session, payout.id, clock.now())
                money.arrived(session, self._again(session, payout), clock.now())

    def come_back(self) -> None:
        payout = self._one(Payout, PayoutState.PAID)
        if payout is None or self.random.random() < 0.5:
            return
        with transaction() as session:
            assert outgoing.mark_returned(session, payout.id, clock.now(), "Closed.")
            again = self._again(session, payout)
            money.came_back(session, again, clock.now())
            money.reversed_(session, again, clock.now())
            assert outgoing.set_free(session, payout.id, "Closed.")

    def refuse(self) -> None:
        payout = self._one(Payout, PayoutState.APPROVED)
        if payout and self.random.random() < 0.5:
            with transaction() as session:
                assert outgoing.refuse(session, payout.id, "No such account.")

    def _again(self, session, payout: Payout) -> Payout:
        return session.get_one(Payout, payout.id, populate_existing=True)

    def _move(self, before: EarningState, after: EarningState) -> None:
        earning = self._one(Earning, before)
        if earning:
            with transaction() as session:
                moving.move(session, [earning.id], before, after)

    def _one(self, model, state):
        found = sorted((each for each in all_of(model) if each.state is state), key=_age)
        return self.random.choice(found) if found else None


def _age(row) -> str:
    """Ids are random; what was made is in the same order for one seed."""
    amount = getattr(row, "amount_minor", 0)
    return f"{getattr(row, 'planned_at', '')} {getattr(row, 'number', '')} {amount}"


@pytest.fixture
def played(cast, monkeypatch):
    return partial(_played, monkeypatch, cast.admin.actor)


def _played(monkeypatch, finance, seed: int, steps: int) -> None:
    history = begun(monkeypatch, finance, seed)
    for _ in range(steps):
        history.step()
        assert faults() == [], (seed, history.done)
    settle(history)
    assert faults() == [], (seed, history.done)


def begun(monkeypatch, finance, seed: int) -> History:
    history = History(seed, finance)
    monkeypatch.setattr(asking, "withheld_in", (history.withheld,))
    return history


def settle(history: History) -> None:
    """Everything goes on as it should from here, and nothing that can be paid is left."""
    while any(each.state is EarningState.HELD for each in all_of(Earning)):
        history.release()
    for person in PEOPLE:  # What is little or cannot be sent is no reason to wait any more.
        for currency, enough in (("EUR", 250_000), ("HUF", 300_000)):
            earn(person, enough, currency)
    for _ in range(3):
        history.over()
        while any(each.state is RunState.PLANNED for each in runs()):
            history.approve()
    left = [each for each in all_of(Earning) if each.state is not EarningState.PAID]
    payouts = {each.id: each.state for each in all_of(Payout)}
    assert {each.state for each in left} <= {EarningState.ON_ITS_WAY}, history.done
    assert PayoutState.PLANNED not in {payouts[each.payout_id] for each in left}


@pytest.mark.parametrize("seed", range(4))
def test_everything_adds_up_whatever_happens(played, seed):
    played(seed, STEPS)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 160))
def test_everything_adds_up_for_long(played, seed):
    played(seed, 120)


def test_a_tax_that_stays_when_the_money_comes_back_would_be_found(cast, monkeypatch):
    """Planted: a reversal that forgets what was withheld."""
    honest = money.reversed_

    def forgetful(session, payout, at):
        with session.no_autoflush:
            withheld, payout.withheld_minor = payout.withheld_minor, 0
            honest(session, payout, at)
            payout.withheld_minor = withheld

    monkeypatch.setattr(money, "reversed_", forgetful)
    history = begun(monkeypatch, cast.admin.actor, 0)
    history.without_form = set(PEOPLE)
    for _ in range(10 * STEPS):
        history.step()
        if any("withheld in" in each for each in faults()):
            return
    pytest.fail("nobody noticed")
