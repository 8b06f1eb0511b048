"""Each test has a stand-in of its own, at the same Monday morning; none may leave a violation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foundation import clock
from tests.cast import START
from tests.payouts.sandbox.standing_in import Visitor, standing_in


@pytest.fixture
def monday() -> Iterator[None]:
    clock.hold(START)
    yield
    clock.release()


@pytest.fixture
def visitor(monday: None, tmp_path: Path) -> Iterator[Visitor]:
    with standing_in(tmp_path / "sandbox.sqlite") as found:
        yield found
        assert found.seen("/_violations") == {"violations": []}
        state = found.seen("/_test/state")
        assert all(each["adds_up"] for each in state["balances"])
