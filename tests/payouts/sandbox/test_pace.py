"""Stripe's limit: never more than the rate, and nothing of what is above it is done."""

import threading
import time

import pytest
import stripe

from payouts.sandbox.pace import Pace
from tests.payouts.sandbox.standing_in import client_of, standing_in


def test_above_the_rate_it_is_429_and_nothing_is_done(tmp_path):
    with standing_in(tmp_path / "s.sqlite", rate=5) as visitor:
        done, refused = 0, 0
        for number in range(20):
            try:
                visitor.stripe.v1.topups.create(
                    {"amount": 1, "currency": "usd"}, {"idempotency_key": f"k{number}"}
                )
                done += 1
            except stripe.RateLimitError:
                refused += 1
        state = visitor.seen("/_test/state")
    assert refused > 0
    assert state["objects"]["topup"] == done
    assert state["requests"]["refused"] == refused


def test_over_any_time_no_more_than_a_bucketful_and_the_rate_pass(monkeypatch):
    at = [0.0]
    monkeypatch.setattr("payouts.sandbox.pace.time.monotonic", lambda: at[0])
    pace = Pace(10)
    passed = 0
    for _ in range(1000):
        at[0] += 0.01
        passed += pace.allows()
    assert 100 <= passed <= 110


def test_a_bucket_that_does_not_empty_would_be_found(monkeypatch):
    at = [0.0]
    monkeypatch.setattr("payouts.sandbox.pace.time.monotonic", lambda: at[0])
    pace = Pace(10)
    passed = 0
    for _ in range(1000):
        at[0] += 0.01
        pace._tokens = 10  # The planted fault.
        passed += pace.allows()
    assert passed > 110


def test_waiting_a_little_lets_requests_through_again(tmp_path):
    with standing_in(tmp_path / "s.sqlite", rate=2) as visitor:
        for _ in range(2):
            visitor.stripe.v1.balance.retrieve()
        with pytest.raises(stripe.RateLimitError):
            visitor.stripe.v1.balance.retrieve()
        time.sleep(0.6)
        visitor.stripe.v1.balance.retrieve()


@pytest.mark.proof
def test_a_hundred_transfers_and_payouts_a_second_are_done(tmp_path):
    """At the real limit, from several threads, as a pay run sends them."""
    with standing_in(tmp_path / "s.sqlite") as visitor:
        visitor.fund(10_000_000)
        accounts = [visitor.account() for _ in range(4)]
        began = time.monotonic()

        def pay(account):
            client = client_of(visitor.address)
            for _ in range(125):
                client.v1.transfers.create(
                    {"amount": 10, "currency": "usd", "destination": account}
                )
                client.v1.payouts.create(
                    {"amount": 10, "currency": "usd"}, {"stripe_account": account}
                )

        threads = [threading.Thread(target=pay, args=(account,)) for account in accounts]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        took = time.monotonic() - began
        assert visitor.seen("/_test/state")["objects"]["payout"] == 500
    assert 1000 / took >= 100
