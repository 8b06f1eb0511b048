"""Brings the sound of a file to one loudness, in a process apart.

`python -m marketplace.deliveries.building.normalising SOURCE TARGET` writes FLAC, or Matroska
where there is a picture, whose packets are copied. Nothing is lost but what loudness is: where
a peak leaves no room, all of it is made less loud than asked for, and nothing is squeezed.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av import AudioFrame, AudioStream, VideoStream
from av.container import InputContainer, OutputContainer

from foundation.apart import give_up
from marketplace.takes.checking.loudness import QUIETEST_LUFS, Loudness
from marketplace.takes.checking.samples import samples_of

TARGET_LUFS = -23.0
"""EBU R 128."""
CEILING_DBTP = -1.0
MEMORY_BYTES = 2 << 30
CPU_S = 3_600
_BIT_EXACT = {"fflags": "+bitexact"}
_FULL = float(2**31 - 256)
"""Of 24 bits, which FLAC takes in the upper part of 32."""


def main(source: Path, target: Path) -> None:
    give_up(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    sys.stdout.write(json.dumps({"gain_db": normalise(source, target)}) + "\n")


def normalise(source: Path, target: Path) -> float:
    """By how many decibels it is louder now. Silence stays as it is."""
    gain_db = _gain_db(source)
    with av.open(str(source)) as given:
        film = bool(given.streams.video)
        form = "matroska" if film else "flac"
        with av.open(str(target), "w", format=form, options=_BIT_EXACT) as made:
            _write(given, made, 10 ** (gain_db / 20))
    return gain_db


def _gain_db(source: Path) -> float:
    with av.open(str(source)) as given:
        if not given.streams.audio:
            return 0.0
        meter = Loudness(given.streams.audio[0])
        for frame in given.decode(audio=0):
            meter.take(frame)
        meter.take(None)
    lufs, peak = meter.lufs(), max(meter.true_peaks_dbtp(), default=0.0)
    if lufs <= QUIETEST_LUFS:
        return 0.0
    return round(min(TARGET_LUFS - lufs, CEILING_DBTP - peak), 2)


def _write(given: InputContainer, made: OutputContainer, gain: float) -> None:
    sound = _Sound(given.streams.audio[0], made, gain) if given.streams.audio else None
    picture: VideoStream | None = next(iter(given.streams.video), None)
    into = made.add_stream_from_template(picture) if picture else None
    wanted = [each for each in (picture, *given.streams.audio[:1]) if each is not None]
    for packet in given.demux(wanted):
        if packet.stream is picture and into is not None:
            if packet.dts is not None:
                packet.stream = into
                made.mux(packet)
        elif sound:
            for frame in packet.decode():
                if isinstance(frame, AudioFrame):
                    sound.take(frame)
    if sound:
        sound.end()


class _Sound:
    def __init__(self, stream: AudioStream, made: OutputContainer, gain: float) -> None:
        self._made, self._gain, self._rate = made, gain, stream.rate
        self._layout = stream.layout.name
        self._into = made.add_stream("flac", rate=stream.rate, layout=self._layout)
        self._into.format = "s32"
        self._done = 0

    def take(self, frame: AudioFrame) -> None:
        louder = np.clip(samples_of(frame).astype(np.float64) * self._gain, -1, 1)
        laid = np.rint(louder * _FULL).astype(np.int32).T.reshape(1, -1)
        written = AudioFrame.from_ndarray(
            np.ascontiguousarray(laid), format="s32", layout=self._layout
        )
        written.sample_rate, written.pts = self._rate, self._done
        written.time_base = Fraction(1, self._rate)
        self._done += louder.shape[1]
        self._made.mux(self._into.encode(written))

    def end(self) -> None:
        self._made.mux(self._into.encode(None))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
