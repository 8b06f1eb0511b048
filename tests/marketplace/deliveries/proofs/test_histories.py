"""Random histories of deliveries as a whole: no byte of a recording leaves after its rights ended,
and every holder of a recalled recording is told exactly once, and until attested.

A link that was given before may live out its minute; none begins after. What must be so is asked
of an account of its own (`account.py`), written from what is promised.
"""

import pytest

from tests.marketplace.deliveries.proofs.history import History, run

pytestmark = pytest.mark.usefixtures("lightly")
STEPS = 30
HAPPENED = {"handed over", "left", "shut", "answered"}
"""In each of them, or it would show nothing."""


@pytest.mark.parametrize("seed", [1, 2])
def test_what_must_be_so_is_so_after_every_step(app, cast, instants, seed):
    history = History(app, cast, instants, seed)
    run(history, STEPS)
    assert set(history.seen) >= HAPPENED, history.done


@pytest.mark.proof
@pytest.mark.usefixtures("each_database")
@pytest.mark.parametrize("seed", range(100, 110))
def test_and_in_long_histories(app, cast, instants, seed):
    history = History(app, cast, instants, seed)
    run(history, 120)
    assert set(history.seen) >= HAPPENED, history.done
