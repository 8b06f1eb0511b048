"""One streaming pass over a file: every packet is read once, and nothing of it is held."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from av import AudioFrame, AudioStream, VideoStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Stream

from marketplace.takes.checking import voice
from marketplace.takes.checking.frames import Frames
from marketplace.takes.checking.levels import BLOCK_S, SILENT_DB, Levels
from marketplace.takes.checking.loudness import Loudness
from marketplace.takes.checking.measured import Measured, Sound
from marketplace.takes.checking.samples import Samples, samples_of

LONGEST_S = 6 * 3_600
"""What decodes to more was made to fill our disks or our time."""
_AT_ONCE = 48_000
"""Samples: counted in large pieces, numpy costs nothing."""
Progress = Callable[[int], None]


class Hearing:
    """The sound of a file, as it goes by."""

    def __init__(self, stream: AudioStream) -> None:
        self._stream = stream
        self._loudness = Loudness(stream)
        self._levels = Levels(stream.rate)
        self._waiting: list[Samples] = []
        self._count = self._samples = 0

    @property
    def seconds(self) -> float:
        return self._samples / self._stream.rate

    def take(self, frame: AudioFrame) -> None:
        self._loudness.take(frame)
        heard = samples_of(frame)
        self._waiting.append(heard)
        self._samples += heard.shape[1]
        self._count += heard.shape[1]
        if self._count >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._levels.take(np.concatenate(self._waiting, axis=1))
        self._waiting, self._count = [], 0

    def end(self) -> tuple[Sound | None, tuple[int, ...]]:
        if not self._samples:
            return None, ()
        self._loudness.take(None)
        self._flush()
        levels = self._levels.decibels()
        head, tail, tail_from = self._levels.edges()
        sound = Sound(
            sample_rate_hz=self._stream.rate,
            channels=self._stream.channels,
            alike=self._levels.alike,
            seconds=round(self.seconds, 3),
            loudness_lufs=round(self._loudness.lufs(), 2),
            true_peaks_dbtp=self._loudness.true_peaks_dbtp(),
            clips=self._levels.clips,
            silent_seconds=round(float((levels < SILENT_DB).sum()) * BLOCK_S, 2),
            signal_to_noise_db=round(voice.signal_to_noise_db(levels), 1),
            voiced=voice.voiced(levels),
            head=head,
            tail=tail,
            tail_from=round(tail_from, 3),
        )
        return sound, self._levels.waveform()


def measure(path: Path, progress: Progress = lambda _: None) -> tuple[Measured, bytes]:
    """What it is, and a poster of its picture. Raises `FFmpegError` where it is no media at all."""
    with av.open(str(path)) as container:
        return _Pass(container, path.stat().st_size, progress).run()


class _Pass:
    def __init__(self, container: InputContainer, size: int, progress: Progress) -> None:
        self._container, self._size, self._progress = container, max(1, size), progress
        streams = container.streams
        self._audio: AudioStream | None = next(iter(streams.audio), None)
        self._video: VideoStream | None = next(iter(streams.video), None)
        self._hearing = Hearing(self._audio) if self._audio else None
        self._frames = Frames(self._video) if self._video else None
        self._damaged, self._told = 0, 0
        self._ends_early = False

    def run(self) -> tuple[Measured, bytes]:
        endless = self._read()
        sound, waveform = self._hearing.end() if self._hearing else (None, ())
        frames = self._frames
        lasted = self._container.duration
        measured = Measured(
            container=self._container.format.name,
            seconds=sound.seconds if sound else (frames.seconds() if frames else 0.0),
            declared_seconds=round(lasted / av.time_base, 3) if lasted else None,
            damaged=self._damaged + (frames.damaged if frames else 0),
            ends_early=self._ends_early,
            endless=endless,
            sound=sound,
            picture=frames.picture() if frames else None,
            waveform=waveform,
        )
        return measured, frames.poster() if frames else b""

    def _read(self) -> bool:
        wanted = [stream for stream in (self._audio, self._video) if stream is not None]
        try:
            for packet in self._container.demux(wanted):
                if packet.size:
                    self._ends_early = packet.is_corrupt
                if packet.stream is self._video and self._frames:
                    self._frames.take(packet)
                elif self._hearing:
                    self._hear(packet)
                self._tell(packet.pos)
                if self._hearing and self._hearing.seconds > LONGEST_S:
                    return True
        except FFmpegError:
            self._damaged += 1
        return False

    def _hear(self, packet: "av.Packet[Stream]") -> None:
        self._damaged += packet.is_corrupt
        try:
            for frame in packet.decode():
                if isinstance(frame, AudioFrame) and self._hearing:
                    self._hearing.take(frame)
        except FFmpegError:
            self._damaged += 1

    def _tell(self, position: int | None) -> None:
        done = min(99, 100 * (position or 0) // self._size)
        if done >= self._told + 5:
            self._told = done
            self._progress(done)
