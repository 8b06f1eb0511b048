"""The small copy that a take is judged by: one can hear and see all of it, and use none of it.

A soft tone every few seconds and light stripes across the picture are its watermark.
"""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

import av
import numpy as np
from av import AudioFrame, AudioStream, VideoFrame, VideoStream
from av.container import InputContainer, OutputContainer
from numpy.typing import NDArray

from marketplace.takes.checking.samples import samples_of
from marketplace.takes.checking.silencing import Withheld, is_dark, silence
from marketplace.takes.checking.stripes import mark

RATE = 48_000
TONE_HZ, TONE_S, TONE_EVERY_S = 1_000.0, 0.15, 5.0
TONE_LOUD = 0.03
"""About -30 dB: plain between words, and no hindrance to hearing them."""
HEIGHT, FRAMES_A_SECOND = 360, 15
_BITS_A_SECOND = 40_000
_MS = Fraction(1, 1_000)


def make_preview(source: Path, target: Path, withheld: Withheld = ()) -> None:
    with av.open(str(source)) as given, av.open(str(target), "w", format="webm") as made:
        video = next(iter(given.streams.video), None)
        audio = next(iter(given.streams.audio), None)
        parts: dict[int, Part] = {}
        if video:
            parts[video.index] = _Picture(made, video, withheld)
        if audio:
            parts[audio.index] = Tone(made, withheld)
        run(given, parts)


class Part(Protocol):
    """One stream of a copy, as it is made."""

    def take(self, frame: AudioFrame | VideoFrame) -> None: ...

    def end(self) -> None: ...


def run(given: InputContainer, parts: Mapping[int, Part]) -> None:
    wanted = [stream for stream in given.streams if stream.index in parts]
    for packet in given.demux(wanted):
        for frame in packet.decode():
            if isinstance(frame, AudioFrame | VideoFrame):
                parts[packet.stream.index].take(frame)
    for part in parts.values():
        part.end()


class Tone:
    """The sound, with its mark."""

    def __init__(self, made: OutputContainer, withheld: Withheld = ()) -> None:
        self._made, self._withheld = made, withheld
        self._into: AudioStream = made.add_stream("libopus", rate=RATE, layout="mono")
        self._into.bit_rate = _BITS_A_SECOND
        self._even = av.AudioResampler(format="fltp", layout="mono", rate=RATE)
        self._done = 0

    def take(self, frame: AudioFrame | VideoFrame) -> None:
        if isinstance(frame, AudioFrame):
            for each in self._even.resample(frame):
                self._write(each)

    def _write(self, frame: AudioFrame) -> None:
        heard = silence(samples_of(frame), self._done, RATE, self._withheld)
        at = (np.arange(heard.shape[1]) + self._done) / RATE
        tone = TONE_LOUD * np.sin(2 * np.pi * TONE_HZ * at) * (at % TONE_EVERY_S < TONE_S)
        marked = np.ascontiguousarray((heard * 0.9 + tone).clip(-1, 1), dtype=np.float32)
        written = AudioFrame.from_ndarray(marked, format="fltp", layout="mono")
        written.sample_rate, written.pts, written.time_base = RATE, self._done, Fraction(1, RATE)
        self._done += heard.shape[1]
        self._made.mux(self._into.encode(written))

    def end(self) -> None:
        for each in self._even.resample(None):
            self._write(each)
        self._made.mux(self._into.encode(None))


class _Picture:
    def __init__(self, made: OutputContainer, stream: VideoStream, withheld: Withheld) -> None:
        self._made, self._withheld = made, withheld
        context = stream.codec_context
        self._height = min(HEIGHT, context.height) // 2 * 2
        self._width = max(2, round(context.width * self._height / context.height) // 2 * 2)
        self._into: VideoStream = made.add_stream("libvpx", rate=FRAMES_A_SECOND)
        self._into.width, self._into.height = self._width, self._height
        self._into.pix_fmt = "yuv420p"
        self._into.codec_context.time_base = _MS
        self._into.options = {"deadline": "realtime", "cpu-used": "8"}
        self._into.bit_rate = 8 * _BITS_A_SECOND
        self._shown_ms = -1_000

    def take(self, frame: AudioFrame | VideoFrame) -> None:
        at = round((frame.time or 0.0) * 1_000)
        if not isinstance(frame, VideoFrame) or at < self._shown_ms + 1_000 // FRAMES_A_SECOND:
            return
        self._shown_ms = at
        small = frame.reformat(width=self._width, height=self._height, format="yuv420p")
        planes = small.to_ndarray()
        if is_dark(at, self._withheld):
            darken(planes, self._height)
        mark(planes[: self._height], self._height, self._width)
        marked = VideoFrame.from_ndarray(planes, format="yuv420p")
        marked.pts, marked.time_base = at, _MS
        self._made.mux(self._into.encode(marked))

    def end(self) -> None:
        self._made.mux(self._into.encode(None))


def darken(planes: NDArray[Any], height: int) -> None:
    """In place: no light, and no colour."""
    planes[:height], planes[height:] = 16, 128
