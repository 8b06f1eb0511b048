"""Recordings made for the tests: a voice with pauses, and what can go wrong with it."""

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE = 48_000


def times(seconds, rate=RATE):
    return np.arange(round(seconds * rate)) / rate


def voice(seconds=6.0, rate=RATE, *, loud=0.1, noise=0.0005):
    """Two seconds of sound, one of pause, over a little noise: nobody's voice."""
    at = times(seconds, rate)
    spoken = np.sin(2 * np.pi * 220 * at) * (at % 3 < 2)
    return loud * spoken + noise * np.random.default_rng(7).standard_normal(len(at))


def clap(sound, at, rate=RATE, loud=0.8):
    begins = round(at * rate)
    sound[begins : begins + 480] = loud * np.random.default_rng(9).uniform(-1, 1, 480)
    return sound


def wav(path: Path, *channels, rate=RATE) -> Path:
    laid = np.stack(channels, axis=1)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.rint(laid.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return path


def film(
    path: Path, *, seconds=3, height=240, frames_a_second=30, sound=True, codec="libvpx"
) -> Path:
    """A grey picture that changes, with a voice or without."""
    with av.open(str(path), "w") as file:
        picture = file.add_stream(codec, rate=frames_a_second)
        picture.width, picture.height, picture.pix_fmt = height * 4 // 3, height, "yuv420p"
        picture.options = {"deadline": "realtime", "cpu-used": "8"}
        spoken = file.add_stream("libopus", rate=RATE, layout="mono") if sound else None
        for second in range(seconds):
            for number in range(second * frames_a_second, (second + 1) * frames_a_second):
                file.mux(picture.encode(_grey(number, height, frames_a_second)))
            if spoken:
                _speak(file, spoken, second)
        for stream in filter(None, (picture, spoken)):
            file.mux(stream.encode(None))
    return path


def _grey(number, height, frames_a_second):
    grey = np.full((height, height * 4 // 3, 3), number % 200, dtype=np.uint8)
    frame = av.VideoFrame.from_ndarray(grey, format="rgb24")
    frame.pts, frame.time_base = number, Fraction(1, frames_a_second)
    return frame


def _speak(file, stream, second):
    heard = voice(second + 1).astype("f4")
    for begins in range(second * RATE, len(heard), 960):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(heard[None, begins : begins + 960]), format="fltp", layout="mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, begins, Fraction(1, RATE)
        file.mux(stream.encode(frame))
