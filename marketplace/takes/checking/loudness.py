"""Loudness and true peaks as EBU R128 counts them: FFmpeg's own filter, fed frame by frame."""

import math

import av
from av import AudioFrame, AudioStream
from av.filter import Graph

QUIETEST_LUFS = -70.0
"""What the meter says of silence."""
_INTEGRATED = "lavfi.r128.I"


class Loudness:
    def __init__(self, stream: AudioStream) -> None:
        self._graph = Graph()
        source = self._graph.add_abuffer(template=stream)
        meter = self._graph.add("ebur128", "peak=true:metadata=1:framelog=quiet")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()
        self._said: dict[str, str] = {}
        self._channels = stream.channels

    def take(self, frame: AudioFrame | None) -> None:
        """Without a frame it was the last."""
        self._graph.push(frame)
        while True:
            try:
                heard = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            if _INTEGRATED in heard.metadata:  # What is left over at the end says nothing.
                self._said = heard.metadata

    def lufs(self) -> float:
        said = float(self._said.get(_INTEGRATED, QUIETEST_LUFS))
        return said if math.isfinite(said) else QUIETEST_LUFS

    def true_peaks_dbtp(self) -> tuple[float, ...]:
        """Counted up to the end by the meter itself."""
        names = (f"lavfi.r128.true_peaks_ch{index}" for index in range(self._channels))
        return tuple(_decibels(float(self._said.get(name, 0))) for name in names)


def _decibels(linear: float) -> float:
    return round(20 * math.log10(linear), 2) if linear > 1e-6 else -120.0
