"""Our own programs in processes of their own, forked from one that has loaded all of ours: loading
takes seconds, and most tests ask what a program does, not whether it loads.

Not where a test is about the start itself, or about what is read while loading.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from functools import cache
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import Any

from tests.architecture.code import ROOT

_LONGEST = 1 << 17
_TURN = threading.Lock()


class Warmed:
    """One of them, to be asked as a `subprocess.Popen` is."""

    def __init__(self, control: socket.socket, process_id: int) -> None:
        self._control, self.pid = control, process_id
        self.returncode: int | None = None
        self.stdin: TextIOWrapper | None = None
        self.stdout: TextIOWrapper | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = _asked(self._control, {"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        began = time.monotonic()
        while (code := self.poll()) is None:
            if timeout is not None and time.monotonic() > began + timeout:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(0.005)
        return code

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def __enter__(self) -> "Warmed":
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self.stdin, self.stdout):
            if file is not None:
                file.close()
        self.wait()


def started(
    *program: str,
    around: Mapping[str, str],
    into: tuple[Any, Any] | None = None,
    talks: bool = False,
    apart: bool = False,
    most: int | None = None,
) -> Warmed:
    """`python -m` this program, in this environment. What it says goes into these two files, or to
    the test that talks with it; `apart` in a session of its own; it may make no file larger than
    `most`."""
    ours: list[int] = []
    with open(os.devnull) as nothing:
        theirs = [nothing.fileno(), *([each.fileno() for each in into] if into else (1, 2))]
        if talks:
            (theirs[0], writes), (reads, theirs[1]) = os.pipe(), os.pipe()
            ours = [writes, reads]
        asked = {"program": program, "around": dict(around), "apart": apart, "most": most}
        control, _process = _warm()
        process = Warmed(control, _asked(control, asked, theirs))
    if talks:
        process.stdin, process.stdout = os.fdopen(ours[0], "w"), os.fdopen(ours[1])
        for file in theirs[:2]:
            os.close(file)
    return process


def ran(
    *program: str, around: Mapping[str, str], most: int | None = None
) -> "subprocess.CompletedProcess[str]":
    """The same, to its end."""
    with TemporaryFile("w+") as said, TemporaryFile("w+") as told:
        code = started(*program, around=around, into=(said, told), most=most).wait()
        said.seek(0)
        told.seek(0)
        return subprocess.CompletedProcess(program, code, said.read(), told.read())


@cache
def _warm() -> "tuple[socket.socket, subprocess.Popen[bytes]]":
    """One for all tests of this process; it ends with it."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.running.warm_process", str(there.fileno())]
    nothing = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, pass_fds=[there.fileno()], stdin=nothing)
    there.close()
    return here, process


def _asked(control: socket.socket, asked: dict[str, Any], files: list[int] | None = None) -> Any:
    with _TURN:
        socket.send_fds(control, [json.dumps(asked).encode()], files or [])
        return json.loads(control.recv(_LONGEST))
