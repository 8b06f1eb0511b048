"""Finance and the operator see which Stripe this is and how it is asked, and never the key."""

from dataclasses import replace

import pytest

from foundation.settings import Settings
from payouts.stripe_gateway import sdk
from payouts.stripe_gateway.mode import API_VERSION, SENTENCES, Mode, findings, mode_of
from tests.cast import sign_in

HERE = "http://127.0.0.1:9"
DEVELOPMENT, PRODUCTION = Settings(), Settings(mode="production")


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        (DEVELOPMENT, Mode.STAND_IN),
        (replace(DEVELOPMENT, stripe_secret_key="sk_test_1", stripe_api_base=HERE), Mode.STAND_IN),
        (replace(DEVELOPMENT, stripe_secret_key="rk_test_1"), Mode.TEST),
        (replace(PRODUCTION, stripe_secret_key="sk_live_1"), Mode.LIVE),
        (replace(PRODUCTION, stripe_secret_key="rk_live_1", stripe_api_base=HERE), Mode.LIVE),
        (PRODUCTION, Mode.NONE),
        (replace(PRODUCTION, stripe_secret_key="pk_live_1"), Mode.NONE),
    ],
)
def test_it_is_told_by_key_and_address(given, mode):
    assert mode_of(given) is mode


def test_the_doctor_says_version_and_mode_and_not_the_key():
    given = replace(DEVELOPMENT, stripe_secret_key="sk_test_planted")
    (found,) = findings(given)
    assert API_VERSION in found.sentence
    assert "test mode" in found.sentence
    assert "planted" not in found.sentence
    assert not found.hurts


def test_what_is_shown_is_what_is_asked_for():
    sdk.refuse_other_versions()
    assert sdk.API_VERSION is API_VERSION


def test_finance_reads_it_beside_what_lies_at_stripe(client, cast):
    sign_in(client, cast.fay)
    page = client.get("/finance/overview").text
    assert f"API version {API_VERSION}" in page
    assert SENTENCES[Mode.STAND_IN] in page
