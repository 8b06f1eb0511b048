"""The gateway, talking to a server that says what it is told to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from foundation.database import db
from foundation.settings import Settings
from payouts.stripe_gateway.conversation import Stripe
from payouts.stripe_gateway.pace import Pace
from payouts.stripe_gateway.sdk import TIMEOUT_S, Sdk
from tests.payouts.stripe_gateway.scripted import Script, scripted

PER_SECOND = 400


@pytest.fixture(scope="module")
def server() -> Iterator[Script]:
    with scripted() as script:
        yield script


@pytest.fixture
def pace(app: Flask) -> Pace:
    return Pace(db.engine, per_second=PER_SECOND)


@pytest.fixture
def stripe(
    server: Script, settings: Settings, pace: Pace, monkeypatch: pytest.MonkeyPatch
) -> Stripe:
    """The SDK's own pauses between tries are cut short; all else is as it runs."""
    monkeypatch.setattr("stripe.HTTPClient.INITIAL_DELAY", 0.01)
    monkeypatch.setattr("stripe.HTTPClient.MAX_DELAY", 0.02)
    monkeypatch.setattr("payouts.stripe_gateway.conversation._FIRST_PAUSE_S", 0.01)
    return _to(server, settings, pace, TIMEOUT_S)


@pytest.fixture
def impatient(stripe: Stripe, server: Script, settings: Settings, pace: Pace) -> Stripe:
    """One that gives up soon. Not for others: a busy machine is slower than this at times."""
    return _to(server, settings, pace, (1, 0.2))


def _to(server: Script, settings: Settings, pace: Pace, timeout_s: tuple[float, float]) -> Stripe:
    given = replace(settings, stripe_api_base=server.address)
    return Stripe(Sdk(given, pace, timeout_s=timeout_s), pace)
