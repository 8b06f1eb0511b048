"""All of a recording but what is withheld of it: for whoever may have it once it is accepted.

The original is never touched. Sound loses nothing but the spans; a picture has to be made again.
"""

from fractions import Fraction
from pathlib import Path

import av
from av import AudioFrame, AudioStream, VideoFrame, VideoStream
from av.container import OutputContainer

from marketplace.takes.checking.names import CLEAN
from marketplace.takes.checking.preview import Part, darken, run
from marketplace.takes.checking.silencing import Withheld, is_dark, silence

_MS = Fraction(1, 1_000)
_SOUND_BITS, _PICTURE_BITS = 128_000, 6_000_000


def make_clean(source: Path, folder: Path, withheld: Withheld) -> str:
    """The name of what it made."""
    with av.open(str(source)) as given:
        video = next(iter(given.streams.video), None)
        audio = next(iter(given.streams.audio), None)
        name = f"{CLEAN}.webm" if video else f"{CLEAN}.flac"
        with av.open(str(folder / name), "w") as made:
            parts: dict[int, Part] = {}
            if video:
                parts[video.index] = _Picture(made, video, withheld)
            if audio:
                codec = "libopus" if video else "flac"
                parts[audio.index] = _Sound(made, audio, codec, withheld)
            run(given, parts)
    return name


class _Sound:
    def __init__(
        self, made: OutputContainer, stream: AudioStream, codec: str, withheld: Withheld
    ) -> None:
        self._made, self._withheld = made, withheld
        self._rate = 48_000 if codec == "libopus" else stream.rate
        self._layout = stream.layout.name
        self._format = "fltp" if codec == "libopus" else _format(stream)
        self._into = self._stream(codec)
        self._even = av.AudioResampler(format=self._format, layout=self._layout, rate=self._rate)
        self._done = 0

    def _stream(self, codec: str) -> AudioStream:
        if codec == "flac":
            into = self._made.add_stream("flac", rate=self._rate, layout=self._layout)
            into.format = self._format
            return into
        into = self._made.add_stream("libopus", rate=self._rate, layout=self._layout)
        into.bit_rate = _SOUND_BITS
        return into

    def take(self, frame: AudioFrame | VideoFrame) -> None:
        if isinstance(frame, AudioFrame):
            for each in self._even.resample(frame):
                self._write(each)

    def _write(self, frame: AudioFrame) -> None:
        given = frame.to_ndarray()
        rows = given if frame.format.is_planar else given.reshape(-1, frame.layout.nb_channels).T
        silence(rows, self._done, self._rate, self._withheld)
        written = AudioFrame.from_ndarray(given, format=self._format, layout=self._layout)
        written.sample_rate, written.pts = self._rate, self._done
        written.time_base = Fraction(1, self._rate)
        self._done += rows.shape[1]
        self._made.mux(self._into.encode(written))

    def end(self) -> None:
        for each in self._even.resample(None):
            self._write(each)
        self._made.mux(self._into.encode(None))


class _Picture:
    def __init__(self, made: OutputContainer, stream: VideoStream, withheld: Withheld) -> None:
        self._made, self._withheld = made, withheld
        context = stream.codec_context
        self._width, self._height = context.width // 2 * 2, context.height // 2 * 2
        self._into: VideoStream = made.add_stream("libvpx", rate=30)
        self._into.width, self._into.height = self._width, self._height
        self._into.pix_fmt = "yuv420p"
        self._into.codec_context.time_base = _MS
        self._into.options = {"deadline": "realtime", "cpu-used": "4"}
        self._into.bit_rate = _PICTURE_BITS
        self._shown_ms = -1

    def take(self, frame: AudioFrame | VideoFrame) -> None:
        at = round((frame.time or 0.0) * 1_000)
        if not isinstance(frame, VideoFrame) or at <= self._shown_ms:
            return
        self._shown_ms = at
        whole = frame.reformat(width=self._width, height=self._height, format="yuv420p")
        planes = whole.to_ndarray()
        if is_dark(at, self._withheld):
            darken(planes, self._height)
        made = VideoFrame.from_ndarray(planes, format="yuv420p")
        made.pts, made.time_base = at, _MS
        self._made.mux(self._into.encode(made))

    def end(self) -> None:
        self._made.mux(self._into.encode(None))


def _format(stream: AudioStream) -> str:
    """As deep as it came in: FLAC holds 16 bits, or 24 of 32."""
    return "s16" if stream.format.name.rstrip("p") in ("u8", "s16") else "s32"
