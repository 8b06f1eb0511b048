"""The report of one file: what was measured, what was missed, as it is kept and read again."""

from dataclasses import dataclass
from typing import Any

from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Missed
from marketplace.takes.models import TrackFile


@dataclass(frozen=True, slots=True)
class Report:
    measured: Measured
    missed: tuple[Missed, ...]

    def as_json(self) -> dict[str, Any]:
        missed = [each.as_json() for each in self.missed]
        return {"measured": self.measured.as_json(), "missed": missed}


def without_shape(said: dict[str, Any]) -> dict[str, Any]:
    """Once its bytes are destroyed: the figures stay, what draws the sound does not."""
    measured = {**said["measured"], "waveform": []}
    if measured["sound"]:
        measured["sound"] = {**measured["sound"], "head": "", "tail": "", "voiced": []}
    return {**said, "measured": measured}


def report_of(file: TrackFile | None) -> Report | None:
    """None until the machine has looked."""
    if file is None or file.report is None:
        return None
    missed = tuple(Missed.read(each) for each in file.report["missed"])
    return Report(Measured.read(file.report["measured"]), missed)
