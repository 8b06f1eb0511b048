"""Whether the tracks of a take run side by side: one laid beside the other at start and end.

What both microphones heard, a clap or each other's voices, comes at the same moments in both. Where
they heard nothing in common nothing is known, and nothing is missed.
"""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from uuid import UUID

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from marketplace.takes.checking.levels import FINE_S
from marketplace.takes.checking.measured import Sound
from marketplace.takes.checking.misses import Miss, Missed

MOST_S = 0.08
"""More is seen as lips that do not fit, and heard as an echo."""
FURTHEST_S = 10.0
"""Nobody presses record at the same moment."""
LEAST_ALIKE = 0.6
"""Of 1: below, what looks alike may be chance."""


def drift_s(one: Sound, other: Sound) -> float | None:
    """By how much the distance between them changed from start to end."""
    start, end = _lag(one.head, other.head), _lag(one.tail, other.tail)
    if start is None or end is None:
        return None
    return (end + one.tail_from - other.tail_from) - start


def drifted(tracks: Mapping[UUID, Sound]) -> dict[UUID, Missed]:
    """Beside the track that lies in the middle, so that one that runs off is the one told."""
    found: dict[UUID, Missed] = {}
    for track, sound in tracks.items():
        apart = [abs(by) for each in tracks if (by := drift_s(tracks[each], sound)) is not None]
        by_most = float(np.median(apart)) if len(tracks) > 2 else max(apart, default=0.0)
        if by_most > MOST_S:
            most = f"{MOST_S * 1000:.0f} ms"
            found[track] = Missed(Miss.DRIFTED, f"{by_most * 1000:.0f} ms", most)
    return found


def waits_s(sounds: Sequence[Sound]) -> list[float]:
    """How long each track waits for whichever was begun first, so that what both heard comes at
    one moment. A track that heard nothing in common begins with the first."""
    later = [_lag(each.head, sounds[0].head) or 0.0 for each in sounds]
    return [max(later) - each for each in later]


def _lag(one: str, other: str) -> float | None:
    """How much later the first hears what both hear, in seconds."""
    ours, theirs = _risen(one), _risen(other)
    size = len(ours) + len(theirs)
    strength = float(np.sqrt(np.square(ours).sum() * np.square(theirs).sum()))
    if strength == 0.0:
        return None
    both = np.fft.irfft(np.fft.rfft(ours, size) * np.conj(np.fft.rfft(theirs, size)), size)
    furthest = min(round(FURTHEST_S / FINE_S), len(ours) - 1, len(theirs) - 1)
    near = np.concatenate((both[size - furthest :], both[: furthest + 1]))
    best = int(near.argmax())
    return (best - furthest) * FINE_S if near[best] / strength >= LEAST_ALIKE else None


def _risen(packed: str) -> NDArray[float64]:
    """How much louder each moment is than the one before: a clap stands out, a hum is nothing."""
    levels = np.frombuffer(b64decode(packed), dtype=np.uint8).astype(float64)
    return np.maximum(np.diff(levels, prepend=levels[:1]), 0.0)
