"""Both sides are held to the contract: what we are asked, and what we answer."""

import socket
import urllib.request
from urllib.error import HTTPError

import pytest
import stripe

from payouts.sandbox import doing
from payouts.sandbox.server import Sandbox
from tests.payouts.sandbox.standing_in import standing_in


def refused(call, *arguments):
    with pytest.raises(stripe.InvalidRequestError) as found:
        call(*arguments)
    return found.value.error.code, found.value.error.param


def test_an_unknown_parameter_is_refused_by_its_name(visitor, contract_faults):
    given = {"amount": 1, "currency": "usd", "metdata": {"a": "1"}}
    code, param = refused(visitor.stripe.v1.topups.create, given)
    assert code == "parameter_unknown"
    assert param.startswith("metdata")
    assert contract_faults.take()


def test_a_missing_parameter_is_refused_by_its_name(visitor, contract_faults):
    assert refused(visitor.stripe.v1.topups.create, {"amount": 1}) == (
        "parameter_missing",
        "currency",
    )
    assert contract_faults.take()


def test_a_value_of_the_wrong_kind_is_refused(visitor, contract_faults):
    given = {"amount": "many", "currency": "usd"}
    assert refused(visitor.stripe.v1.topups.create, given) == ("parameter_invalid", "amount")
    assert contract_faults.take()


def test_the_second_generation_is_judged_too(visitor, contract_faults):
    use = {"type": "account_onboarding", "account_onboarding": {"configurations": ["recipient"]}}
    with pytest.raises(stripe.StripeError) as found:
        visitor.stripe.v2.core.account_links.create({"account": visitor.account(), "use_case": use})
    assert "configurations" in str(found.value)
    assert contract_faults.take()


def test_an_unknown_address_is_refused(visitor):
    with pytest.raises(HTTPError, match="404"):
        ask(visitor.address, "/v1/everything")


def ask(address, path, key="sk_test_sandbox", **headers):
    request = urllib.request.Request(
        f"{address}{path}", headers={"Authorization": f"Bearer {key}", **headers}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read()


@pytest.mark.parametrize("key", ["sk_live_x", "rk_live_x", "whatever", ""])
def test_only_test_keys_are_taken(visitor, key):
    assert ask(visitor.address, "/v1/balance")
    assert ask(visitor.address, "/v1/balance", key="rk_test_x")
    with pytest.raises(HTTPError, match="401"):
        ask(visitor.address, "/v1/balance", key=key)


def test_another_version_of_the_api_is_refused(visitor):
    with pytest.raises(HTTPError, match="400"):
        ask(visitor.address, "/v1/balance", **{"Stripe-Version": "2020-08-27"})


def test_it_listens_on_this_machine_only(tmp_path):
    with Sandbox(tmp_path / "s.sqlite", port=0) as sandbox:
        assert sandbox.socket.getsockname()[0] == "127.0.0.1"
        assert sandbox.socket.family == socket.AF_INET


def test_no_page_of_anybody_pulls_a_lever(visitor):
    request = urllib.request.Request(
        f"{visitor.address}/_test/fund", b"amount=1", {"Origin": "https://example.org"}
    )
    with pytest.raises(HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=10)
    assert visitor.available() == 0


@pytest.mark.parametrize("named", ["get /v1/balance", "post /v1/topups"])
def test_an_answer_of_ours_that_breaks_the_contract_is_noted(
    tmp_path, monkeypatch, contract_faults, named
):
    """The fault that every other test here would find."""
    whole = dict(doing.OPERATIONS)
    broken = {**whole, named: lambda call: {**whole[named](call), "object": "invented"}}
    monkeypatch.setattr("payouts.sandbox.answering.OPERATIONS", broken)
    with standing_in(tmp_path / "sandbox.sqlite") as visitor:
        visitor.stripe.v1.balance.retrieve()
        visitor.stripe.v1.topups.create({"amount": 1, "currency": "usd"})
        [noted] = visitor.seen("/_violations")["violations"]
    assert f"{noted['method'].lower()} {noted['path']}" == named
    assert "object" in noted["sentences"][0]
    assert contract_faults.take()


def test_what_it_does_not_do_it_says(visitor):
    with pytest.raises(stripe.StripeError, match="does not do this"):
        visitor.stripe.v1.reporting.report_types.list()
    assert visitor.stripe.v1.application_fees.list().data == []


def test_money_that_does_not_add_up_would_be_seen(tmp_path, monkeypatch):
    """The other fault that every test here would find."""
    with standing_in(tmp_path / "sandbox.sqlite") as visitor:
        visitor.fund(100)
        assert all(each["adds_up"] for each in visitor.seen("/_test/state")["balances"])
        monkeypatch.setattr("payouts.sandbox.objects.balances._add", lambda *_, **__: None)
        visitor.fund(100)
        assert not any(each["adds_up"] for each in visitor.seen("/_test/state")["balances"])


def test_a_filter_that_would_do_nothing_is_refused(visitor):
    with pytest.raises(stripe.InvalidRequestError, match="does not filter by delivery_success"):
        visitor.stripe.v1.events.list({"delivery_success": False})
