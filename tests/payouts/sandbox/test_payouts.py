"""From a performer's balance to their bank, and what banks do."""

import pytest
import stripe

BANKS = {"works": "000123456789", "closed": "000111111113", "wrong": "000111111116"}


class Payee:
    def __init__(self, visitor, amount=5000, currency="usd", bank=None, **given):
        self.visitor, self.api = visitor, visitor.stripe.v1.payouts
        self.id = visitor.account(**given, **({"currency": bank} if bank else {}))
        self.options = {"stripe_account": self.id}
        visitor.fund(amount, currency)
        visitor.stripe.v1.transfers.create(
            {"amount": amount, "currency": currency, "destination": self.id}
        )

    def pay(self, amount=5000, currency="usd", **more):
        return self.api.create({"amount": amount, "currency": currency, **more}, self.options)

    def now(self, payout):
        return self.api.retrieve(payout.id, {}, self.options)


def test_a_payout_is_pending_then_on_its_way_then_paid(visitor):
    payee = Payee(visitor)
    made = payee.pay(metadata={"run": "1"})
    assert (made.status, made.metadata.to_dict()) == ("pending", {"run": "1"})
    assert visitor.available(payee.id) == 0
    visitor.lever("advance_clock", hours=2)
    assert payee.now(made).status == "in_transit"
    visitor.lever("advance_clock", to=made.arrival_date)
    assert payee.now(made).status == "paid"
    assert [kind for kind in visitor.told(payee.id) if kind.startswith("payout.")] == [
        "payout.created",
        "payout.updated",
        "payout.paid",
    ]


def test_it_arrives_two_banking_days_later(visitor):
    payee = Payee(visitor, 9000)
    monday = payee.pay(1000)
    visitor.days(3)
    thursday = payee.pay(1000)
    assert monday.arrival_date - monday.created == (2 * 24 - 9) * 3600
    assert thursday.arrival_date - thursday.created == (4 * 24 - 9) * 3600


def test_more_than_lies_there_is_refused(visitor):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        Payee(visitor).pay(5001)
    assert refused.value.error.code == "balance_insufficient"


def test_a_pending_payout_can_be_cancelled_and_the_money_is_back(visitor):
    payee = Payee(visitor)
    made = payee.pay()
    assert payee.api.cancel(made.id, {}, payee.options).status == "canceled"
    assert visitor.available(payee.id) == 5000
    visitor.days(5)
    assert payee.now(made).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError):
        payee.api.cancel(made.id, {}, payee.options)


def test_to_a_closed_bank_account_it_fails_and_no_other_is_sent_there(visitor):
    payee = Payee(visitor, number=BANKS["closed"])
    made = payee.pay()
    visitor.days(5)
    failed = payee.now(made)
    assert (failed.status, failed.failure_code) == ("failed", "account_closed")
    assert visitor.available(payee.id) == 5000
    bank = visitor.stripe.v1.accounts.external_accounts.retrieve(payee.id, made.destination)
    assert bank.status == "errored"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        payee.pay()
    assert refused.value.error.code == "payouts_not_allowed"


def test_paid_is_not_final(visitor):
    payee = Payee(visitor, number=BANKS["wrong"])
    made = payee.pay()
    visitor.lever("advance_clock", to=made.arrival_date)
    assert payee.now(made).status == "paid"
    visitor.days(3)
    returned = payee.now(made)
    assert (returned.status, returned.failure_code) == ("failed", "no_account")
    back = visitor.stripe.v1.balance_transactions.retrieve(
        returned.failure_balance_transaction, {}, payee.options
    )
    assert (back.type, back.amount) == ("payout_failure", 5000)
    assert visitor.told(payee.id)[-2:] == ["account.external_account.updated", "payout.failed"]


def test_with_a_new_bank_account_it_goes_on(visitor):
    payee = Payee(visitor, number=BANKS["closed"])
    payee.pay()
    visitor.days(5)
    visitor.lever(f"accounts/{payee.id}/complete", number=BANKS["works"])
    again = payee.pay()
    visitor.days(5)
    assert payee.now(again).status == "paid"


