"""Pay, whoever it goes to."""

import pytest

from tests.payouts.payable import everybody_can_be_paid

__all__ = ["everybody_can_be_paid"]


@pytest.fixture(autouse=True)
def _paid(everybody_can_be_paid: None) -> None:
    """In all of these tests."""
