"""From the platform to a performer, and back again."""

import pytest
import stripe


def transfer(visitor, account, amount=5000, **more):
    return visitor.stripe.v1.transfers.create(
        {"amount": amount, "currency": "usd", "destination": account, **more}
    )


@pytest.fixture
def account(visitor):
    visitor.fund(100_000)
    return visitor.account()


def test_a_transfer_moves_what_it_says(visitor, account):
    made = transfer(visitor, account, metadata={"payout": "p1"}, transfer_group="run_1")
    assert (visitor.available(), visitor.available(account)) == (95_000, 5000)
    assert (made.metadata.to_dict(), made.transfer_group) == ({"payout": "p1"}, "run_1")
    arrived = visitor.stripe.v1.charges.retrieve(
        made.destination_payment, {}, {"stripe_account": account}
    )
    assert (arrived.amount, arrived.source_transfer) == (5000, made.id)
    assert "transfer.created" in visitor.told()


def test_both_sides_have_their_balance_transaction(visitor, account):
    made = transfer(visitor, account)
    here = visitor.stripe.v1.balance_transactions.retrieve(made.balance_transaction)
    assert (here.type, here.amount, here.net, here.source) == ("transfer", -5000, -5000, made.id)
    there = visitor.stripe.v1.balance_transactions.list({}, {"stripe_account": account}).data
    assert [(each.type, each.amount) for each in there] == [("payment", 5000)]


def test_more_than_is_available_is_refused(visitor, account):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        transfer(visitor, account, 100_001)
    assert refused.value.error.code == "balance_insufficient"
    assert visitor.available() == 100_000


def test_funds_of_another_currency_do_not_help(visitor, account):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.transfers.create({"amount": 1, "currency": "eur", "destination": account})
    assert refused.value.error.code == "balance_insufficient"


@pytest.mark.parametrize("currency", ["eur", "gbp", "jpy"])
def test_each_currency_has_a_balance_of_its_own(visitor, account, currency):
    visitor.fund(700, currency)
    visitor.stripe.v1.transfers.create(
        {"amount": 200, "currency": currency, "destination": account}
    )
    assert visitor.available(currency=currency) == 500
    assert visitor.available(account, currency) == 200
    assert visitor.available() == 100_000


def test_an_amount_is_required_though_the_contract_does_not_say_so(visitor, account):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.transfers.create({"currency": "usd", "destination": account})
    assert refused.value.error.code == "parameter_missing"


def test_nobody_is_no_destination(visitor, account):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        transfer(visitor, "acct_nobody")
    assert refused.value.error.code == "resource_missing"


def test_transfers_are_found_by_group_and_destination(visitor, account):
    other = visitor.account()
    wanted = transfer(visitor, account, transfer_group="run_1")
    transfer(visitor, other, transfer_group="run_1")
    transfer(visitor, account, transfer_group="run_2")
    found = visitor.stripe.v1.transfers.list({"transfer_group": "run_1", "destination": account})
    assert [each.id for each in found.data] == [wanted.id]


def test_lists_have_pages_both_ways(visitor, account):
    made = [transfer(visitor, account, 10).id for _ in range(5)][::-1]
    first = visitor.stripe.v1.transfers.list({"limit": 2})
    assert ([each.id for each in first.data], first.has_more) == (made[:2], True)
    assert [each.id for each in first.auto_paging_iter()] == made
    back = visitor.stripe.v1.transfers.list({"limit": 2, "ending_before": made[3]})
    assert [each.id for each in back.data] == made[1:3]


def test_lists_know_when_something_was_made(visitor, account):
    transfer(visitor, account, 10)
    visitor.days(1)
    late = transfer(visitor, account, 10)
    found = visitor.stripe.v1.transfers.list({"created": {"gte": late.created}})
    assert [each.id for each in found.data] == [late.id]


def test_what_is_named_can_be_expanded(visitor, account):
    made = transfer(visitor, account, expand=["balance_transaction", "destination_payment"])
    assert made.balance_transaction.net == -5000
    assert made.destination_payment.amount == 5000
    listed = visitor.stripe.v1.transfers.list({"expand": ["data.balance_transaction"]})
    assert listed.data[0].balance_transaction.type == "transfer"
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        visitor.stripe.v1.transfers.retrieve(made.id, {"expand": ["nothing"]})


def test_metadata_is_joined_and_an_empty_value_takes_a_key_away(visitor, account):
    made = transfer(visitor, account, metadata={"a": "1", "b": "2"})
    changed = visitor.stripe.v1.transfers.update(made.id, {"metadata": {"a": "", "c": "3"}})
    assert changed.metadata.to_dict() == {"b": "2", "c": "3"}


def test_a_reversal_brings_money_back_in_parts(visitor, account):
    made = transfer(visitor, account)
    part = visitor.stripe.v1.transfers.reversals.create(made.id, {"amount": 2000})
    assert (visitor.available(), visitor.available(account)) == (97_000, 3000)
    rest = visitor.stripe.v1.transfers.reversals.create(made.id, {"metadata": {"why": "x"}})
    assert rest.amount == 3000
    shown = visitor.stripe.v1.transfers.retrieve(made.id)
    assert (shown.reversed, shown.amount_reversed) == (True, 5000)
    listed = visitor.stripe.v1.transfers.reversals.list(made.id)
    assert [each.id for each in listed.data] == [rest.id, part.id]
    assert visitor.told().count("transfer.reversed") == 2


def test_more_than_was_transferred_never_comes_back(visitor, account):
    made = transfer(visitor, account)
    transfer(visitor, account, 9000)
    for amount in (5001, 5000, 1):
        if amount == 5000:
            visitor.stripe.v1.transfers.reversals.create(made.id, {"amount": amount})
            continue
        with pytest.raises(stripe.InvalidRequestError):
            visitor.stripe.v1.transfers.reversals.create(made.id, {"amount": amount})
    assert visitor.available(account) == 9000


def test_what_was_paid_out_cannot_be_reversed(visitor, account):
    made = transfer(visitor, account)
    options = {"stripe_account": account}
    visitor.stripe.v1.payouts.create({"amount": 5000, "currency": "usd"}, options)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        visitor.stripe.v1.transfers.reversals.create(made.id, {})
    assert refused.value.error.code == "balance_insufficient"


def test_a_transfer_from_a_charge_waits_for_its_funds(visitor, account):
    paid = visitor.stripe.v1.payment_intents.create(
        {"amount": 9000, "currency": "usd", "confirm": True, "payment_method": "pm_card_visa"}
    )
    transfer(visitor, account, 8000, source_transaction=paid.latest_charge)
    assert (visitor.available(account), visitor.pending(account)) == (0, 8000)
    with pytest.raises(stripe.InvalidRequestError, match="must not exceed"):
        transfer(visitor, account, 1001, source_transaction=paid.latest_charge)
    visitor.days(3)
    assert (visitor.available(account), visitor.pending(account)) == (8000, 0)
