"""Which key may go where, and that no address is forgotten."""

from dataclasses import replace

import pytest

from foundation.settings import BadSetting, Settings
from payouts.stripe_gateway.addresses import (
    STAND_IN,
    RefusedSettings,
    addresses_of,
    findings,
    key_of,
    refusals,
    snapshot_secrets,
    thin_secrets,
)
from payouts.stripe_gateway.sdk import Sdk

LIVE, TEST = "sk_live_1", "sk_test_1"
REAL, HERE = "https://api.stripe.com", "http://127.0.0.1:9"
DEVELOPMENT = Settings()
PRODUCTION = Settings(mode="production")


def test_without_a_key_development_talks_to_the_stand_in_alone():
    assert set(addresses_of(DEVELOPMENT).each()) == {STAND_IN}
    assert key_of(DEVELOPMENT).startswith("sk_test_")
    assert list(refusals(DEVELOPMENT)) == []


def test_the_stand_in_can_tell_us_things_too_and_production_believes_nobody():
    assert snapshot_secrets(DEVELOPMENT) != thin_secrets(DEVELOPMENT) != ()
    assert snapshot_secrets(PRODUCTION) == thin_secrets(PRODUCTION) == ()
    given = replace(DEVELOPMENT, stripe_webhook_secrets=("whsec_0123456789",))
    assert snapshot_secrets(given) == ("whsec_0123456789",)


def test_with_a_key_all_four_are_the_real_ones():
    found = addresses_of(replace(PRODUCTION, stripe_secret_key=LIVE))
    assert found.each() == (
        "https://api.stripe.com",
        "https://connect.stripe.com",
        "https://files.stripe.com",
        "https://meter-events.stripe.com",
    )


def test_one_address_takes_the_others_with_it():
    given = replace(DEVELOPMENT, stripe_secret_key=TEST, stripe_api_base=HERE)
    assert set(addresses_of(given).each()) == {HERE}


@pytest.mark.parametrize(
    ("mode", "key", "base", "says"),
    [
        ("production", LIVE, HERE, "is on this machine"),
        ("production", "rk_live_1", "http://localhost:9", "is on this machine"),
        ("production", LIVE, "http://stripe.example.org", "not https"),
        ("production", TEST, REAL, "payments that never arrive"),
        ("production", "", REAL, "not set"),
        ("development", LIVE, REAL, "real money would move"),
        ("development", "pk_test_1", REAL, "must begin with"),
    ],
)
def test_a_key_in_the_wrong_place_is_refused_with_a_sentence(settings, mode, key, base, says):
    given = replace(settings, mode=mode, stripe_secret_key=key, stripe_api_base=base)
    with pytest.raises(RefusedSettings, match=says):
        Sdk(given, pace=None)
    assert any(says in each.sentence and each.hurts for each in findings(given))


@pytest.mark.parametrize(
    ("mode", "key", "base"),
    [
        ("production", LIVE, REAL),
        ("production", LIVE, ""),
        ("development", TEST, REAL),
        ("development", TEST, HERE),
    ],
)
def test_a_key_in_its_place_is_used(settings, mode, key, base):
    given = replace(settings, mode=mode, stripe_secret_key=key, stripe_api_base=base)
    assert list(refusals(given)) == []


def test_real_and_own_addresses_do_not_mix(settings):
    given = replace(
        settings,
        stripe_secret_key=TEST,
        stripe_api_base=HERE,
        stripe_files_base="https://files.stripe.com",
    )
    with pytest.raises(RefusedSettings, match="some are the real ones"):
        Sdk(given, pace=None)


def test_production_without_secrets_is_told_what_it_does_not_hear():
    given = replace(PRODUCTION, stripe_secret_key=LIVE)
    assert [each.sentence.split()[0] for each in findings(given)] == [
        "STRIPE_WEBHOOK_SECRETS",
        "STRIPE_THIN_WEBHOOK_SECRETS",
    ]


def test_the_settings_are_read_under_stripes_name(tmp_path):
    given = Settings.read(
        {
            "FAIRTAKE_VAR": str(tmp_path),
            "STRIPE_SECRET_KEY": TEST,
            "STRIPE_WEBHOOK_SECRETS": "whsec_0123456789, whsec_9876543210",
            "STRIPE_CALLS_PER_SECOND": "20",
        }
    )
    assert given.stripe_webhook_secrets == ("whsec_0123456789", "whsec_9876543210")
    assert (given.stripe_secret_key, given.stripe_calls_per_second) == (TEST, 20)
    assert TEST not in repr(given)
    assert "whsec_" not in repr(given)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STRIPE_API_BASE", "api.stripe.com"),
        ("STRIPE_WEBHOOK_SECRETS", "secret"),
        ("STRIPE_CALLS_PER_SECOND", "0"),
    ],
)
def test_a_bad_value_is_named(tmp_path, name, value):
    with pytest.raises(BadSetting, match=name):
        Settings.read({"FAIRTAKE_VAR": str(tmp_path), name: value})
