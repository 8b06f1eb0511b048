"""One figure: rounds of ours and of a peer's in turn, and what may be said of them."""

import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from statistics import median
from typing import Any

ROUNDS = 7
"""The design's least: fewer would let one hiccup decide."""


@dataclass(frozen=True, slots=True)
class Row:
    """`min` and `max` are the worst and the best round's ratio; `ratio` is the median round's."""

    name: str
    ours: float
    peer: float
    ratio: float
    min: float
    max: float
    rounds: int
    versions: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Goal:
    at_least: float | None = None
    at_most: float | None = None

    def met(self, row: Row) -> bool:
        return (self.at_least is None or row.ratio >= self.at_least) and (
            self.at_most is None or row.ratio <= self.at_most
        )

    def __str__(self) -> str:
        low = "" if self.at_least is None else f"at least {self.at_least:g}"
        high = "" if self.at_most is None else f"at most {self.at_most:g}"
        return " and ".join(filter(None, (low, high)))


@dataclass(frozen=True, slots=True)
class Bench:
    name: str
    goal: Goal
    measure: Callable[[], Row]


def interleaved(
    name: str,
    ours: Callable[[], float],
    peer: Callable[[], float],
    *,
    packages: tuple[str, ...],
    rounds: int = ROUNDS,
    **more_versions: str,
) -> Row:
    """Each calls for a figure per round. Who goes first changes, so that neither is favoured."""
    pairs = []
    for count in range(rounds):
        first, second = (ours, peer) if count % 2 == 0 else (peer, ours)
        one, other = first(), second()
        pairs.append((one, other) if first is ours else (other, one))
    ratios = [a / b for a, b in pairs]
    return Row(
        name=name,
        ours=round(median(a for a, _ in pairs), 3),
        peer=round(median(b for _, b in pairs), 3),
        ratio=round(median(ratios), 4),
        min=round(min(ratios), 4),
        max=round(max(ratios), 4),
        rounds=rounds,
        versions={
            "python": platform.python_version(),
            **{each: version(each) for each in packages},
            **more_versions,
        },
    )
