"""What a take brings into a delivery, as plain values: everything that its files are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from consent.holders.purposes import Stated
from marketplace.deliveries.choosing.form import Form
from marketplace.requests.scene import Brief
from marketplace.takes.checking.measured import Span
from marketplace.takes.checking.webvtt import Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """For whom and what a delivery is, and in which form."""

    client_id: UUID
    stated: Stated
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file of a recording as it is kept: the original, or a copy without what is withheld."""

    key: str
    sha256: str
    size_bytes: int
    media_type: str
    is_copy: bool
    """Made of the original, because part of that goes to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIn:
    """One performer's track."""

    name: str
    """Fit for a file's name, and the only one of its take."""
    recording_id: UUID
    performer: str
    """The client's pseudonym for them."""
    source: Source
    original: str
    """The hash of what came in."""
    seconds: float
    sample_rate_hz: int | None
    channels: int | None
    turns: Sequence[Span]
    """In which they are heard, without what is withheld."""
    cues: Sequence[Cue]
    """Of the newest transcript; of a line of which any part is withheld, not a word."""
    felt: Mapping[int, str]
    """By beat. Empty unless they let it go for all that this delivery is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One beat of a take, by one who judged it. Who that was stays here."""

    beat: int
    perceived: str
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    overall: int
    decided: bool
    """Not a second opinion, which decides nothing."""
    accepted: Span | None
    """The seconds that were accepted; None: all of it."""
    beats: Sequence[Scored]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeContents:
    take_id: UUID
    request_id: UUID
    number: int
    name: str
    """Fit for a file's name, and the only one of its delivery."""
    split: str
    brief: Brief
    parts: Sequence[PartIn]
    mix: Source | None
    """None where it is not wanted, or one performer plays alone."""
    judged: Sequence[Judged]

    @property
    def seconds(self) -> float:
        return max(part.seconds for part in self.parts)
