"""The desk of sending as the way of the whole application, with its doors for what Stripe tells."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from foundation.settings import Settings
from tests.payouts.proofs.whole import Whole
from tests.payouts.sandbox.conftest import visitor  # noqa: F401 - a fixture
from tests.payouts.sandbox.standing_in import KEY
from tests.payouts.transfers.conftest import desk, monday  # noqa: F401 - fixtures
from tests.payouts.transfers.sent import Desk
from tests.payouts.webhooks.telling import SECRET, THIN_SECRET


@pytest.fixture
def whole(
    app: Flask,
    desk: Desk,  # noqa: F811 - the fixture
    client: FlaskClient,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> Whole:
    given = replace(
        settings,
        stripe_api_base=desk.visitor.address,
        stripe_secret_key=KEY,
        stripe_webhook_secrets=(SECRET,),
        stripe_thin_webhook_secrets=(THIN_SECRET,),
    )
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    monkeypatch.setitem(app.extensions, "fairtake_stripe", desk.stripe)
    return Whole(desk, client)
