"""A server of the tests' own: started unprivileged, reached by socket, gone with the tests."""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_WAIT_S = 20
_SET_SIGNAL_FOR_PARENTS_DEATH = 1
_UNPRIVILEGED = ("postgres", "nobody")


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """Short, because a socket's path may have 107 letters, and the server's own."""
    path = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    as_whom = unprivileged()
    if as_whom:
        os.chown(path, as_whom["user"], as_whom["group"])
    yield path
    shutil.rmtree(path, ignore_errors=True)


def unprivileged() -> dict[str, Any]:
    """Neither PostgreSQL nor pgbouncer runs as root. For others: as whoever runs the tests."""
    if os.geteuid() != 0:
        return {}
    known = {each.pw_name: each for each in pwd.getpwall()}
    account = next(known[name] for name in _UNPRIVILEGED if name in known)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def surroundings(home: Path) -> dict[str, Any]:
    """Nothing of the developer's own settings reaches the server."""
    return {
        "cwd": home,
        "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(home)},
        **unprivileged(),
    }


@contextmanager
def running(
    command: list[str], home: Path, answers: Callable[[], bool], *, stop: signal.Signals
) -> Iterator[None]:
    """`stop` is the signal on which this server ends at once, clients or not."""
    log = home / "log"
    with log.open("w") as said:
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=subprocess.STDOUT,
            # Nothing else runs in these tests when a server is started.
            preexec_fn=lambda: _end_with_parent(stop),  # noqa: PLW1509
            **surroundings(home),
        )
    try:
        _wait(process, log, answers)
        yield
    finally:
        process.send_signal(stop)
        process.wait(_WAIT_S)


def _wait(process: "subprocess.Popen[bytes]", log: Path, answers: Callable[[], bool]) -> None:
    until = time.monotonic() + _WAIT_S
    while not answers():
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the server did not start:\n{log.read_text()}")
        time.sleep(0.02)


def _end_with_parent(stop: signal.Signals) -> None:
    """A test run that is killed leaves no server behind."""
    ctypes.CDLL(None).prctl(_SET_SIGNAL_FOR_PARENTS_DEATH, stop)
