"""Bars drawn by the server: where each one stands, so that a template only writes it down."""

from collections.abc import Sequence
from dataclasses import dataclass

_SCREENS = {"desk": (960, 250), "phone": (340, 230)}
_LEFT, _FOOT, _HEAD = 52, 26, 10
_BAR_SHARE = 0.64


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: Sequence[int]


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int
    """Counted from 1; it names the colour."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something written at a place: a value on the axis, or the position of a label."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    ticks: tuple[Mark, ...]
    labels: tuple[Mark, ...]


def stacked_bars(screen: str, series: Sequence[Series]) -> Drawing:
    """One stack per position, for a `desk` or a `phone`; a phone leaves out every second label."""
    width, height = _SCREENS[screen]
    floor = height - _FOOT
    positions = list(zip(*(each.values for each in series), strict=True))
    step = round_step(max(map(sum, positions), default=0))
    scale = (floor - _HEAD) / (step * 4)
    slot = (width - _LEFT) / max(len(positions), 1)
    bars: list[Bar] = []
    for i, values in enumerate(positions):
        x = _LEFT + slot * (i + (1 - _BAR_SHARE) / 2)
        bars += _stack(round(x, 1), floor, round(slot * _BAR_SHARE, 1), [v * scale for v in values])
    every = 2 if screen == "phone" and len(positions) > 7 else 1
    return Drawing(
        width,
        height,
        _LEFT,
        tuple(bars),
        tuple(Mark(round(floor - step * n * scale, 1), step * n) for n in range(5)),
        tuple(Mark(round(_LEFT + slot * (i + 0.5), 1), i) for i in range(0, len(positions), every)),
    )


def _stack(x: float, floor: float, width: float, heights: list[float]) -> list[Bar]:
    tops = [floor - sum(heights[: i + 1]) for i in range(len(heights))]
    return [
        Bar(x, round(top, 1), width, round(height, 1), number)
        for number, (top, height) in enumerate(zip(tops, heights, strict=True), start=1)
        if height
    ]


def round_step(largest: int) -> int:
    """A quarter of the axis: 1, 2, 2.5 or 5 times a power of ten, whole, and enough for all."""
    quarter = max(largest, 4) / 4
    power: int = 10 ** (len(str(int(quarter))) - 1)
    candidates = (
        power * tenths // 10 for tenths in (10, 20, 25, 50, 100) if power * tenths % 10 == 0
    )
    return next(step for step in candidates if step >= quarter)
