"""Where a test is about runs, everybody can be paid: nobody says anything of accounts."""

import pytest
from flask import Flask

from payouts.pay_runs import asking


@pytest.fixture(autouse=True)
def everybody_can_be_paid(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "payee_states_in", ())
