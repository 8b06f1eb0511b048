"""Krippendorff's alpha: how far those who judged the same thing agree, beyond chance.

As in K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): values of one thing
are paired with each other, weighed by how many there are, and compared with all pairs that chance
could have made.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import permutations
from typing import TypeVar

Value = TypeVar("Value", bound=Hashable)
Distance = Callable[[Value, Value, Counter[Value]], float]
"""How far two values are apart, squared; the count of all values is given beside."""


def nominal(one: Hashable, other: Hashable, _: "Counter[Hashable]") -> float:
    """Names: the same or not."""
    return float(one != other)


def ordinal(one: int, other: int, counts: Counter[int]) -> float:
    """Places: how many values lie between."""
    low, high = sorted((one, other))
    between = sum(count for value, count in counts.items() if low <= value <= high)
    return float((between - (counts[low] + counts[high]) / 2) ** 2)


def alpha(units: Iterable[Sequence[Value]], distance: Distance[Value]) -> float | None:
    """Of the values that each unit got. 1: all agree; 0: as chance would have it; below: less.
    None where nothing can be said: nothing was judged twice, or all values are the same."""
    paired = [unit for unit in units if len(unit) > 1]
    counts = Counter(value for unit in paired for value in unit)
    total = sum(counts.values())
    expected = sum(
        counts[one] * counts[other] * distance(one, other, counts)
        for one, other in permutations(counts, 2)
    )
    if not expected:
        return None
    observed = sum(
        distance(one, other, counts) / (len(unit) - 1)
        for unit in paired
        for one, other in permutations(unit, 2)
    )
    return 1 - (total - 1) * observed / expected
