"""What an audit finds, and what it says in the end."""

from dataclasses import dataclass, field
from enum import StrEnum

MOST = 1000
"""Of one damaged log nobody reads more; the count goes on."""


class Part(StrEnum):
    ENTRY = "entry"
    THREAD = "thread"
    SUBTREE = "subtree"
    HEAD = "head"
    CHECKPOINT = "checkpoint"
    SECOND_PLACE = "second place"
    OUTBOX = "outbox"
    OPENING = "opening"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Fault:
    part: Part
    number: int | str | None
    """Which entry, checkpoint or other row, as it is counted in its table."""
    sentence: str

    def __str__(self) -> str:
        where = self.part.capitalize() if self.number is None else f"{self.part} {self.number}"
        return f"{where[0].upper()}{where[1:]}: {self.sentence}"


@dataclass(slots=True)
class Report:
    entries: int = 0
    subtrees: int = 0
    checkpoints: int = 0
    faults: list[Fault] = field(default_factory=list)
    found: int = 0
    """All faults; `faults` are the first of them."""

    @property
    def intact(self) -> bool:
        return self.found == 0

    def add(self, fault: Fault) -> None:
        self.found += 1
        if len(self.faults) < MOST:
            self.faults.append(fault)
