"""A process of its own for each file: what a strange file does to a decoder, it does to this one.

`python -m marketplace.takes.checking.child FILE` writes how far it is, a line each, then what it
measured; with a FOLDER behind it, it makes the derived files there and says how they are called;
with a PLAN behind that, the copies that the plan asks for.
It opens no database and no network.
"""

import json
import sys
from pathlib import Path

from av.error import FFmpegError

from foundation.apart import give_up
from marketplace.takes.checking.clean import make_clean
from marketplace.takes.checking.deriving import derive
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.measuring import measure
from marketplace.takes.checking.mixing import make_mix
from marketplace.takes.checking.names import PREVIEW
from marketplace.takes.checking.plans import read_plan
from marketplace.takes.checking.preview import make_preview

MEMORY_BYTES = 2 << 30
CPU_S = 3 * 3_600
"""An hour of film takes a slow machine that long to make small."""


def main(path: Path, folder: Path | None = None, plan: Path | None = None) -> None:
    give_up(memory_bytes=MEMORY_BYTES, cpu_s=CPU_S)
    if folder is not None and plan is not None:
        _write({"made": make_copies(folder, plan)})
        return
    if folder is not None:
        _write({"made": derive(path, folder)})
        return
    try:
        measured = measure(path, _tell)[0]
    except FFmpegError:
        measured = Measured(damaged=1)
    _write({"measured": measured.as_json()})


def make_copies(folder: Path, plan: Path) -> list[str]:
    tracks, is_mix = read_plan(plan)
    if is_mix:
        return make_mix(tracks, folder)
    (track,) = tracks
    make_preview(track.file, folder / PREVIEW, track.withheld)
    return [PREVIEW, make_clean(track.file, folder, track.withheld)]


def _tell(hundredths: int) -> None:
    _write({"progress": hundredths})


def _write(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
