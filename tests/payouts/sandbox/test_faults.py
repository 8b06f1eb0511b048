"""What breaks between two machines breaks on order."""

import time

import pytest
import stripe

from tests.payouts.sandbox.standing_in import client_of


@pytest.fixture
def account(visitor):
    visitor.fund(10_000)
    return visitor.account()


def transfer(client, account, key="po:1:1"):
    return client.v1.transfers.create(
        {"amount": 5000, "currency": "usd", "destination": account}, {"idempotency_key": key}
    )


@pytest.mark.parametrize(("mode", "moved"), [("drop_before", 0), ("drop_after_commit", 5000)])
def test_a_broken_connection_leaves_it_open_whether_it_was_done(visitor, account, mode, moved):
    visitor.lever("fail_next", mode=mode, path="/v1/transfers")
    with pytest.raises(stripe.APIConnectionError):
        transfer(visitor.stripe, account)
    assert visitor.available(account) == moved
    assert transfer(visitor.stripe, account).amount == 5000
    assert visitor.available(account) == 5000


def test_an_answer_that_comes_too_late_was_done_all_the_same(visitor, account):
    hasty = client_of(visitor.address, http_client=stripe.RequestsClient(timeout=0.3))
    visitor.lever("fail_next", mode="timeout", path="/v1/transfers", seconds=1)
    began = time.monotonic()
    with pytest.raises(stripe.APIConnectionError):
        transfer(hasty, account)
    assert time.monotonic() - began < 1
    assert visitor.available(account) == 5000


@pytest.mark.parametrize(
    ("mode", "error", "moved"),
    [
        ("429", stripe.RateLimitError, 0),
        ("409", stripe.StripeError, 0),
        ("500", stripe.APIError, 0),
        ("500_after_commit", stripe.APIError, 5000),
    ],
)
def test_each_refusal_is_what_the_sdk_takes_it_for(visitor, account, mode, error, moved):
    visitor.lever("fail_next", mode=mode, path="/v1/transfers")
    with pytest.raises(error):
        transfer(visitor.stripe, account)
    assert visitor.available(account) == moved


def test_the_sdk_repeats_a_conflict_under_the_same_key(visitor, account):
    visitor.lever("fail_next", mode="409", path="/v1/transfers", count=2)
    patient = client_of(visitor.address, max_network_retries=2)
    transfer(patient, account)
    assert visitor.available(account) == 5000


def test_a_fault_waits_for_its_request_and_its_turn(visitor, account):
    visitor.lever("fail_next", mode="500", path="/v1/transfers", method="POST", skip=1, count=1)
    visitor.stripe.v1.transfers.list()
    transfer(visitor.stripe, account, "a")
    with pytest.raises(stripe.APIError):
        transfer(visitor.stripe, account, "b")
    transfer(visitor.stripe, account, "c")


def test_faults_are_taken_back(visitor, account):
    visitor.lever("fail_next", mode="500", count=100)
    visitor.lever("fail_next", mode="none")
    assert transfer(visitor.stripe, account).amount == 5000


def test_a_fault_nobody_knows_is_refused(visitor):
    with pytest.raises(Exception, match="400"):
        visitor.lever("fail_next", mode="earthquake")
