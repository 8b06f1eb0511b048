"""Stripe's rate limit: a token bucket, refilled by real time, not by the movable clock."""

import threading
import time
from collections import Counter


class Pace:
    def __init__(self, rate: float) -> None:
        """So many requests a second, and at most a second's worth at once."""
        self.rate = rate
        self._tokens, self._at = rate, time.monotonic()
        self._lock = threading.Lock()
        self._answered: Counter[int] = Counter()
        self.refused = 0

    def allows(self) -> bool:
        with self._lock:
            at = time.monotonic()
            self._tokens = min(self.rate, self._tokens + (at - self._at) * self.rate)
            self._at = at
            if self._tokens < 1:
                self.refused += 1
                return False
            self._tokens -= 1
            self._answered[int(at)] += 1
            return True

    def shown(self) -> dict[str, float]:
        with self._lock:
            return {
                "rate": self.rate,
                "answered": self._answered.total(),
                "refused": self.refused,
                "busiest_second": max(self._answered.values(), default=0),
            }
