"""What a look at a log comes to."""

from dataclasses import dataclass, field
from pathlib import Path


class NotLooked(Exception):
    """This look came to no end; the message says why. Nothing was remembered."""


class LogAtFault(NotLooked):
    """What is served is not what was signed."""


@dataclass(slots=True)
class Report:
    size: int = 0
    new: int = 0
    findings: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    evidence: list[Path] = field(default_factory=list)
    """Two notes that do not fit together, for each fork."""
    untrue: bool = False
    """Tiles of hashes do not make what was signed over them."""
    parted: bool = False
    """Two hold histories that nothing joins: what is new must not be remembered as seen."""

    def find(self, sentence: str) -> None:
        if sentence not in self.findings:
            self.findings.append(sentence)
