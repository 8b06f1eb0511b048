"""Machines to be broken, and the program that breaks them. Runs for everybody."""

import pytest

from tests.consent.failures.conftest import machine_of, strace
from tests.payouts.payable import everybody_can_be_paid

__all__ = ["everybody_can_be_paid", "machine_of", "strace"]


@pytest.fixture(autouse=True)
def _payable(request: pytest.FixtureRequest) -> None:
    """In all of these tests but those that run a program of their own."""
    if "killing" not in request.fixturenames:
        request.getfixturevalue("everybody_can_be_paid")
