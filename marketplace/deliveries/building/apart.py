"""Work on files that strangers sent, and what needs much memory, in processes of their own."""

import signal
import subprocess
from pathlib import Path

from foundation import apart

_HERE = "marketplace.deliveries.building"
_STOPPED = {-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}


class Stopped(Exception):
    """Somebody ended the process, or the machine had no memory left: tried again."""


class NotDone(Exception):
    """It fell over what it was given, and would again."""


def normalise_apart(source: Path, target: Path) -> None:
    _run("normalising", source, target)


def index_apart(rows: Path, target: Path) -> None:
    _run("indexing", rows, target)


def _run(module: str, *paths: Path) -> None:
    ended = subprocess.run(  # noqa: S603 - our own module, with paths that we made
        apart.command(f"{_HERE}.{module}", *paths),
        cwd=apart.ROOT,
        env=apart.ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if ended.returncode in _STOPPED:
        raise Stopped(f"ended by signal {-ended.returncode}")
    if ended.returncode:
        raise NotDone(f"ended with {ended.returncode}")
