"""Sounds of the demo's takes: tones that come and go as two who talk, and what they measure.

Made of known tones, so that their figures are known without the machine that checks them.
"""

import math
import sys
import wave
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from marketplace.takes.checking.measured import Measured, Sound, Span

_BLOCK_S = 0.02
_SECONDS = 8
_SILENCE_DB = -90.0
_MARK_HERTZ, _MARK_BLOCKS, _MARK_EVERY = 1000, 8, 250
"""What a preview is marked with: a tone of its own, every five seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """One performer's track. Its tone fits its blocks without a click: a multiple of 50 Hz."""

    hertz: int
    seat: int
    """Each is heard while the others are not."""
    level: int = 9000
    """Of 32767."""
    rate: int = 48_000

    def original(self) -> bytes:
        blocks = {True: _block(self.hertz, self.level, self.rate), False: _block(50, 1, self.rate)}
        return _wav((blocks[each] for each in self._heard()), self.rate)

    def preview(self) -> bytes:
        """Small, and marked as all that is heard before it is accepted."""
        rate = 8_000
        blocks = {True: _block(self.hertz, self.level, rate), False: _block(50, 1, rate)}
        mark = _block(_MARK_HERTZ, 2000, rate)
        heard = (
            mark if number % _MARK_EVERY < _MARK_BLOCKS else blocks[each]
            for number, each in enumerate(self._heard())
        )
        return _wav(heard, rate)

    def measured(self) -> Measured:
        heard = list(self._heard())
        level = round(127 * self.level / 32767)
        return Measured(
            container="wav",
            seconds=float(_SECONDS),
            declared_seconds=float(_SECONDS),
            sound=self._sound(heard),
            waveform=tuple(
                side for each in heard for side in ((-level, level) if each else (0, 0))
            ),
        )

    def _sound(self, heard: list[bool]) -> Sound:
        decibels = 20 * math.log10(self.level / 32767)
        return Sound(
            sample_rate_hz=self.rate,
            channels=1,
            alike=True,
            seconds=float(_SECONDS),
            loudness_lufs=round(decibels - 3, 2),
            true_peaks_dbtp=(round(decibels, 1),),
            clips=0,
            silent_seconds=round(heard.count(False) * _BLOCK_S, 2),
            signal_to_noise_db=round(decibels - 3 - _SILENCE_DB, 1),
            voiced=tuple(_spans(heard)),
            # Nothing is heard by two of them, so that a mix lays them side by side as they are.
            head="",
            tail="",
            tail_from=0.0,
        )

    def _heard(self) -> Iterator[bool]:
        """In turns of a second or so, block by block."""
        for number in range(round(_SECONDS / _BLOCK_S)):
            turn, within = divmod(number, 60)
            yield turn % 3 == self.seat and within < 50


def _block(hertz: int, level: int, rate: int) -> bytes:
    count = round(rate * _BLOCK_S)
    samples = array(
        "h", (round(level * math.sin(2 * math.pi * hertz * at / rate)) for at in range(count))
    )
    if sys.byteorder == "big":
        samples.byteswap()
    return samples.tobytes()


def _wav(blocks: Iterator[bytes], rate: int) -> bytes:
    written = BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(b"".join(blocks))
    return written.getvalue()


def _spans(heard: list[bool]) -> Iterator[Span]:
    at = 0
    for is_heard, run in groupby(heard):
        length = len(list(run))
        if is_heard:
            yield round(at * _BLOCK_S, 2), round((at + length) * _BLOCK_S, 2)
        at += length
