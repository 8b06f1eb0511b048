"""Hours in place of fixed parts: a grid of quotas that slots fill."""

from dataclasses import dataclass

from marketplace.profiles.words import Emotion


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """One cell of the grid: so many minutes in this language, from this feeling to that."""

    language: str
    begins: Emotion
    ends: Emotion
    minutes: int
    group: str = ""
    """What performers describe themselves as, with their consent; empty for everybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    quotas: tuple[Quota, ...]
    prompts: tuple[str, ...] = ()
    pilot_minutes: int = 0
    """Recorded and judged before the rest opens."""
    most_minutes_each: int = 600
    """Of one performer."""

    @property
    def minutes(self) -> int:
        return sum(quota.minutes for quota in self.quotas)
