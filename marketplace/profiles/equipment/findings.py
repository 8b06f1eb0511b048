"""What the browser found, what of it is short of what gigs ask, and how to mend it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

LEAST_SAMPLE_RATE_HZ = 44_100
MOST_NOISE_DB = -50
LEAST_LEVEL_DB, MOST_LEVEL_DB = -30, -1
LEAST_HEIGHT, LEAST_FRAME_RATE = 720, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Levels are in decibels below the loudest that a file can hold."""

    sample_rate_hz: int
    noise_db: int
    """While nobody spoke."""
    level_db: int
    """The loudest while they spoke."""
    width: int | None = None
    height: int | None = None
    frame_rate: int | None = None
    headphones: bool

    def plain(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, plain: dict[str, Any]) -> "Findings":
        return cls(**plain)


def lines(found: Findings) -> list[tuple[str, str]]:
    """For its owner and for whoever may see the profile."""
    camera = "none"
    if found.width and found.height:
        rate = f", {found.frame_rate} pictures a second" if found.frame_rate else ""
        camera = f"{found.width} by {found.height}{rate}"
    return [
        ("Microphone", f"{found.sample_rate_hz / 1000:g} kHz"),
        ("Noise in the room", f"{found.noise_db} dB"),
        ("Loudest speech", f"{found.level_db} dB"),
        ("Camera", camera),
        ("Headphones", "yes" if found.headphones else "no"),
    ]


def to_mend(found: Findings) -> list[str]:
    """Nothing of it keeps anybody from applying; gigs say what they ask for."""
    return list(_to_mend(found))


def _to_mend(found: Findings) -> Iterator[str]:
    if found.sample_rate_hz < LEAST_SAMPLE_RATE_HZ:
        yield (
            "The microphone gives less than 44.1 kHz, as wireless headsets do while they listen"
            " and speak at once. Use a wired one, or the one in your computer."
        )
    if found.noise_db > MOST_NOISE_DB:
        yield (
            "The room is loud. Switch off fans, close the window, hang up cloth, and sit closer to"
            " the microphone."
        )
    if found.level_db < LEAST_LEVEL_DB:
        yield "You are too quiet. Come closer, or turn the microphone up in the system's settings."
    if found.level_db > MOST_LEVEL_DB:
        yield "You are too loud: speech is cut off. Turn the microphone down, or sit further away."
    if not found.height:
        yield "No camera was found. Gigs for sound alone do not ask for one."
    elif found.height < LEAST_HEIGHT or (found.frame_rate or LEAST_FRAME_RATE) < LEAST_FRAME_RATE:
        yield "The picture is small or slow. Close other programs that use the camera; add light."
    if not found.headphones:
        yield "Wear headphones in a scene with others, so that their voices are not in your file."
