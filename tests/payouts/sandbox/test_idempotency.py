"""The same key brings the same answer, and changes nothing a second time."""

import threading

import pytest
import stripe

from payouts.sandbox.idempotency import InUse, Key
from payouts.sandbox.refusals import Refused

DAY_S = 86400


@pytest.fixture
def account(visitor):
    visitor.fund(10_000)
    return visitor.account()


def transfer(visitor, account, key="po:1:1", amount=5000):
    return visitor.stripe.v1.transfers.create(
        {"amount": amount, "currency": "usd", "destination": account}, {"idempotency_key": key}
    )


def test_a_repeated_request_gets_the_first_answer(visitor, account):
    first, second = transfer(visitor, account), transfer(visitor, account)
    assert first.id == second.id
    assert second.last_response.headers["Idempotent-Replayed"] == "true"
    assert visitor.available() == 5000


def test_another_amount_under_the_same_key_is_refused(visitor, account):
    transfer(visitor, account)
    with pytest.raises(stripe.IdempotencyError):
        transfer(visitor, account, amount=5001)
    assert visitor.available() == 5000


def test_another_address_under_the_same_key_is_refused(visitor, account):
    transfer(visitor, account)
    with pytest.raises(stripe.IdempotencyError):
        visitor.stripe.v1.topups.create(
            {"amount": 5000, "currency": "usd"}, {"idempotency_key": "po:1:1"}
        )


def test_a_refusal_is_kept_too_so_the_key_is_spoilt(visitor, account):
    with pytest.raises(stripe.InvalidRequestError):
        transfer(visitor, account, amount=10_001)
    visitor.fund(10_000)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        transfer(visitor, account, amount=10_001)
    assert refused.value.error.code == "balance_insufficient"
    assert transfer(visitor, account, key="po:1:2", amount=10_001).id


def test_a_500_is_kept_too(visitor, account):
    visitor.lever("fail_next", mode="500", path="/v1/transfers")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            transfer(visitor, account)
    assert visitor.available() == 10_000


def test_what_the_contract_refuses_is_not_kept(visitor, account, contract_faults):
    with pytest.raises(stripe.InvalidRequestError):
        visitor.stripe.v1.transfers.create(
            {"amount": 5000, "currency": "usd", "destination": account, "oops": "1"},
            {"idempotency_key": "po:1:1"},
        )
    assert contract_faults.take()
    assert transfer(visitor, account).amount == 5000


@pytest.mark.parametrize("mode", ["409", "429"])
def test_a_conflict_or_a_limit_is_not_kept(visitor, account, mode):
    visitor.lever("fail_next", mode=mode, path="/v1/transfers")
    with pytest.raises(stripe.StripeError):
        transfer(visitor, account)
    assert transfer(visitor, account).amount == 5000


@pytest.mark.parametrize("how", ["a day", "lever"])
def test_a_forgotten_key_pays_again(visitor, account, how):
    """Why nobody may repeat blindly: they must look first."""
    first = transfer(visitor, account)
    if how == "a day":
        visitor.lever("advance_clock", seconds=DAY_S - 1)
        assert transfer(visitor, account).id == first.id
        visitor.lever("advance_clock", seconds=1)
    else:
        visitor.lever("prune_idempotency")
    assert transfer(visitor, account).id != first.id
    assert visitor.available() == 0


def test_a_key_belongs_to_the_account_that_is_spoken_for(visitor, account):
    other = visitor.account()
    for each in (account, other):
        transfer(visitor, each, key=each, amount=1000)
    options = [{"stripe_account": each, "idempotency_key": "po:1:1"} for each in (account, other)]
    made = {
        visitor.stripe.v1.payouts.create({"amount": 1000, "currency": "usd"}, each).id
        for each in options
    }
    assert len(made) == 2


def test_a_request_that_is_still_going_keeps_its_key_in_use(visitor, account):
    """Several at once under one key: one moves money, the others are told to wait or its answer."""
    answers = []

    def go():
        try:
            answers.append(transfer(visitor, account).id)
        except stripe.StripeError as why:
            answers.append(why.error.code)

    threads = [threading.Thread(target=go) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(answers) - {"idempotency_key_in_use"}) == 1
    assert visitor.available() == 5000


def test_a_key_is_in_use_until_its_request_is_answered():
    in_use, key = InUse(), Key("po:1:1", "", "what was asked")
    with in_use.hold(key), pytest.raises(Refused) as refused, in_use.hold(key):
        pass
    assert (refused.value.status, refused.value.code) == (409, "idempotency_key_in_use")
    with in_use.hold(key), in_use.hold(Key("po:1:1", "acct_other", "the same")):
        pass


def test_the_second_generation_tries_failed_work_again(visitor):
    options = {"idempotency_key": "close"}
    account = visitor.account()
    visitor.lever("fail_next", mode="500", path="/close")
    with pytest.raises(stripe.StripeError):
        visitor.stripe.v2.core.accounts.close(account, {}, options)
    assert visitor.stripe.v2.core.accounts.close(account, {}, options).closed is True


def test_a_key_has_at_most_255_characters(visitor, account):
    with pytest.raises(stripe.InvalidRequestError, match="255"):
        transfer(visitor, account, key="k" * 256)


def test_who_has_lost_access_does_not_get_the_first_answer_either(visitor, account):
    """A refusal of what was sent before proves nothing: the payout was made."""
    transfer(visitor, account)
    options = {"stripe_account": account, "idempotency_key": "bank:1:1"}
    given = {"amount": 5000, "currency": "usd"}
    visitor.stripe.v1.payouts.create(given, options)
    visitor.lever(f"accounts/{account}/deauthorize")
    with pytest.raises(stripe.PermissionError) as refused:
        visitor.stripe.v1.payouts.create(given, options)
    assert "Idempotent-Replayed" not in refused.value.headers
    assert visitor.seen("/_test/state")["objects"]["payout"] == 1
