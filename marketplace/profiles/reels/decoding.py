"""Has a file decoded by a process that may fail, hang or be taken over without harm to this one."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from foundation import apart
from marketplace.profiles.reels.looking import MOST_CPU_SECONDS, UNREADABLE

_ENVIRONMENT = {
    **apart.ENVIRONMENT,
    "OPENCV_FFMPEG_CAPTURE_OPTIONS": "protocol_whitelist;file",
    "OPENCV_LOG_LEVEL": "OFF",
}
"""No way for a player to fetch something else than this file."""
_PROGRAM = "marketplace.profiles.reels.looking"


@dataclass(frozen=True, slots=True)
class Decoded:
    why_not: str
    duration_ms: int | None = None
    poster: Path | None = None
    preview: Path | None = None


def decode(file: Path, folder: Path) -> Decoded:
    """What it wrote into the folder is small and ours; the file itself stays as it came."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own program; the file is an argument, no shell
            apart.command(_PROGRAM, file, folder),
            capture_output=True,
            cwd=apart.ROOT,
            env=_ENVIRONMENT,
            timeout=2 * MOST_CPU_SECONDS,
            check=True,
        )
        said = json.loads(ran.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Decoded(UNREADABLE)
    if said["why_not"]:
        return Decoded(said["why_not"])
    return Decoded(
        "", said["duration_ms"], _made(folder, "poster.jpg"), _made(folder, "preview.webm")
    )


def _made(folder: Path, name: str) -> Path | None:
    made = folder / name
    return made if made.exists() else None
