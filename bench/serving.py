"""Two servers under the same gunicorn settings, and a load on one of them."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
SECONDS = 3
CONNECTIONS = 8
"""As many as the server has threads."""


@contextmanager
def served(application: str, environment: Mapping[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = ["-c", "python:foundation.launch.serving", "-b", f"127.0.0.1:{port}"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *settings, application],
        cwd=ROOT,
        env={**os.environ, **environment},
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server to be measured did not start")


def requests_a_second(port: int, path: str, cookie: str = "") -> float:
    """wrk costs the servers less of the machine than a client in Python, so it is preferred."""
    if shutil.which("wrk"):
        return _with_wrk(f"http://127.0.0.1:{port}{path}", cookie)
    return _with_threads(port, path, cookie)


def client_version() -> str:
    if not shutil.which("wrk"):
        return "http.client in threads"
    said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False)
    return (said.stdout or said.stderr).split(" [")[0].strip()


def _with_wrk(url: str, cookie: str) -> float:
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Cookie: {cookie}", url]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(f"not every answer was one:\n{said}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found is not None, said
    return float(found[1])


def _with_threads(port: int, path: str, cookie: str) -> float:
    counts, end = [], time.monotonic() + SECONDS

    def ask() -> None:
        connection, count = http.client.HTTPConnection("127.0.0.1", port), 0
        while time.monotonic() < end:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"answered {answer.status}")
            count += 1
        counts.append(count)

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if len(counts) < CONNECTIONS:
        raise RuntimeError("not every answer was one")
    return sum(counts) / SECONDS
