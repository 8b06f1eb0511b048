"""The whole application against the stand-in over real HTTP: fixtures to take in by name."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.settings import Settings
from payouts.capital.jobs import JOBS as CAPITAL_JOBS
from payouts.disputes.jobs import JOBS as DISPUTE_JOBS
from payouts.funding.jobs import JOBS as FUNDING_JOBS
from payouts.payees.jobs import JOBS as PAYEE_JOBS
from payouts.webhooks.jobs import JOBS as WEBHOOK_JOBS
from tests.payouts.sandbox.standing_in import KEY, Visitor, standing_in

_ALL = (*CAPITAL_JOBS, *DISPUTE_JOBS, *FUNDING_JOBS, *PAYEE_JOBS, *WEBHOOK_JOBS)
_JOBS = {each.name: each for each in _ALL}


@pytest.fixture
def at_stripe(
    app: Flask, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visitor]:
    """What Stripe is asked about, with levers. No request or answer may break the contract."""
    monkeypatch.setattr("stripe.HTTPClient.INITIAL_DELAY", 0.01)
    monkeypatch.setattr("stripe.HTTPClient.MAX_DELAY", 0.02)
    monkeypatch.setattr("payouts.stripe_gateway.conversation._FIRST_PAUSE_S", 0.01)
    with standing_in(tmp_path / "sandbox.sqlite") as found:
        given = replace(
            settings,
            stripe_secret_key=KEY,
            stripe_api_base=found.address,
            stripe_calls_per_second=2_000,
        )
        monkeypatch.setitem(app.extensions, "fairtake_settings", given)
        app.extensions.pop("fairtake_stripe", None)
        yield found
        app.extensions.pop("fairtake_stripe", None)
        assert found.seen("/_violations") == {"violations": []}


def run(*names: str) -> None:
    for name in names:
        assert run_due([_JOBS[name]], new_id(), even_if_not_due=True) == 1


def hear() -> None:
    """All that Stripe has to tell, and what follows from it."""
    run("stripe_events.sweep", "stripe_events.handle")