@pytest.mark.parametrize(("lever", "ends"), [("pay", "paid"), ("fail", "failed")])
def test_levers_decide_at_once(visitor, lever, ends):
    payee = Payee(visitor)
    made = payee.pay()
    visitor.lever(f"payouts/{made.id}/{lever}")
    assert payee.now(made).status == ends


def test_the_lever_returns_what_was_paid_and_only_once(visitor):
    payee = Payee(visitor)
    made = payee.pay()
    visitor.lever(f"payouts/{made.id}/return")
    assert visitor.available(payee.id) == 5000
    assert [kind for kind in visitor.told(payee.id) if kind.startswith("payout.")] == [
        "payout.created",
        "payout.paid",
        "payout.failed",
    ]
    with pytest.raises(Exception, match="400"):
        visitor.lever(f"payouts/{made.id}/return")
    assert visitor.available(payee.id) == 5000


def test_a_paid_payout_to_a_us_bank_can_be_reversed_once(visitor):
    payee = Payee(visitor)
    made = payee.pay()
    with pytest.raises(stripe.InvalidRequestError):
        payee.api.reverse(made.id, {}, payee.options)
    visitor.days(5)
    back = payee.api.reverse(made.id, {}, payee.options)
    assert (back.amount, back.original_payout) == (-5000, made.id)
    assert payee.now(made).reversed_by == back.id
    visitor.days(5)
    assert visitor.available(payee.id) == 5000
    with pytest.raises(stripe.InvalidRequestError):
        payee.api.reverse(made.id, {}, payee.options)


def test_after_ninety_days_it_cannot_be_reversed(visitor):
    payee = Payee(visitor)
    made = payee.pay()
    visitor.days(91)
    with pytest.raises(stripe.InvalidRequestError, match="90 days"):
        payee.api.reverse(made.id, {}, payee.options)


def test_without_a_bank_account_in_that_currency_there_is_no_payout(visitor):
    payee = Payee(visitor, currency="eur")
    with pytest.raises(stripe.InvalidRequestError, match="external accounts in that currency"):
        payee.pay(currency="eur")


@pytest.mark.parametrize("currency", ["huf", "isk", "twd", "ugx"])
def test_currencies_without_cents_are_paid_out_in_hundreds(visitor, currency):
    payee = Payee(visitor, 12_345, currency, bank=currency)
    with pytest.raises(stripe.InvalidRequestError, match="multiple of 100"):
        payee.pay(12_345, currency)
    assert payee.pay(12_300, currency).amount == 12_300
    assert visitor.available(payee.id, currency) == 45


def test_movements_are_found_by_payout(visitor):
    payee = Payee(visitor)
    made = payee.pay()
    found = visitor.stripe.v1.balance_transactions.list({"payout": made.id}, payee.options)
    assert [(each.type, each.net) for each in found.data] == [("payout", -5000)]
    by_type = visitor.stripe.v1.balance_transactions.list({"type": "payment"}, payee.options)
    assert [each.net for each in by_type.data] == [5000]


def test_payouts_are_found_by_status_and_destination(visitor):
    payee = Payee(visitor)
    one, two = payee.pay(1000), payee.pay(2000)
    payee.api.cancel(one.id, {}, payee.options)
    found = payee.api.list({"status": "pending", "destination": two.destination}, payee.options)
    assert [each.id for each in found.data] == [two.id]


def test_another_accounts_payout_does_not_exist(visitor):
    payee, other = Payee(visitor), visitor.account()
    made = payee.pay()
    with pytest.raises(stripe.InvalidRequestError, match="No such payout"):
        visitor.stripe.v1.payouts.retrieve(made.id, {}, {"stripe_account": other})


def test_payouts_are_found_by_the_day_they_arrive(visitor):
    payee = Payee(visitor)
    early = payee.pay(1000)
    visitor.days(3)
    late = payee.pay(1000)
    for asked, wanted in (({"gt": early.arrival_date}, late), (early.arrival_date, early)):
        found = payee.api.list({"arrival_date": asked}, payee.options)
        assert [each.id for each in found.data] == [wanted.id]
