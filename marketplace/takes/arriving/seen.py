"""What a quick look into a file found: nothing against it, or why it is no track."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class WhyNot(StrEnum):
    UNREADABLE = "unreadable"
    ENDS_EARLY = "ends_early"
    TOO_MUCH = "too_much"
    """It unfolds to far more than any take is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    why_not: WhyNot | None = None
    has_picture: bool = False
    here: float | None = None
    """How much of it, of 1, where the file says how long it is."""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Seen":
        why_not = said["why_not"]
        return cls(**{**said, "why_not": WhyNot(why_not) if why_not else None})
