"""The stand-in knocks at the running application's own doors, signed: nobody has to ask it."""

import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from flask import Flask

from foundation import clock
from foundation.ids import new_id
from foundation.jobs import run_due
from payouts.stand_in import SNAPSHOT_PATH, THIN_PATH
from payouts.webhooks.jobs import JOBS
from tests.payouts.sandbox.standing_in import Visitor

Hear = Callable[[], None]
_HANDLE = [each for each in JOBS if each.name == "stripe_events.handle"]
_PATIENCE_S, _LOOK_AGAIN_S = 20, 0.02


@pytest.fixture
def hear(app: Flask, at_stripe: Visitor, address: str, monkeypatch: pytest.MonkeyPatch) -> Hear:
    """All that Stripe has to tell has come, and what follows from it is done. People whom it sends
    back come to where this application listens."""
    own, connected = (_endpoint(at_stripe, address, connect=each) for each in (False, True))
    given = replace(
        app.extensions["fairtake_settings"],
        url=address,
        stripe_webhook_secrets=(own, connected),
        stripe_thin_webhook_secrets=(_thin_endpoint(at_stripe, address),),
    )
    monkeypatch.setitem(app.extensions, "fairtake_settings", given)
    # A signature says when it was made, by the clock of the machine: here it is ours that is held.
    machine = SimpleNamespace(time=lambda: clock.now().timestamp())
    monkeypatch.setattr("payouts.sandbox.delivering.time", machine)

    def heard() -> None:
        told = _all_told(at_stripe)
        while True:
            assert run_due(_HANDLE, new_id(), even_if_not_due=True) == 1
            before, told = told, _all_told(at_stripe)
            if told == before:
                return

    return heard


def _all_told(at_stripe: Visitor) -> int:
    """How much was taken in at our doors so far, once nothing waits any more."""
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        counted = at_stripe.seen("/_test/state")["webhooks"]["deliveries"]
        if not counted.get("waiting"):
            return int(counted.get("delivered", 0))
        time.sleep(_LOOK_AGAIN_S)
    raise AssertionError(f"not taken in: {counted}")


def _endpoint(at_stripe: Visitor, address: str, *, connect: bool) -> str:
    wanted = {"url": f"{address}{SNAPSHOT_PATH}", "enabled_events": ["*"], "connect": connect}
    return str(at_stripe.stripe.v1.webhook_endpoints.create(wanted).secret)


def _thin_endpoint(at_stripe: Visitor, address: str) -> str:
    made = at_stripe.stripe.v2.core.event_destinations.create(
        {
            "name": "Ours",
            "type": "webhook_endpoint",
            "event_payload": "thin",
            "enabled_events": ["*"],
            "events_from": ["@self", "@accounts"],
            "webhook_endpoint": {"url": f"{address}{THIN_PATH}"},
            "include": ["webhook_endpoint.signing_secret"],
        }
    )
    return str(made.webhook_endpoint.signing_secret)
