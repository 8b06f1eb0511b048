"""What copies are wanted, as one process writes it down for the other."""

import json
from dataclasses import dataclass
from pathlib import Path

from marketplace.takes.checking.silencing import Withheld


@dataclass(frozen=True, slots=True)
class Laid:
    """One track of a copy: its file, how long it waits for the others, what it goes without."""

    file: Path
    waits_s: float
    withheld: Withheld


def write_plan(target: Path, tracks: list[Laid], *, is_mix: bool) -> None:
    said = [
        {"file": str(each.file), "waits_s": each.waits_s, "withheld": list(each.withheld)}
        for each in tracks
    ]
    target.write_text(json.dumps({"mix": is_mix, "tracks": said}))


def read_plan(source: Path) -> tuple[list[Laid], bool]:
    said = json.loads(source.read_text())
    tracks = [
        Laid(
            Path(each["file"]),
            each["waits_s"],
            [(begins, ends) for begins, ends in each["withheld"]],
        )
        for each in said["tracks"]
    ]
    return tracks, said["mix"]
