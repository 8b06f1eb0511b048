"""Machines to be broken, and the program that breaks them. Where a test is about runs, everybody
can be paid: nobody says anything of accounts."""

import pytest

from payouts.pay_runs import asking
from tests.consent.failures.conftest import machine_of, strace

__all__ = ["machine_of", "strace"]


@pytest.fixture(autouse=True)
def everybody_can_be_paid(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "killing" not in request.fixturenames:
        request.getfixturevalue("app")  # It fills the hook.
        monkeypatch.setattr(asking, "payee_states_in", ())
