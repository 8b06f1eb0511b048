"""Whatever is done in whatever order: every balance is the sum of what moved."""

import random
from contextlib import suppress

import pytest
import stripe

CURRENCIES = ("usd", "eur", "jpy")


class History:
    """Somebody who does anything, and is refused often."""

    def __init__(self, visitor, seed):
        self.visitor, self.api = visitor, visitor.stripe.v1
        self.dice = random.Random(seed)
        self.accounts = [visitor.account(), visitor.account(number="000111111116")]
        self.transfers, self.payouts, self.charges = [], [], []
        self.brought = dict.fromkeys(CURRENCIES, 0)

    def step(self):
        name = self.dice.choice([each for each in dir(self) if each.startswith("do_")])
        with suppress(stripe.InvalidRequestError):
            getattr(self, name)()

    def do_fund(self):
        amount, currency = self.dice.randint(100, 9000), self.dice.choice(CURRENCIES)
        self.visitor.fund(amount, currency)
        self.brought[currency] += amount

    def do_charge(self):
        method = self.dice.choice(["pm_card_visa", "pm_card_bypassPending", "pm_usBankAccount"])
        given = {"confirm": True, "payment_method": method, "currency": "usd"}
        made = self.api.payment_intents.create({"amount": self.dice.randint(50, 9000), **given})
        self.charges.append(made.latest_charge)

    def do_transfer(self):
        made = self.api.transfers.create(
            {
                "amount": self.dice.randint(1, 3000),
                "currency": self.dice.choice(CURRENCIES),
                "destination": self.dice.choice(self.accounts),
            }
        )
        self.transfers.append(made.id)

    def do_reverse(self):
        if self.transfers:
            given = {"amount": self.dice.randint(1, 3000)}
            self.api.transfers.reversals.create(self.dice.choice(self.transfers), given)

    def do_payout(self):
        options = {"stripe_account": self.dice.choice(self.accounts)}
        given = {"amount": self.dice.randint(1, 2000), "currency": "usd"}
        self.payouts.append((self.api.payouts.create(given, options).id, options))

    def do_cancel(self):
        if self.payouts:
            name, options = self.dice.choice(self.payouts)
            self.api.payouts.cancel(name, {}, options)

    def do_refund(self):
        if self.charges:
            given = {"charge": self.dice.choice(self.charges)}
            self.api.refunds.create({**given, "amount": self.dice.randint(1, 3000)})

    def do_wait(self):
        self.visitor.lever("advance_clock", hours=self.dice.randint(1, 60))


def looks_right(history):
    visitor, api = history.visitor, history.api
    state = visitor.seen("/_test/state")
    assert all(each["adds_up"] for each in state["balances"])
    assert all(each["available"] >= 0 for each in state["balances"] if each["account"])
    for name in history.transfers:
        shown = api.transfers.retrieve(name)
        assert 0 <= shown.amount_reversed <= shown.amount
    for account in history.accounts:
        options = {"stripe_account": account}
        moved = api.balance_transactions.list({"limit": 100, "currency": "usd"}, options)
        total = sum(each.net for each in moved.auto_paging_iter())
        assert total == visitor.available(account) + visitor.pending(account)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_the_books_agree(visitor, seed):
    history = History(visitor, seed)
    for _ in range(60):
        history.step()
    looks_right(history)
    visitor.days(30)
    looks_right(history)
    assert history.transfers
    assert visitor.pending() == 0


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(100, 120))
def test_after_long_histories_too(visitor, seed):
    history = History(visitor, seed)
    for _ in range(400):
        history.step()
    looks_right(history)
