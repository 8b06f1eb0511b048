"""What one pass over a file found: numbers and times, never what was said or by whose voice."""

from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[float, float]
"""Seconds from the beginning of the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    sample_rate_hz: int
    channels: int
    alike: bool
    """All channels carry the same: one voice, written more than once."""
    seconds: float
    loudness_lufs: float
    true_peaks_dbtp: tuple[float, ...]
    """Of each channel."""
    clips: int
    """Runs of samples that stand at the very edge."""
    silent_seconds: float
    signal_to_noise_db: float
    voiced: tuple[Span, ...]
    head: str
    """How loud its first seconds are, moment by moment, in base64: to lay it beside the others."""
    tail: str
    tail_from: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    width: int
    height: int
    frame_rate: float
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Without sound and picture it could not be read at all."""

    container: str = ""
    seconds: float = 0.0
    declared_seconds: float | None = None
    """What the file says of itself, where it says it."""
    damaged: int = 0
    """Pieces that could not be decoded."""
    ends_early: bool = False
    """Its very last piece is not whole."""
    endless: bool = False
    """It decodes to far more than any take lasts; we stopped."""
    sound: Sound | None = None
    picture: Picture | None = None
    waveform: tuple[int, ...] = field(default=(), repr=False)
    """Least and most of each of its columns in turn, from -127 to 127."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Measured":
        sound, picture = said["sound"], said["picture"]
        given = {
            **said,
            "waveform": tuple(said["waveform"]),
            "sound": _sound(sound) if sound else None,
            "picture": Picture(**picture) if picture else None,
        }
        return cls(**given)


def _sound(said: dict[str, Any]) -> Sound:
    voiced = tuple((begins, ends) for begins, ends in said["voiced"])
    return Sound(**{**said, "true_peaks_dbtp": tuple(said["true_peaks_dbtp"]), "voiced": voiced})
