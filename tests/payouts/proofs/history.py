"""Anything in any order: work, corrections, holds, runs, decisions, sending, answers that never
come, banks, messages, accounts, and days that pass."""

import random
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError

from foundation import clock
from foundation.database import db
from foundation.errors import DomainError
from marketplace.facts.models import Fact, FactKind
from payouts.earnings import holding
from payouts.earnings.hold_models import PayHold
from payouts.earnings.models import Earning
from payouts.pay_runs import approving, opening, sums, voiding
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from payouts.payees.models import Payee, Standing
from payouts.transfers.models import AttemptState, Step
from tests.payouts.earnings.earned import published
from tests.payouts.earnings.test_holding import held
from tests.payouts.pay_runs.earned import all_of
from tests.payouts.proofs.invariants import faults, unpaid
from tests.payouts.proofs.whole import Whole
from tests.payouts.transfers.sent import CURRENCY, attempts

BREAKS = ("409", "429", "500", "500_after_commit", "drop_after_commit", "drop_before")
PATHS = ("/v1/transfers", "/v1/payouts", "/reversals")
WORKS, FAILS, RETURNS = "000123456789", "000111111113", "000111111116"
FUNDS = 100_000


class History:
    def __init__(self, whole: Whole, cast: Any, seed: int) -> None:
        self.whole, self.desk, self.cast = whole, whole.desk, cast
        self.dice = random.Random(seed)
        self.done: list[str] = []
        self.people = [cast.omar, cast.mira]
        for each in self.people:
            self.desk.payee(each)
        self.desk.fund(FUNDS)

    def step(self) -> None:
        name = self.dice.choices(list(_ACTS), weights=list(_ACTS.values()))[0]
        self.done.append(name)
        try:
            getattr(self, name)()
        except (DomainError, HTTPError) as refused:  # By us, or a lever by the stand-in.
            db.session.rollback()
            self.done.append(f"({type(refused).__name__})")
        clock.move(timedelta(minutes=self.dice.randint(1, 90)))

    def faults(self) -> list[str]:
        return faults(self.whole, self.people)

    def work(self) -> None:
        minors = [self.dice.randint(200, 5_000) for _ in range(self.dice.randint(1, 3))]
        published(self.dice.choice(self.people).id, *minors, currency=CURRENCY)
        self.whole.run("earnings.collect")

    def correct(self) -> None:
        """Downwards, at most to nothing, and each fact once."""
        corrected = {each.cause_id for each in all_of(Fact)}
        found = [e for e in all_of(Fact) if e.amount_minor > 0 and e.id not in corrected]
        if fact := self._one(found):
            published(
                fact.performer_id,
                -self.dice.randint(1, fact.amount_minor),
                kind=FactKind.CORRECTION.value,
                cause_id=fact.id,
                currency=CURRENCY,
                decided_by=self.cast.cleo.id,
            )
            self.whole.run("earnings.collect")

    def hold(self) -> None:
        if earning := self._one(all_of(Earning)):
            held(earning.id, self.cast.fay, self.dice.randint(1, 9))

    def end_hold(self) -> None:
        if hold := self._one(each for each in all_of(PayHold) if each.ended_at is None):
            holding.end_hold(hold.id, "Seen.", actor=self.cast.cora.actor)

    def plan(self) -> None:
        self.whole.run("pay_runs.plan")

    def plan_on_demand(self) -> None:
        opening.plan_on_demand(because="Now.", actor=self.cast.fay.actor)

    def approve(self) -> None:
        if run := self._one(each for each in all_of(PayRun) if each.state is RunState.PLANNED):
            seen = sums.fingerprint(run, sums.totals(db.session(), [run.id])[run.id])
            approving.approve_run(run.id, seen, actor=self.cast.fay.actor)

    def reject(self) -> None:
        if run := self._one(each for each in all_of(PayRun) if each.state is RunState.PLANNED):
            approving.reject_run(run.id, "No.", actor=self.cast.fay.actor)
            voiding.void_rejected()

    def take_out(self) -> None:
        planned = (each for each in all_of(Payout) if each.state is PayoutState.PLANNED)
        if payout := self._one(planned):
            approving.take_out(payout.id, "No.", actor=self.cast.fay.actor)

    def send(self) -> None:
        self.desk.send()

    def pay_out(self) -> None:
        """As far as it goes, at one go."""
        self.work()
        clock.move(timedelta(minutes=1))
        self.plan_on_demand()
        self.approve()
        self.dice.choice((self.send, self.send, self.die_after_asking))()

    def die_after_asking(self) -> None:
        """Stripe did it, or not, and nobody wrote it down."""
        for claimed in self.whole.claims(self.dice.randint(1, 3)):
            if self.dice.random() < 0.8:
                self.whole.asked(claimed)

    def break_something(self) -> None:
        self.break_as(self.dice.choice(BREAKS), self.dice.choice(PATHS), self.dice.randint(1, 4))

    def break_as(self, mode: str, path: str, count: int) -> None:
        self.desk.visitor.lever("fail_next", mode=mode, path=path, method="POST", count=count)

    def mend(self) -> None:
        self.desk.visitor.lever("fail_next", mode="none")

    def fund(self) -> None:
        self.desk.fund(self.dice.randint(1_000, FUNDS))

    def hear_from_bank(self) -> None:
        if asked := self._one(attempts(Step.BANK, AttemptState.DONE)):
            lever = self.dice.choice(("send", "pay", "pay", "fail", "return"))
            self.desk.visitor.lever(f"payouts/{asked.stripe_id}/{lever}")

    def hear(self) -> None:
        """Some of all messages, old and new, once or more."""
        known = self.whole.messages()
        if known:
            self.whole.tell(self.dice.choices(known, k=self.dice.randint(1, 15)))

    def sweep(self) -> None:
        self.whole.run("stripe_events.sweep", "stripe_events.handle")

    def look(self) -> None:
        self.whole.run("transfers.look")

    def change_account(self) -> None:
        account = self.dice.choice(list(self.desk.accounts.values()))
        lever = self.dice.choice(("restrict", *["complete"] * 4))
        given = {"number": self.dice.choice((WORKS, FAILS, RETURNS))} if lever == "complete" else {}
        self.desk.visitor.lever(f"accounts/{account}/{lever}", **given)

    def read_accounts(self) -> None:
        self.whole.run("payees.read_again")

    def pass_hours(self) -> None:
        clock.move(timedelta(hours=self.dice.randint(2, 20)))

    def pass_days(self) -> None:
        """So many that Stripe has forgotten every key."""
        clock.move(timedelta(hours=self.dice.randint(25, 100)))
        if self.dice.random() < 0.5:
            self.desk.visitor.lever("prune_idempotency")
            self.sweep()
        self.whole.run("earnings.end_holds", "earnings.reduce")

    def settle(self) -> None:
        """Everything goes on as it should from here, and everybody is paid."""
        self.mend()
        self.desk.fund(10 * FUNDS)
        for week in range(7):
            for each in all_of(Payee):
                if week == 0 or each.standing is not Standing.READY:  # Which their page tells.
                    lever = f"accounts/{each.stripe_account}/complete"
                    self.desk.visitor.lever(lever, number=WORKS)
            if week < 2:  # So that what is little is no reason to wait any more.
                for each in self.people:
                    published(each.id, 20_000, currency=CURRENCY)
            self.whole.run("earnings.collect", "earnings.end_holds", "earnings.reduce")
            clock.move(timedelta(days=7))
            self.whole.run("payees.read_again", "pay_runs.plan")
            while any(each.state is RunState.PLANNED for each in all_of(PayRun)):
                self.approve()
            for _ in range(3):
                self.send()
                clock.move(timedelta(hours=2))
                self.look()
                self.sweep()

    def _one(self, found: Any) -> Any:
        """Ids are random; for one seed the same is chosen all the same."""
        rows = sorted(found, key=_age)
        return self.dice.choice(rows) if rows else None


_ACTS = {
    **dict.fromkeys(("approve", "send"), 10),
    **dict.fromkeys(("pay_out", "work", "break_something", "hear_from_bank"), 8),
    **dict.fromkeys(("plan_on_demand", "plan", "hear", "pass_days"), 4),
    **dict.fromkeys(("die_after_asking", "pass_hours"), 3),
    **dict.fromkeys(("correct", "hold", "look", "mend"), 2),
    **dict.fromkeys(("end_hold", "reject", "take_out", "fund", "sweep"), 1),
    **dict.fromkeys(("change_account", "read_accounts"), 1),
}
"""And how often: most of them is on the way to somebody's bank."""


def _age(row: Any) -> str:
    names = ("published_at", "earned_at", "placed_at", "planned_at", "made_at")
    names += ("number", "amount_minor", "step", "n")
    return " ".join(str(getattr(row, name, "")) for name in names)


def found_in(history: History, steps: int) -> list[str]:
    """What was wrong after a step, and after which; then nothing more is done."""
    for _ in range(steps):
        history.step()
        if wrong := history.faults():
            return [f"after {history.done[-3:]}", *wrong]
    history.settle()
    return history.faults() + unpaid(history.whole, history.people)
