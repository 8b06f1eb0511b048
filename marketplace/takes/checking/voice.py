"""When somebody is heard: blocks well above this file's own noise, joined where pauses are short.

Levels only. Whose voice it is, or what it says, is neither asked nor kept.
"""

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from marketplace.takes.checking.levels import BLOCK_S, SILENT_DB
from marketplace.takes.checking.measured import Span

ABOVE_NOISE_DB = 10.0
SHORTEST_S = 0.12
"""A click or a breath is no turn."""
PAUSE_S = 0.4
"""Within a turn."""
_NOISE, _LOUD = 10, 95
"""Percentiles of the levels: what is there always, and what is there when somebody speaks."""


def noise_db(levels: NDArray[float32]) -> float:
    return float(np.percentile(levels, _NOISE)) if len(levels) else SILENT_DB


def signal_to_noise_db(levels: NDArray[float32]) -> float:
    return float(np.percentile(levels, _LOUD)) - noise_db(levels) if len(levels) else 0.0


def voiced(levels: NDArray[float32]) -> tuple[Span, ...]:
    """The threshold is this file's own: in a loud room one must be louder to be heard."""
    loudest = float(np.percentile(levels, _LOUD)) if len(levels) else SILENT_DB
    # Who speaks without a pause would otherwise be taken for the noise.
    above = min(noise_db(levels) + ABOVE_NOISE_DB, loudest - ABOVE_NOISE_DB / 2)
    is_heard = levels > max(above, SILENT_DB)
    changes = np.flatnonzero(np.diff(np.concatenate(([0], is_heard.astype(np.int8), [0]))))
    spans = [
        (float(begins * BLOCK_S), float(ends * BLOCK_S))
        for begins, ends in zip(changes[::2], changes[1::2], strict=True)
    ]
    return tuple(
        (round(begins, 2), round(ends, 2))
        for begins, ends in joined(spans, PAUSE_S)
        if ends - begins >= SHORTEST_S
    )


def joined(spans: list[Span], pause: float) -> list[Span]:
    """In order of time, those closer than a pause made one."""
    found: list[Span] = []
    for begins, ends in sorted(spans):
        if found and begins - found[-1][1] <= pause:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return found
