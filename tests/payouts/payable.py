"""Where a test is not about accounts at Stripe, everybody can be paid: nobody says otherwise."""

import pytest
from flask import Flask

from payouts.pay_runs import asking


@pytest.fixture
def everybody_can_be_paid(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the application, because that fills the hook."""
    monkeypatch.setattr(asking, "payee_states_in", ())
