"""Nothing that was sent to Stripe, or came from there, is said anywhere else."""

import logging
import os
import subprocess
import sys
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from foundation import logs
from payouts.stripe_gateway import accounts, payout_methods
from payouts.stripe_gateway.addresses import addresses_of
from payouts.stripe_gateway.errors import StripeRefused
from payouts.stripe_gateway.making import stripe as the_conversation
from payouts.stripe_gateway.sdk import WrongVersion, refuse_other_versions, session_for
from tests.payouts.stripe_gateway.answers import error, listed, made
from tests.payouts.stripe_gateway.scripted import Line

ROOT = Path(__file__).parents[3]
EMAIL, DIGITS, KEY = "ada@example.test", "6789", "sk_test_sandbox"
PAYEE = accounts.prepare(email=EMAIL, name="Ada", country="US", metadata={})


def test_even_at_its_most_talkative_the_log_has_neither_keys_nor_people(
    stripe, server, capfd, caplog
):
    caplog.set_level(logging.DEBUG)
    logs.configure(production=False, level="debug")
    server.says(Line(500, error("api_error", "api_error")))
    accounts.send(stripe, PAYEE, key="payee:1")
    account = made("bank_account", id="ba_1", last4=DIGITS, currency="usd", routing_number="1100")
    server.says(Line(200, listed("/v1/x", account), {"Stripe-Notice": "Mind the version."}))
    payout_methods.of_account(stripe, "acct_1")
    said = "".join(capfd.readouterr()) + caplog.text
    assert "Mind the version." in said
    assert not [word for word in (EMAIL, DIGITS, KEY, "1100") if word in said]


def test_an_error_carries_neither_what_was_sent_nor_what_came_back(stripe, server):
    server.says(
        Line(400, {"error": {"type": "invalid_request_error", "message": "No.", "x": EMAIL}})
    )
    with pytest.raises(StripeRefused) as refused:
        payout_methods.of_account(stripe, "acct_1")
    told = "".join(traceback.format_exception(refused.value)) + repr(refused.value)
    assert not [word for word in (EMAIL, KEY) if word in told]


def test_our_key_is_not_replaced_by_a_file_of_passwords(settings, tmp_path, monkeypatch):
    """At the real address, where proxies and the like of the machine are heeded."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.stripe.com login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    session = session_for(addresses_of(replace(settings, stripe_secret_key="sk_test_1")))
    assert session.trust_env
    ours = {"Authorization": "Bearer sk_test_1"}
    sent = session.prepare_request(
        requests.Request("GET", "https://api.stripe.com/v1/balance", headers=ours)
    )
    assert sent.headers["Authorization"] == "Bearer sk_test_1"


def test_no_proxy_stands_between_us_and_this_machine(stripe, server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    server.says(Line(200, listed("/v1/x")))
    assert payout_methods.of_account(stripe, "acct_1") == []


def test_nothing_is_told_about_this_machine(stripe, server):
    server.says(Line(200, listed("/v1/x")))
    payout_methods.of_account(stripe, "acct_1")
    payout_methods.of_account(stripe, "acct_1")
    told = server.heard[1].headers
    assert "X-Stripe-Client-Telemetry" not in told
    assert "platform" not in told["X-Stripe-Client-User-Agent"]


def test_an_sdk_made_for_another_version_is_refused(monkeypatch):
    refuse_other_versions()
    monkeypatch.setattr("stripe.api_version", "2027-01-01.later")
    with pytest.raises(WrongVersion, match="later"):
        refuse_other_versions()


def test_one_conversation_is_made_for_a_process(app, server, settings, monkeypatch):
    given = replace(settings, stripe_api_base=server.address)
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    monkeypatch.delitem(app.extensions, "fairtake_stripe", raising=False)
    server.says(Line(200, listed("/v1/x")))
    assert the_conversation() is the_conversation()
    assert payout_methods.of_account(the_conversation(), "acct_1") == []
    del app.extensions["fairtake_stripe"]


def test_a_variable_that_lets_the_sdk_talk_is_not_heeded():
    """It would write whole requests and answers to standard error."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import payouts.stripe_gateway.sdk, stripe._util as u; u.log_debug('secret')",
        ],
        env={**os.environ, "STRIPE_LOG": "debug"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "secret" not in told.stdout + told.stderr
