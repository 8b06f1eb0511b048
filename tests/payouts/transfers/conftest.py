"""A stand-in with money, our gateway talking to it, and performers who can be paid there."""

from dataclasses import replace

import pytest
from flask import Flask

from foundation.database import db
from foundation.settings import Settings
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.pace import Pace
from payouts.stripe_gateway.sdk import Sdk
from tests.payouts.sandbox.conftest import visitor  # noqa: F401 - a fixture
from tests.payouts.sandbox.standing_in import KEY, Visitor
from tests.payouts.transfers.sent import Desk

PER_SECOND = 400


@pytest.fixture
def monday() -> None:
    """The application's fixture holds the clock itself; the stand-in's goes with it."""


@pytest.fixture
def desk(
    app: Flask,
    cast,
    visitor: Visitor,  # noqa: F811 - the fixture
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    monkeypatch.setattr("stripe.HTTPClient.INITIAL_DELAY", 0.01)
    monkeypatch.setattr("stripe.HTTPClient.MAX_DELAY", 0.02)
    monkeypatch.setattr("payouts.stripe_gateway.conversation._FIRST_PAUSE_S", 0.01)
    stripe = stripe_with(KEY, visitor, settings)
    return Desk(cast=cast, visitor=visitor, stripe=stripe, accounts={})


@pytest.fixture
def bad_key(visitor: Visitor, settings: Settings) -> Stripe:  # noqa: F811 - the fixture
    """As after somebody rolled our key at Stripe and nobody told the settings."""
    return stripe_with("sk_test_rolled!", visitor, settings)


def stripe_with(key: str, visitor: Visitor, settings: Settings) -> Stripe:  # noqa: F811
    given = replace(settings, stripe_api_base=visitor.address, stripe_secret_key=key)
    pace = Pace(db.engine, per_second=PER_SECOND)
    return Stripe(Sdk(given, pace, timeout_s=(1, 1)), pace)
