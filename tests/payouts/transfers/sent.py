"""Pay on its way: approved, sent, and what must be so after anything at all."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from payouts.journal.chart import Account, Kind, platform
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs.models import Payout, PayRun
from payouts.payees.models import Payee, Standing
from payouts.stripe_gateway import bank_payouts
from payouts.stripe_gateway.conversation import Stripe
from payouts.transfers import sending
from payouts.transfers.following import follow
from payouts.transfers.models import Attempt, AttemptState, Step
from tests.payouts.pay_runs import earned
from tests.payouts.pay_runs.earned import all_of, kept
from tests.payouts.sandbox.standing_in import Visitor

CURRENCY = "USD"


@dataclass(slots=True)
class Desk:
    cast: Any
    visitor: Visitor
    stripe: Stripe
    accounts: dict[UUID, str]
    funded: int = 0

    def payee(self, person: Any) -> str:
        account = self.accounts[person.id] = self.visitor.account()
        can_be_paid(person.id, account, methods_of(self.visitor, account))
        return account

    def fund(self, amount: int) -> None:
        self.visitor.fund(amount, CURRENCY.lower())
        self.funded += amount

    def approved(self, *pay: tuple[Any, int]) -> list[Payout]:
        """One payout each, in a run that finance let go."""
        for person, amount in pay:
            earned.earn(person.id, amount, CURRENCY)
        earned.over()
        run_id = opening.plan_due()
        assert run_id is not None
        session = db.session()
        run = session.get_one(PayRun, run_id)
        seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
        assert approving.approve_run(run_id, seen, actor=self.cast.fay.actor)
        return [each for each in all_of(Payout) if each.run_id == run_id]

    def send(self) -> int:
        return sending.send_all(self.stripe, lambda _session: None)

    def later(self, **time: float) -> None:
        """The stand-in is in this process and goes by the same clock."""
        clock.move(timedelta(**time))

    def look(self) -> None:
        for each in attempts(Step.BANK, AttemptState.DONE):
            seen = bank_payouts.retrieve(self.stripe, each.stripe_id, account=each.account)
            with transaction() as session:
                follow(session, session.get_one(Payout, each.payout_id), seen)

    def moved_to(self, account: str) -> int:
        """By Stripe's own books: sent there less what was taken back."""
        found = self.visitor.stripe.v1.transfers.list({"destination": account, "limit": 100})
        return sum(each.amount - each.amount_reversed for each in found.data)

    def faults(self) -> list[str]:
        """Ours against the stand-in's books, and what must be so in ours."""
        found = earned.faults()
        ours, _ = kept(platform(Kind.STRIPE_AVAILABLE, CURRENCY))
        theirs = self.visitor.available("", CURRENCY.lower())
        if ours + self.funded != theirs:
            found.append(f"{theirs} at Stripe, {ours + self.funded} by our books")
        for performer_id, account in self.accounts.items():
            there, _ = kept(Account(Kind.CONNECTED, performer_id, CURRENCY))
            bank = self._under_way(account)
            has = self.visitor.available(account, CURRENCY.lower()) + bank
            if there != has:
                found.append(f"{has} in {account}, {there} by our books")
        live = Counter(
            each.payout_id
            for each in attempts(Step.TRANSFER)
            if each.state not in (AttemptState.REFUSED, AttemptState.ABSENT)
        )
        return found + [f"{payout} is sent {n} times" for payout, n in live.items() if n > 1]

    def _under_way(self, account: str) -> int:
        """Out of the balance there, and not known to us to be at the bank."""
        known = {
            each.stripe_id
            for each in attempts(Step.BANK)
            if state_of(each.payout_id) in ("paid", "void") or each.state != AttemptState.DONE
        }
        shown = self.visitor.stripe.v1.payouts.list({"limit": 100}, {"stripe_account": account})
        return sum(
            each.amount
            for each in shown.data
            if each.id not in known and each.status in ("pending", "in_transit", "paid")
        )


def methods_of(visitor: Visitor, account: str) -> dict[str, str]:
    """The banks that Stripe sends each currency to."""
    banks = visitor.stripe.v1.accounts.external_accounts.list(account).data
    return {each.currency.upper(): each.id for each in banks if each.default_for_currency}


def can_be_paid(performer_id: UUID, account: str, methods: dict[str, str]) -> None:
    """As it stands here once they have said at Stripe where their pay should go."""
    with transaction() as session:
        session.add(
            Payee(
                performer_id=performer_id,
                country="US",
                stripe_account=account,
                standing=Standing.READY,
                methods=methods,
                manual=True,
                read_at=clock.now(),
            )
        )


def attempts(step: Step | None = None, state: AttemptState | None = None) -> list[Attempt]:
    found = sorted(all_of(Attempt), key=lambda each: (each.made_at, each.step.value, each.n))
    return [
        each
        for each in found
        if (step is None or each.step is step) and (state is None or each.state is state)
    ]


def state_of(payout_id: UUID) -> str:
    db.session.rollback()
    found = db.session().scalar(select(Payout.state).where(Payout.id == payout_id))
    return str(found.value) if found else ""
