"""When this process may call: never over the rate, whatever else calls."""

import threading
import time
from collections import deque

from sqlalchemy import Engine

from payouts.stripe_gateway import turns

LATE_S = 0.04
"""A turn that is later than this has lapsed: used now, it would bunch with others."""
FILL = 0.95
"""So much of the rate is given out. With turns up to 40 ms late, a second holds at most
0.95 * 1.04 of the rate, so none holds more than the rate."""
_BATCH_S = 0.125
"""Turns of up to this long are taken at once, so that commits do not eat the rate."""
_AGAIN_WITHIN_S = 0.5
_CLOCKS = 8
_LONGEST_LEAD_S = 1.0


class Pace:
    """One for each process; its threads share it."""

    def __init__(self, engine: Engine, *, per_second: int, name: str = "stripe") -> None:
        self._engine = engine
        self._name = name
        self._turn_s = 1 / (per_second * FILL)
        self._largest = max(1, int(_BATCH_S / self._turn_s))
        self._batch = 1
        self._taken_at = float("-inf")
        self._lead_s = 0.0
        self._lock = threading.Lock()
        self._turns: deque[float] = deque()
        self._offsets: deque[float] = deque(maxlen=_CLOCKS)

    def wait(self) -> None:
        """Come back when it is this caller's turn."""
        while True:
            with self._lock:
                turn = self._next()
            time.sleep(max(0.0, turn - time.monotonic()))
            if time.monotonic() - turn <= LATE_S:
                return

    def pause(self, seconds: float) -> None:
        """Nobody begins to call for so long: Stripe said that it is too much."""
        with self._lock:
            self._turns.clear()
            turns.take(self._engine, self._name, span_us=_us(seconds))

    def _next(self) -> float:
        while not self._turns or time.monotonic() - self._turns[0] > LATE_S:
            if self._turns:
                self._turns.popleft()
            else:
                self._take()
        return self._turns.popleft()

    def _take(self) -> None:
        asked = time.monotonic()
        # Who calls now and then takes single turns: what it left unused, others would miss.
        busy = asked - self._taken_at < _AGAIN_WITHIN_S
        self._batch = min(self._largest, self._batch * 2) if busy else 1
        taken = turns.take(
            self._engine,
            self._name,
            span_us=_us(self._batch * self._turn_s),
            lead_us=_us(self._lead_s),
        )
        answered = self._taken_at = time.monotonic()
        # An answer that was quick gives the best idea of how our clock stands to the database's.
        self._offsets.append(answered - taken.now_us / 1e6)
        begins = min(self._offsets) + taken.begins_us / 1e6
        self._turns.extend(begins + n * self._turn_s for n in range(self._batch))
        took = answered - asked
        self._lead_s = min(_LONGEST_LEAD_S, 2 * took) if took > LATE_S / 2 else 0.0


def _us(seconds: float) -> int:
    return round(seconds * 1_000_000)
