"""All tracks of a take in one file, laid together by what their microphones heard alike.

A second of each at a time, whatever their length: an hour of four tracks is never in memory.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path

import av
import numpy as np
from av import AudioFrame
from av.container import InputContainer

from marketplace.takes.checking.names import MARKED_MIX, MIX
from marketplace.takes.checking.plans import Laid
from marketplace.takes.checking.preview import RATE, Part, Tone
from marketplace.takes.checking.samples import Samples, samples_of
from marketplace.takes.checking.silencing import Withheld, silence

_AT_ONCE = RATE


def make_mix(sources: list[Laid], folder: Path) -> list[str]:
    """As it sounds, and with a mark for who judges it."""
    with ExitStack() as open_now:
        given = [open_now.enter_context(av.open(str(each.file))) for each in sources]
        plain = open_now.enter_context(av.open(str(folder / MIX), "w"))
        marked = open_now.enter_context(av.open(str(folder / MARKED_MIX), "w", format="webm"))
        parts: list[Part] = [_Plain(plain), Tone(marked)]
        tracks = [_pieces(*each) for each in zip(given, sources, strict=True)]
        done = 0
        for pieces in zip_longest(*tracks):
            frame = _frame(_mixed([each for each in pieces if each is not None]), done)
            done += frame.samples
            for part in parts:
                part.take(frame)
        for part in parts:
            part.end()
    return [MIX, MARKED_MIX]


class _Plain:
    def __init__(self, made: av.container.OutputContainer) -> None:
        self._made = made
        self._into = made.add_stream("flac", rate=RATE, layout="mono")
        self._into.format = "s16"
        self._even = av.AudioResampler(format="s16", layout="mono", rate=RATE)

    def take(self, frame: AudioFrame | av.VideoFrame) -> None:
        if isinstance(frame, AudioFrame):
            for each in self._even.resample(frame):
                self._made.mux(self._into.encode(each))

    def end(self) -> None:
        for each in self._even.resample(None):
            self._made.mux(self._into.encode(each))
        self._made.mux(self._into.encode(None))


def _pieces(given: InputContainer, source: Laid) -> Iterator[Samples]:
    """A second each, but the last."""
    rest = np.zeros((1, round(source.waits_s * RATE)), dtype=np.float32)
    for heard in _heard(given, source.withheld):
        rest = np.concatenate((rest, heard), axis=1)
        while rest.shape[1] >= _AT_ONCE:
            yield rest[:, :_AT_ONCE]
            rest = rest[:, _AT_ONCE:]
    if rest.shape[1]:
        yield rest


def _heard(given: InputContainer, withheld: Withheld) -> Iterator[Samples]:
    even, done = av.AudioResampler(format="fltp", layout="mono", rate=RATE), 0
    for frame in _frames(given):
        for each in even.resample(frame):
            heard = silence(samples_of(each), done, RATE, withheld)
            done += heard.shape[1]
            yield heard


def _frames(given: InputContainer) -> Iterator[AudioFrame | None]:
    yield from given.decode(audio=0)
    yield None


def _mixed(pieces: list[Samples]) -> Samples:
    """As loud as each was, as far as there is room for it."""
    whole = np.zeros((1, max(each.shape[1] for each in pieces)), dtype=np.float32)
    for each in pieces:
        whole[:, : each.shape[1]] += each
    return np.clip(whole, -1, 1)


def _frame(heard: Samples, at: int) -> AudioFrame:
    frame = AudioFrame.from_ndarray(np.ascontiguousarray(heard), format="fltp", layout="mono")
    frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
    return frame
