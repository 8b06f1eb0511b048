"""Two hundred messages of Stripe's, snapshot and thin, in any order and number, some of them here
before the answer to the very request that made them: one end, and it is written down below."""

import random
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import db
from foundation.ids import new_id
from payouts.funding import steps as funding_steps
from payouts.funding.models import Funding
from payouts.journal.balances import all_balances
from payouts.journal.chart import PLATFORM
from payouts.pay_runs.models import Payout
from payouts.payees import queries as payees
from payouts.transfers.models import Step
from payouts.webhooks.models import EventWaiting
from tests.cast import NORTHLAB
from tests.payouts.funding.paying import (
    AT_ONCE,
    BAD_DEBIT,
    DEBIT,
    DISPUTED,
    GOOD,
    ORDER,
    an_order,
    confirmed,
    paid,
)
from tests.payouts.pay_runs.earned import all_of
from tests.payouts.proofs.whole import Message, Whole
from tests.payouts.transfers.sent import attempts

MESSAGES = 200
CAPITAL = 50_000
ENDS_IN = {
    "fundings": [
        (5_000, "failed", False, False),
        (8_000, "paid", True, True),
        (10_000, "paid", False, True),
        (10_000, "paid", False, True),
        (20_000, "paid", False, True),
    ],
    # Less what the bank took back: it can be promised no more.
    "confirmed": 40_000,
    "books": {
        ("order_funds", "order"): 48_000,
        ("performer_payable", "ben"): 3_000,
        ("performer_payable", "mira"): 7_000,
        # The dispute, and work for an order that nobody funded, with our fee on it.
        ("receivable_client", "northlab"): 8_000 + 15_000 + 2_250,
        ("platform_fee", "ours"): 2_250,
        # Two cards of 10,000, one of 8,000, a bank debit of 20,000, and the dispute's own.
        ("stripe_fees", "ours"): 320 + 320 + 262 + 160 + 1_500,
        # What came in less fees and dispute, less what omar has at his bank.
        ("stripe_available", "ours"): 48_000 - 1_062 - 9_500 - 5_000,
    },
    "payouts": {"omar": "paid", "mira": "void", "ben": "void"},
    "payees": {"omar": "ready", "mira": "restricted", "ben": "paused"},
    "waiting": 0,
}


class Story:
    """What clients, performers, banks and Stripe do: always the same. What we hear of it, when,
    how often and in which order: as the dice say."""

    def __init__(self, whole: Whole, cast, seed: int) -> None:
        self.whole, self.desk, self.cast = whole, whole.desk, cast
        self.people = {"omar": cast.omar, "mira": cast.mira, "ben": cast.ben}
        self.dice = random.Random(seed)
        self.heard: list[str] = []

    def play(self) -> None:
        for _ in self._happens():
            self.hear()
        self.hear_all()
        while self.desk.send():
            self.hear_all()
        self.whole.run("funding.read_again")

    def hear(self) -> None:
        """Some of all that was ever told, old and new, once or more."""
        known = self.whole.messages()
        self._tell(self.dice.choices(known, k=self.dice.randint(0, 12)) if known else [])

    def hear_all(self) -> None:
        """What is still missing, among repetitions, and never fewer than two hundred in all."""
        known = self.whole.messages()
        missing = [each for each in known if each.id not in set(self.heard)]
        more = max(MESSAGES - len(self.heard) - len(missing), 0)
        told = missing + self.dice.choices(known, k=more)
        self.dice.shuffle(told)
        while told:
            size = self.dice.randint(1, 60)
            self._tell(told[:size])
            told = told[size:]

    def _tell(self, told: list[Message]) -> None:
        self.whole.tell(told)
        self.heard += [each.id for each in told]

    def _happens(self) -> Iterator[None]:
        visitor, ada = self.desk.visitor, self.cast.ada
        an_order()
        for number, minor in (
            (AT_ONCE, 10_000),
            (GOOD, 10_000),
            (DEBIT, 20_000),
            (BAD_DEBIT, 5_000),
            (DISPUTED, 8_000),
        ):
            paid(visitor, ada, number, minor)
            yield
        accounts = {name: self.desk.payee(person) for name, person in self.people.items()}
        self.desk.fund(CAPITAL)
        yield
        omar, mira, ben = self.people.values()
        self.desk.approved((omar, 5_000), (mira, 7_000), (ben, 3_000))
        yield from self._sending()
        banks = {each.account: each.stripe_id for each in attempts(Step.BANK)}
        visitor.lever(f"payouts/{banks[accounts['ben']]}/fail")
        yield
        clock.move(timedelta(days=4))
        yield
        visitor.lever(f"payouts/{banks[accounts['mira']]}/return")
        yield
        clock.move(timedelta(days=9))
        yield from self._sending()
        visitor.lever(f"accounts/{accounts['mira']}/restrict")
        yield
        visitor.lever(f"accounts/{accounts['ben']}/complete", number="000999888777")
        yield

    def _sending(self) -> Iterator[None]:
        """Stripe has done it and tells of it, and its answer is not written down yet."""
        while claimed := self.whole.claims():
            found = self.whole.asked(claimed[0])
            yield
            self.whole.recorded(claimed[0], found)
            yield

    def ended_in(self) -> dict[str, object]:
        names = {each.id: name for name, each in self.people.items()}
        names |= {PLATFORM: "ours", NORTHLAB: "northlab", ORDER: "order"}
        db.session.rollback()
        session = db.session()
        states = payees.payee_states(session, [each.id for each in self.people.values()])
        books = {
            (each.account.kind.value, names.get(each.account.owner, "?")): each.posted.amount_minor
            for each in all_balances(session)
            if each.posted.amount_minor
        }
        return {
            "fundings": sorted(
                (each.amount_minor, each.state.value, each.disputed, each.is_available)
                for each in all_of(Funding)
            ),
            "confirmed": confirmed(),
            "books": books,
            "payouts": {names[each.performer_id]: each.state.value for each in all_of(Payout)},
            "payees": {names[id_]: each.state.value for id_, each in states.items()},
            "waiting": session.scalar(select(func.count()).select_from(EventWaiting)),
        }


def played(whole: Whole, cast, seed: int) -> Story:
    story = Story(whole, cast, seed)
    story.play()
    return story


@pytest.mark.parametrize("seed", range(3))
def test_two_hundred_messages_end_in_one_state(whole, cast, seed):
    story = played(whole, cast, seed)
    assert len(story.heard) >= MESSAGES > len(set(story.heard))
    assert story.ended_in() == ENDS_IN
    assert whole.desk.faults() == []


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(100, 120))
def test_and_in_many_more_orders(whole, cast, seed):
    assert played(whole, cast, seed).ended_in() == ENDS_IN
    assert whole.desk.faults() == []


def test_who_counts_messages_and_not_movements_is_found_out(whole, cast, monkeypatch):
    """The planted fault: each time that it is told, a payment counts."""
    honest = funding_steps.post

    def count(session, key, lines, **more):
        return honest(session, f"{key}:{new_id()}", lines, **more)

    monkeypatch.setattr(funding_steps, "post", count)
    story = played(whole, cast, 0)
    assert story.ended_in() != ENDS_IN
    assert any("at Stripe" in each for each in whole.desk.faults())
