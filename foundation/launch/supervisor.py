"""Runs several processes as one: their lines in one place, and when one ends, all end."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import FrameType
from typing import IO

from foundation.launch.processes import Process

PATIENCE_S = 10.0
"""What has not ended by itself this long after being asked is killed."""
_END = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PARENT_DEATH = 1  # PR_SET_PDEATHSIG of Linux.


class Supervisor:
    """Each process gets a group of its own, so that what it starts in turn ends with it."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._running: dict[str, subprocess.Popen[str]] = {}
        self._readers: list[threading.Thread] = []
        self._wake = threading.Event()
        self._asked_to_end = 0
        for sign in _END:
            signal.signal(sign, self._end)

    def start(self, processes: Sequence[Process]) -> None:
        width = max(len(each.name) for each in processes)
        for each in processes:
            child = subprocess.Popen(
                each.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )
            self._running[each.name] = child
            reader = threading.Thread(
                target=self._show, args=(each.name.ljust(width), child.stdout)
            )
            reader.start()
            self._readers.append(reader)

    def until(self, done: Callable[[], bool]) -> bool:
        """Wait for this to be true. False where the end came first."""
        while not done():
            if self._asked_to_end or self._ended():
                return False
            self._wake.wait(0.1)
        return True

    def watch(self) -> int:
        """Stay until asked to end or until one ends by itself; then end all. An exit status."""
        self.until(lambda: False)
        ended = [] if self._asked_to_end else self._ended()
        for name in ended:
            status = self._running[name].returncode
            self._say(f"{name} ended by itself (exit status {status}), so everything is stopped.")
        self._stop()
        return 1 if ended else 0

    def _ended(self) -> list[str]:
        return [name for name, child in self._running.items() if child.poll() is not None]

    def _stop(self) -> None:
        self._signal(signal.SIGTERM)
        for child in self._running.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE_S if self._asked_to_end < 2 else 0)
        self._signal(signal.SIGKILL)
        for reader in self._readers:
            reader.join(1)

    def _signal(self, sign: signal.Signals) -> None:
        for child in self._running.values():
            with suppress(ProcessLookupError):  # The whole group is gone, as it should be.
                os.killpg(child.pid, sign)

    def _end(self, _sign: int, _frame: FrameType | None) -> None:
        self._asked_to_end += 1
        self._wake.set()
        if self._asked_to_end > 1:
            self._signal(signal.SIGKILL)

    def _show(self, name: str, lines: IO[str] | None) -> None:
        for line in lines or ():
            self._say(f"{name} | {line.rstrip()}")


def _end_with_parent() -> None:
    """Even a killed launcher leaves nothing behind: the kernel then ends its children."""
    ctypes.CDLL(None).prctl(_PARENT_DEATH, signal.SIGTERM)
