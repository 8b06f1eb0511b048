"""Our own programs as an operator starts them: real processes in a folder of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError

from tests.architecture.code import ROOT
from tests.running.warm import ran

WAIT_S = 120
"""Long, because a start beside the rest of the suite shares two cores with it."""
_NOT_AN_OPERATORS = ("FAIRTAKE_", "FLASK_", "DATABASE_", "STRIPE_", "PYTHONDONTWRITEBYTECODE")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var: Path, **more: str) -> dict[str, str]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(_NOT_AN_OPERATORS)
    }
    return {**clean, "FAIRTAKE_VAR": str(var), **more}


def flask(var: Path, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return ran("flask", "--app", "wsgi", *arguments, around=environment(var, **more))


def until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + WAIT_S
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


class Launched:
    """`flask launch`, and everything that it started."""

    def __init__(self, var: Path, **more: str) -> None:
        self.port, self.stand_in = free_port(), f"http://127.0.0.1:{free_port()}"
        self._log = var / "launch.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "flask",
                    "--app",
                    "wsgi",
                    "launch",
                    "--port",
                    str(self.port),
                ],
                cwd=ROOT,
                env=environment(var, **{"STRIPE_API_BASE": self.stand_in, **more}),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self._log.read_text()

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}") as answer:
                return int(answer.status)
        except URLError as error:
            return int(getattr(error, "code", 0))

    def ready(self) -> "Launched":
        until(lambda: self.status("/readyz") == 200, f"not ready:\n{self.said()}")
        return self

    def family(self) -> set[int]:
        """The process ids of all that were started, however deep."""
        found = {self.process.pid}
        while more := {child for child, parent in _parents().items() if parent in found} - found:
            found |= more
        return found

    def ended(self, family: set[int]) -> bool:
        return self.process.poll() is not None and not family & _alive()

    def kill_all(self) -> None:
        for each in self.family() if self.process.poll() is None else ():
            os.kill(each, signal.SIGKILL)
        self.process.wait()


def children_of(process: int) -> set[int]:
    return {child for child, parent in _parents().items() if parent == process}


def _parents() -> dict[int, int]:
    found = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = status.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if words[0] != "Z":
            found[int(status.parent.name)] = int(words[1])
    return found


def _alive() -> set[int]:
    return set(_parents())
