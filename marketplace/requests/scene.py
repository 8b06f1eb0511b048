"""What is played: the brief with its parts and beats, what is recorded, how far it goes."""

from dataclasses import dataclass
from uuid import UUID

from consent.minimums.wishes import Intensity
from marketplace.profiles.words import Emotion, Medium, Style, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A stretch of the scene in which a feeling holds, or turns into another."""

    feeling: Emotion
    turns_to: Emotion | None = None
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A character that somebody is cast for."""

    key: str
    """Stays the same over versions."""
    name: str
    sheet: str
    """Who this is: what a performer plays by, in every booking alike."""
    seats: int = 1
    """How many performers are cast for it."""
    ages: tuple[int, int] | None = None
    """Which a performer should be able to play, never the age they are."""
    accents: tuple[str, ...] = ()
    continuity_minor: int = 0
    """Per booking after the first, for keeping one character over several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    title: str
    scenario: str
    language: str
    """BCP 47."""
    parts: tuple[Part, ...]
    beats: tuple[Beat, ...]
    improvisation: str = ""
    """What is free and what is given."""
    styles: tuple[Style, ...] = ()
    takes: int = 1
    """Accepted takes that are wanted of each booking."""
    take_seconds: tuple[int, int] = (60, 300)
    references: tuple[UUID, ...] = ()
    """Uploads that the brief speaks of."""

    @property
    def performers(self) -> int:
        return sum(part.seats for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What the tracks must be; the machine check compares with this."""

    medium: Medium
    sample_rate_hz: int = 48_000
    channels: int = 1
    least_height: int | None = None
    least_frame_rate: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """How far the scene goes, and what is never asked in it."""

    intensity: Intensity
    themes: tuple[Theme, ...] = ()
    limits: tuple[str, ...] = ()
    """What will not happen, in words."""
    stop_word: str = "red"
    de_role_minutes: int = 10
