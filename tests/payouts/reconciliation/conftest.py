"""The desk of sending, with everything it needs."""

from tests.payouts.sandbox.conftest import visitor  # noqa: F401 - a fixture
from tests.payouts.transfers.conftest import desk, monday  # noqa: F401 - fixtures
