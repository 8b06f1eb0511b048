"""Measures a file, or makes what is derived from it, in a process of its own."""

import json
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from foundation import apart
from marketplace.takes.checking.measured import Measured

_STOPPED = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}
Progress = Callable[[int], None]


@dataclass(eq=False)
class CheckStopped(Exception):
    """Somebody ended the process, or the machine had no memory left: nothing is known of the file,
    and the next run tries again."""

    said: str


def measure_apart(path: Path, progress: Progress) -> Measured:
    """A decoder that falls over its file says of it that it cannot be read; we go on."""
    said = _ask([path], progress)
    return Measured(damaged=1) if said is None else Measured.read(said["measured"])


def derive_apart(path: Path, folder: Path, progress: Progress) -> list[str]:
    """The names of what it made there; none where the file cannot be played on."""
    said = _ask([path, folder], progress)
    return [] if said is None else list(said["made"])


def copy_apart(first: Path, folder: Path, plan: Path, progress: Progress) -> list[str]:
    """The names of the copies it made there, as the plan asks."""
    said = _ask([first, folder, plan], progress)
    return [] if said is None else list(said["made"])


def command_for(paths: list[Path]) -> list[str]:
    return apart.command("marketplace.takes.checking.child", *paths)


def _ask(paths: list[Path], progress: Progress) -> dict[str, Any] | None:
    with subprocess.Popen(  # noqa: S603 - our own module, with paths that we made
        command_for(paths),
        cwd=apart.ROOT,
        env=apart.ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            said = _listen(process.stdout, progress)
        except BaseException:
            process.kill()
            raise
    if said is None and process.returncode in _STOPPED:
        raise CheckStopped(f"ended by signal {-process.returncode}")
    return said


def _listen(lines: IO[str] | None, progress: Progress) -> dict[str, Any] | None:
    """Its last line is the answer."""
    for line in lines or ():
        said: dict[str, Any] = json.loads(line)
        if "progress" not in said:
            return said
        progress(said["progress"])
    return None
