"""How long an endpoint is tried: ten times over some three days, each wait longer than the last."""

from datetime import timedelta
from random import SystemRandom

WAITS = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
JITTER = 0.2
LONGEST_WAIT = WAITS[-1] * (1 + JITTER)
_chance = SystemRandom()


def wait_after(attempt: int) -> timedelta | None:
    """None after the last. Spread, so that what failed together does not come back together."""
    if attempt > len(WAITS):
        return None
    return WAITS[attempt - 1] * _chance.uniform(1 - JITTER, 1 + JITTER)
