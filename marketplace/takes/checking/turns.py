"""Turns of a take: who is heard when, by track, and where they are heard at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from marketplace.takes.checking.measured import Span
from marketplace.takes.checking.voice import joined

Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Turns:
    heard_s: float
    """In which anybody is heard."""
    together_s: float
    """In which more than one is."""
    overlaps: tuple[Span, ...]


def together(voiced: Mapping[Who, Sequence[Span]]) -> Turns:
    """By one clock: each track's own spans, as the machine check wrote them."""
    edges = sorted(
        (at, change)
        for spans in voiced.values()
        for begins, ends in spans
        for at, change in ((begins, 1), (ends, -1))
    )
    overlaps, count, since = list[Span](), 0, 0.0
    for at, change in edges:
        if count == 2 and change == -1 and at > since:
            overlaps.append((since, at))
        count += change
        if count == 2 and change == 1:
            since = at
    anybody = joined([span for spans in voiced.values() for span in spans], 0.0)
    return Turns(_length(anybody), _length(overlaps), tuple(overlaps))


def _length(spans: Sequence[Span]) -> float:
    return round(sum(ends - begins for begins, ends in spans), 2)
