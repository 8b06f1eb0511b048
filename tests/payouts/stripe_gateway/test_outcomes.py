"""What became of a request, for every way in which it can go. Over real HTTP, with the real SDK."""

import pytest

from foundation.database import transaction
from foundation.money import Money
from payouts.stripe_gateway import accounts, transfers
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Unknown
from tests.payouts.stripe_gateway.answers import error, made
from tests.payouts.stripe_gateway.scripted import Line

MOVE = transfers.prepare(
    Money(4200, "USD"), destination="acct_1", group="payout_1", metadata={"payout_id": "1"}
)
PAYEE = accounts.prepare(email="a@b.test", name="Ada", country="US", metadata={})
THE_TRANSFER = made(
    "transfer", id="tr_1", amount=4200, currency="usd", destination="acct_1", created=1
)
INVALID = "invalid_request_error"
MADE = Line(200, THE_TRANSFER)
DOWN = Line(500, error("api_error"))


def sent(stripe, server, *lines):
    server.says(*lines)
    return transfers.send(stripe, MOVE, key="po:1:1")


def test_what_was_done_is_done(stripe, server):
    outcome = sent(stripe, server, MADE)
    assert isinstance(outcome, Done)
    assert (outcome.answer.id, outcome.answer.amount) == ("tr_1", Money(4200, "USD"))
    [heard] = server.heard
    assert heard.headers["Idempotency-Key"] == "po:1:1"
    assert heard.headers["Stripe-Version"] == "2026-10-28.endive"
    assert "amount=4200&currency=usd&destination=acct_1" in heard.body


def test_a_replay_is_done_and_says_so(stripe, server):
    outcome = sent(stripe, server, Line(200, THE_TRANSFER, {"Idempotent-Replayed": "true"}))
    assert isinstance(outcome, Done)
    assert outcome.replayed


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_that_fails_leaves_it_unknown_after_three_tries_with_one_key(
    stripe, server, status
):
    assert isinstance(sent(stripe, server, Line(status, error("api_error"))), Unknown)
    assert (len(server.heard), server.keys) == (3, {"po:1:1"})


def test_a_failure_that_stripe_says_is_final_is_not_tried_again_and_still_unknown(stripe, server):
    final = Line(500, error("api_error"), {"Stripe-Should-Retry": "false"})
    assert isinstance(sent(stripe, server, final), Unknown)
    assert len(server.heard) == 1


def test_a_failure_that_passes_is_done(stripe, server):
    assert isinstance(sent(stripe, server, DOWN, MADE), Done)
    assert (len(server.heard), server.keys) == (2, {"po:1:1"})


def test_too_much_is_tried_again_with_the_same_key(stripe, server):
    assert isinstance(sent(stripe, server, Line(429, error(INVALID, "rate_limit")), MADE), Done)
    assert (len(server.heard), server.keys) == (2, {"po:1:1"})


def test_too_much_for_long_is_a_no_that_may_use_its_key_again(stripe, server):
    outcome = sent(stripe, server, Line(429, error(INVALID, "rate_limit")))
    assert isinstance(outcome, DefiniteNo)
    assert outcome.too_fast
    assert len(server.heard) == 5


def test_a_key_of_ours_that_is_no_good_says_nothing_about_the_request(stripe, server):
    outcome = sent(stripe, server, Line(401, error(INVALID, "api_key_expired")))
    assert isinstance(outcome, DefiniteNo)
    assert outcome.turned_away
    assert not outcome.too_fast
    assert len(server.heard) == 1


def test_as_long_as_stripe_asks_for_nobody_calls(stripe, server):
    sent(stripe, server, Line(429, error(INVALID), {"Retry-After": "0.3"}), MADE)
    first, second = server.heard
    assert second.at - first.at >= 0.3


def test_a_key_in_use_is_unknown(stripe, server):
    in_use = Line(409, error(INVALID, "idempotency_key_in_use"))
    assert isinstance(sent(stripe, server, in_use), Unknown)
    assert len(server.heard) == 3


