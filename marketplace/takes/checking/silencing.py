"""What is withheld of a track becomes silence and darkness, wherever a copy of it is made."""

from collections.abc import Sequence
from typing import Any, TypeVar

from numpy.typing import NDArray

Samples = TypeVar("Samples", bound=NDArray[Any])
Withheld = Sequence[tuple[int, int]]
"""Milliseconds from the beginning, in order."""
AROUND_MS = 20
"""A codec smears what it is given over its neighbours."""


def silence(heard: Samples, first: int, rate: int, withheld: Withheld) -> Samples:
    """`first` is where these samples stand in the whole track. Silences in place."""
    last = first + heard.shape[1]
    for begins_ms, ends_ms in withheld:
        begins = max(first, (begins_ms - AROUND_MS) * rate // 1_000)
        ends = min(last, -(-(ends_ms + AROUND_MS) * rate // 1_000))
        if begins < ends:
            heard[:, begins - first : ends - first] = 0
    return heard


def is_dark(at_ms: int, withheld: Withheld) -> bool:
    return any(begins - AROUND_MS <= at_ms <= ends + AROUND_MS for begins, ends in withheld)
