"""Random histories of deliveries as a whole: no byte of a recording leaves after its rights ended,
and every holder of a recalled recording is told exactly once, and until attested."""

import pytest

from tests.marketplace.deliveries.proofs.history import History, run

pytestmark = pytest.mark.usefixtures("lightly")
STEPS = 40


@pytest.mark.parametrize("seed", [1, 2])
def test_what_must_be_so_is_so_after_every_step(app, cast, instants, seed):
    history = History(app, cast, instants, seed)
    try:
        run(history, STEPS)
    finally:
        print(seed, history.seen, history.done)
