"""How loud each moment is: what silence, noise, voice, clipping and the waveform are read from."""

from array import array
from base64 import b64encode

import numpy as np
from numpy import float32
from numpy.typing import NDArray

from marketplace.takes.checking.samples import Samples

BLOCK_S = 0.02
FINE_S = 0.005
"""Close enough to lay one track beside another by a clap."""
LAID_BESIDE_S = 20.0
FLOOR_DB = -90.0
"""Digital silence has no level at all; this is as quiet as we count."""
SILENT_DB = -50.0
COLUMNS = 1_000
"""Of the waveform: more than any page is wide."""
_EDGE = 0.999
_CLIPPED_RUN = 3
_ALIKE = 1e-3


class Levels:
    """Fed a second or so at a time; keeps one number a block, so an hour is a megabyte."""

    def __init__(self, sample_rate: int) -> None:
        self._block = max(1, round(sample_rate * BLOCK_S))
        self._fine = max(1, round(sample_rate * FINE_S))
        self._rest: Samples | None = None
        self._power, self._least, self._most = array("f"), array("f"), array("f")
        self._fine_power = array("f")
        self.clips = 0
        self.alike = True

    def take(self, more: Samples) -> None:
        """Whole blocks are counted; what is left over waits for the next."""
        whole = more if self._rest is None else np.concatenate((self._rest, more), axis=1)
        counted = whole.shape[1] // self._block * self._block
        self._rest = whole[:, counted:]
        if counted:
            self._count(whole[:, :counted])

    def decibels(self) -> NDArray[float32]:
        power = np.frombuffer(self._power, dtype=float32)
        return np.asarray(
            np.maximum(10 * np.log10(np.maximum(power, 1e-12)), FLOOR_DB), dtype=float32
        )

    def waveform(self) -> tuple[int, ...]:
        """Least and most in turn, of at most so many columns."""
        least, most = (np.frombuffer(each, dtype=float32) for each in (self._least, self._most))
        if not len(least):
            return ()
        starts = np.unique(np.linspace(0, len(least), COLUMNS, endpoint=False).astype(int))
        pairs = np.stack((np.minimum.reduceat(least, starts), np.maximum.reduceat(most, starts)))
        return tuple(int(each) for each in np.rint(pairs.T.reshape(-1) * 127).clip(-127, 127))

    def edges(self) -> tuple[str, str, float]:
        """The first and the last seconds, and when the last begin."""
        fine = np.sqrt(np.frombuffer(self._fine_power, dtype=float32))
        count = round(LAID_BESIDE_S / FINE_S)
        tail_from = max(0, len(fine) - count)
        return _packed(fine[:count]), _packed(fine[tail_from:]), tail_from * FINE_S

    def _count(self, whole: Samples) -> None:
        mixed = whole.mean(axis=0)
        blocks = mixed.reshape(-1, self._block)
        self._power.frombytes(np.square(blocks).mean(axis=1).tobytes())
        self._least.frombytes(blocks.min(axis=1).tobytes())
        self._most.frombytes(blocks.max(axis=1).tobytes())
        fine = mixed[: len(mixed) // self._fine * self._fine].reshape(-1, self._fine)
        self._fine_power.frombytes(np.square(fine).mean(axis=1).tobytes())
        self.clips += sum(_clips(channel) for channel in whole)
        self.alike = self.alike and bool(np.abs(whole - whole[:1]).max() < _ALIKE)


def _clips(channel: NDArray[float32]) -> int:
    """Runs that are long enough to be heard; one sample at the edge may be chance."""
    at_edge = np.abs(channel) >= _EDGE
    if not at_edge.any():
        return 0
    changes = np.flatnonzero(np.diff(np.concatenate(([0], at_edge.astype(np.int8), [0]))))
    return int((changes[1::2] - changes[::2] >= _CLIPPED_RUN).sum())


def _packed(fine: NDArray[float32]) -> str:
    most = float(fine.max()) if len(fine) else 0.0
    scaled = fine / most * 255 if most > 0 else np.zeros_like(fine)
    return b64encode(np.rint(scaled).astype(np.uint8).tobytes()).decode()
