"""A process that has loaded the whole application and then becomes, in a fork of itself, each
program that it is asked for: `python -m tests.running.warm_process FD`.

It is asked in JSON over the socket of this number, with what the program is to have as its
standard input, output and error; it ends, with all that it became, when nobody can ask any more.
"""

import gc
import json
import os
import resource
import runpy
import signal
import socket
import sys
from typing import Any

import flask.cli  # noqa: F401 - programs that are asked for most
import gunicorn.app.wsgiapp  # noqa: F401

import wsgi  # noqa: F401

_LONGEST = 1 << 17


def main(control: socket.socket) -> dict[str, Any] | None:
    """What this fork is to be; nothing in the process itself, when it is over."""
    children: dict[int, int | None] = {}
    while True:
        said, files, _, _ = socket.recv_fds(control, _LONGEST, 3)
        if not said:
            break
        asked = json.loads(said)
        if "ended" in asked:
            answer = _ended(children, asked["ended"])
        else:
            answer = os.fork()
            if answer == 0:
                control.close()
                _be(asked, files)
                return asked
            children[answer] = None
            for file in files:
                os.close(file)
        control.send(json.dumps(answer).encode())
    for child, code in children.items():
        if code is None and _ended(children, child) is None:
            os.kill(child, signal.SIGKILL)
    return None


def _ended(children: dict[int, int | None], child: int) -> int | None:
    if children[child] is None:
        found, status = os.waitpid(child, os.WNOHANG)
        children[child] = os.waitstatus_to_exitcode(status) if found else None
    return children[child]


def _be(asked: dict[str, Any], files: list[int]) -> None:
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    if asked["apart"]:
        os.setsid()
    if asked["most"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["most"], asked["most"]))
    os.environ.clear()
    os.environ.update(asked["around"])
    sys.stdin, sys.stdout = open(0), open(1, "w")  # noqa: SIM115 - for as long as it runs
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace")  # noqa: SIM115
    sys.argv = asked["program"]


if __name__ == "__main__":
    gc.collect()
    gc.freeze()
    program = main(socket.socket(fileno=int(sys.argv[1])))
    if program:  # With a normal end, as if it had been started.
        runpy.run_module(program["program"][0], run_name="__main__", alter_sys=True)
