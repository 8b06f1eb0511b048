"""The stand-in for Stripe is started where nothing leads to the real one, and only there."""

from dataclasses import replace

import pytest

from payouts.stand_in import beside
from payouts.stripe_gateway.addresses import snapshot_secrets, thin_secrets


def options(given, port=5000):
    [process] = beside(given, port)
    words = process.arguments[1:]
    return dict(zip(words[::2], words[1::2], strict=True))


def test_without_a_key_it_listens_where_the_gateway_looks(settings):
    assert options(settings)["--port"] == "12111"
    elsewhere = replace(settings, stripe_api_base="http://127.0.0.1:4321")
    assert options(elsewhere)["--port"] == "4321"


def test_it_tells_this_application_and_signs_with_what_we_believe(settings):
    told = options(settings, 5001)
    assert told["--webhook"] == "http://127.0.0.1:5001/webhooks/stripe"
    assert told["--thin-webhook"] == "http://127.0.0.1:5001/webhooks/stripe/thin"
    assert (told["--webhook-secret"],) == snapshot_secrets(settings)
    assert (told["--thin-webhook-secret"],) == thin_secrets(settings)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"stripe_secret_key": "sk_test_x"},
        {"mode": "production"},
        {"stripe_api_base": "https://stripe.example.org"},
    ],
)
def test_otherwise_it_does_not_run(settings, otherwise):
    assert beside(replace(settings, **otherwise), 5000) == ()