def test_a_key_used_for_something_else_is_unknown(stripe, server):
    outcome = sent(stripe, server, Line(400, error("idempotency_error")))
    assert outcome == Unknown("this key was used before, for something else")


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, INVALID, "balance_insufficient"),
        (401, INVALID, ""),
        (402, "card_error", "card_declined"),
        (403, INVALID, "account_invalid"),
        (404, INVALID, "resource_missing"),
    ],
)
def test_a_refusal_is_a_definite_no_with_its_code(stripe, server, status, kind, code):
    outcome = sent(stripe, server, Line(status, error(kind, code, "Not so.")))
    assert isinstance(outcome, DefiniteNo)
    assert (outcome.why.status, outcome.why.kind, outcome.why.code) == (status, kind, code)
    assert outcome.why.sentence == "Not so."
    assert len(server.heard) == 1


def test_too_little_money_is_told_apart_in_both_generations(stripe, server):
    v1 = sent(stripe, server, Line(400, error(INVALID, "balance_insufficient")))
    server.says(Line(400, error("insufficient_funds", "insufficient_funds")))
    v2 = accounts.send(stripe, PAYEE, key="payee:1")
    assert isinstance(v1, DefiniteNo)
    assert isinstance(v2, DefiniteNo)
    assert v1.insufficient
    assert v2.insufficient


def test_no_answer_is_unknown_and_soon(impatient, server):
    assert isinstance(sent(impatient, server, Line(200, THE_TRANSFER, wait_s=0.4)), Unknown)
    assert (len(server.heard), server.keys) == (3, {"po:1:1"})


def test_a_connection_that_breaks_after_the_work_is_unknown(stripe, server):
    assert isinstance(sent(stripe, server, Line(drop=True)), Unknown)
    assert server.keys == {"po:1:1"}


def test_a_break_after_which_the_same_key_brings_the_answer_is_done(stripe, server):
    replay = Line(200, THE_TRANSFER, {"Idempotent-Replayed": "true"})
    outcome = sent(stripe, server, Line(drop=True), replay)
    assert isinstance(outcome, Done)


@pytest.mark.parametrize("first", [Line(drop=True), DOWN, Line(409, error(INVALID))])
@pytest.mark.parametrize("status", [401, 403, 429])
def test_a_refusal_after_a_break_proves_nothing(stripe, server, first, status):
    """The first try may be done: this no came before Stripe looked at the key."""
    outcome = sent(stripe, server, first, Line(status, error(INVALID)))
    assert isinstance(outcome, Unknown)


def test_a_stored_refusal_after_a_break_is_a_definite_no(stripe, server):
    stored = Line(400, error(INVALID, "balance_insufficient"), {"Idempotent-Replayed": "true"})
    assert isinstance(sent(stripe, server, Line(drop=True), stored), DefiniteNo)


def test_a_refusal_of_what_may_be_done_since_yesterday_proves_nothing(stripe, server):
    no = error(INVALID, "balance_insufficient")
    server.says(Line(400, no))
    assert isinstance(transfers.send(stripe, MOVE, key="po:1:1"), DefiniteNo)
    assert isinstance(transfers.send(stripe, MOVE, key="po:1:1", again=True), Unknown)
    server.says(Line(400, no, {"Idempotent-Replayed": "true"}))
    assert isinstance(transfers.send(stripe, MOVE, key="po:1:1", again=True), DefiniteNo)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_page_of_a_proxy_is_no_answer_of_stripes(stripe, server, status):
    assert isinstance(sent(stripe, server, Line(status, "<h1>Bad gateway</h1>")), Unknown)


def test_a_redirect_is_not_followed(stripe, server):
    away = Line(303, "", {"Location": f"{server.address}/v1/elsewhere"})
    assert isinstance(sent(stripe, server, away), Unknown)
    assert {each.path for each in server.heard} == {"/v1/transfers"}


def test_an_answer_that_cannot_be_read_is_unknown(stripe, server, contract_faults):
    assert isinstance(sent(stripe, server, Line(200, {"id": "tr_1"})), Unknown)
    assert contract_faults.take()
    assert isinstance(sent(stripe, server, Line(200, "no JSON")), Unknown)
    null = {**THE_TRANSFER, "currency": None}
    assert isinstance(sent(stripe, server, Line(200, null)), Unknown)
    assert contract_faults.take()


def test_nothing_is_asked_inside_a_transaction(stripe, server):
    server.says(MADE)
    with pytest.raises(RuntimeError, match="inside a transaction"), transaction():
        transfers.send(stripe, MOVE, key="po:1:1")
    assert server.heard == []


def test_nothing_is_changed_without_a_key(stripe, server):
    server.says(MADE)
    with pytest.raises(ValueError, match="key"):
        transfers.send(stripe, MOVE, key="")
    assert server.heard == []
