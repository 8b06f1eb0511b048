"""How fast one token or one address may ask: a bucket that fills steadily, in process memory.

A row a request would cost more than most requests do. With several processes the
true limit is this times their number, which still protects each of them.
"""

import math
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from foundation.clock import now
from foundation.errors import TooMany

PER_SECOND = 20.0
BURST = 100.0
_REMEMBERED = 10_000


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: datetime


class Pace:
    def __init__(self, burst: float = BURST) -> None:
        self._buckets: OrderedDict[Hashable, _Bucket] = OrderedDict()
        self._burst = burst
        self._lock = Lock()

    def spend(self, who: Hashable) -> None:
        """Raises TooMany, saying when the next request will be let in."""
        with self._lock:
            at = now()
            bucket = self._buckets.pop(who, None) or _Bucket(self._burst, at)
            self._buckets[who] = bucket
            if len(self._buckets) > _REMEMBERED:
                self._buckets.popitem(last=False)
            passed = max(0.0, (at - bucket.filled_at).total_seconds())
            bucket.left = min(self._burst, bucket.left + passed * PER_SECOND)
            bucket.filled_at = at
            if bucket.left < 1:
                raise TooMany(math.ceil((1 - bucket.left) / PER_SECOND))
            bucket.left -= 1
