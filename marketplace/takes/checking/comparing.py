"""What was measured beside what the posting asks for: everything that is missed, all at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from marketplace.profiles.words import Medium
from marketplace.requests.scene import Recording
from marketplace.takes.checking.measured import Measured, Picture, Sound
from marketplace.takes.checking.misses import Miss, Missed

SLACK_S = 1.0
"""Pressing stop takes a moment."""
QUIETEST_LUFS = -45.0
LOUDEST_DBTP = 1.0
"""Codecs overshoot a little of what was within bounds."""
LEAST_SIGNAL_TO_NOISE_DB = 15.0
CLIPS_A_MINUTE = 3.0
LEAST_HEARD_S = 1.0
"""In a dialogue one may listen for nearly all of the take."""
FRAME_RATE_SLACK = 0.95
"""30 is 29.97 in many cameras, and a frame may be lost."""


@dataclass(frozen=True, slots=True)
class Asked:
    recording: Recording
    seconds: tuple[int, int]
    """Least and most, as the brief says."""


Check = Callable[[Measured, Asked], Iterator[Missed]]


def compare(measured: Measured, asked: Asked) -> list[Missed]:
    """Of a file that nobody can read there is nothing more to say."""
    unreadable = list(_readable(measured, asked))
    if unreadable:
        return unreadable
    return [missed for check in CHECKS for missed in check(measured, asked)]


def _readable(measured: Measured, _: Asked) -> Iterator[Missed]:
    if measured.endless or (measured.sound is None and measured.picture is None):
        yield Missed(Miss.UNREADABLE if measured.endless or measured.damaged else Miss.NO_SOUND)


def whole(measured: Measured, _: Asked) -> Iterator[Missed]:
    declared, picture = measured.declared_seconds, measured.picture
    here = max(measured.seconds, picture.seconds if picture else 0.0)
    if declared is not None and here < declared - SLACK_S:
        yield Missed(Miss.TRUNCATED, lasting(here), lasting(declared))
    elif measured.ends_early:
        yield Missed(Miss.TRUNCATED, lasting(here), "what the file says it holds")
    elif measured.damaged:
        yield Missed(Miss.DAMAGED)


def streams(measured: Measured, asked: Asked) -> Iterator[Missed]:
    if measured.sound is None:
        yield Missed(Miss.NO_SOUND)
    if asked.recording.medium is Medium.VIDEO and measured.picture is None:
        yield Missed(Miss.NO_PICTURE)
    if asked.recording.medium is Medium.AUDIO and measured.picture is not None:
        yield Missed(Miss.PICTURE_UNASKED)


def length(measured: Measured, asked: Asked) -> Iterator[Missed]:
    least, most = asked.seconds
    if measured.seconds < least - SLACK_S:
        yield Missed(Miss.TOO_SHORT, lasting(measured.seconds), lasting(least))
    if measured.seconds > most + SLACK_S:
        yield Missed(Miss.TOO_LONG, lasting(measured.seconds), lasting(most))


def sampling(measured: Measured, asked: Asked) -> Iterator[Missed]:
    """More than was asked can be brought down without loss; less can never be brought up."""
    sound, wanted = measured.sound, asked.recording.sample_rate_hz
    if sound and sound.sample_rate_hz < wanted:
        yield Missed(Miss.SAMPLE_RATE, f"{sound.sample_rate_hz} Hz", f"{wanted} Hz")


def channels(measured: Measured, asked: Asked) -> Iterator[Missed]:
    """One voice that the recorder wrote twice is as good as mono."""
    sound, wanted = measured.sound, asked.recording.channels
    if sound is None or sound.channels == wanted or (sound.channels > wanted and sound.alike):
        return
    yield Missed(Miss.CHANNELS, _channels(sound.channels), _channels(wanted))


def height(measured: Measured, asked: Asked) -> Iterator[Missed]:
    """The shorter side: a phone that is held upright films no better for it."""
    wanted, picture = asked.recording.least_height, measured.picture
    if picture and wanted and _shorter(picture) < wanted:
        yield Missed(Miss.HEIGHT, f"{_shorter(picture)} lines", f"{wanted} lines")


def frame_rate(measured: Measured, asked: Asked) -> Iterator[Missed]:
    wanted, picture = asked.recording.least_frame_rate, measured.picture
    if picture and wanted and picture.frame_rate < wanted * FRAME_RATE_SLACK:
        yield Missed(Miss.FRAME_RATE, f"{picture.frame_rate:g} frames", f"{wanted} frames")


def heard(measured: Measured, _: Asked) -> Iterator[Missed]:
    """Silence is neither quiet nor noisy: one thing is said of it."""
    sound = measured.sound
    if sound is None:
        return
    if _is_silent(sound):
        yield Missed(Miss.SILENT)
        return
    if sound.loudness_lufs < QUIETEST_LUFS:
        yield Missed(Miss.TOO_QUIET, f"{sound.loudness_lufs:.0f} LUFS", f"{QUIETEST_LUFS:.0f} LUFS")
    if sound.signal_to_noise_db < LEAST_SIGNAL_TO_NOISE_DB:
        found, wanted = sound.signal_to_noise_db, LEAST_SIGNAL_TO_NOISE_DB
        yield Missed(Miss.NOISY, f"{found:.0f} dB", f"{wanted:.0f} dB")


def peaks(measured: Measured, _: Asked) -> Iterator[Missed]:
    """What is clipped is over the limit too; how to mend it is said once."""
    sound = measured.sound
    if sound is None:
        return
    if sound.clips > CLIPS_A_MINUTE * max(1.0, sound.seconds / 60):
        yield Missed(Miss.CLIPPED, f"{sound.clips} places")
    elif (loudest := max(sound.true_peaks_dbtp)) > LOUDEST_DBTP:
        yield Missed(Miss.TOO_LOUD, f"{loudest:+.1f} dB", f"{LOUDEST_DBTP:+.1f} dB")


CHECKS: tuple[Check, ...] = (
    whole,
    streams,
    length,
    sampling,
    channels,
    height,
    frame_rate,
    heard,
    peaks,
)


def _is_silent(sound: Sound) -> bool:
    return sound.seconds - sound.silent_seconds < LEAST_HEARD_S


def _shorter(picture: Picture) -> int:
    return min(picture.width, picture.height)


def _channels(count: int) -> str:
    return {1: "one channel (mono)", 2: "two channels (stereo)"}.get(count, f"{count} channels")


def lasting(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
