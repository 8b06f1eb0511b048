"""The real server in processes of its own, on the test's database, and a socket to talk to it."""

import http.client
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

from foundation.settings import Settings
from tests.foundation.uploads.tus import TUS
from tests.running.programs import environment, free_port, until
from tests.running.warm import started


class Served:
    def __init__(self, settings: Settings, cookie: str, *options: str) -> None:
        self._settings, self._options = settings, options
        self.port = free_port()
        self.headers = {**TUS, "Cookie": cookie}
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        settings = self._settings
        with (settings.var / "served.log").open("a") as log:
            self._process = started(
                *("gunicorn", "-c", "python:foundation.launch.serving"),
                *("-b", f"127.0.0.1:{self.port}", *self._options, "wsgi:create_app()"),
                around=environment(
                    settings.var,
                    DATABASE_URL=settings.database_url,
                    FAIRTAKE_SECRET_KEY=settings.secret_key,
                    FAIRTAKE_MASTER_KEY=settings.master_key,
                ),
                into=(log, log),
                apart=True,
            )
        until(self._answers, f"no server:\n{(settings.var / 'served.log').read_text()}")

    def _answers(self) -> bool:
        """It listens before there is a worker, so that is not enough."""
        return self._listens() and self.ask("GET", "/healthz").status == 200

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """As a power cut would: all of it at once, nothing tidied."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        # A worker that is writing dies when that is done, and listens until then.
        until(lambda: not self._listens(), "the killed server still listens")

    def stop(self) -> None:
        if self._process.poll() is None:
            self.kill()

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children")
        return [int(pid) for pid in children.read_text().split()]

    def peak_memory_mib(self) -> float:
        """The most that any worker has held so far."""
        status = (Path(f"/proc/{pid}/status").read_text() for pid in self.workers())
        peaks = (line for text in status for line in text.splitlines() if "VmHWM" in line)
        return max(int(line.split()[1]) / 1024 for line in peaks)

    def ask(self, method: str, place: str, **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, place, headers={**self.headers, **headers})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer

    def begin(self, length: int) -> str:
        answer = self.ask("POST", "/uploads", **{"Upload-Length": str(length)})
        assert answer.status == 201, answer.status
        return str(answer.headers["Location"])

    def received(self, place: str) -> int:
        return int(self.ask("HEAD", place).headers["Upload-Offset"])

    def appending(self, place: str, offset: int, length: int) -> "Sending":
        return Sending(self, place, offset, length)

    def append(self, place: str, offset: int, body: bytes) -> int:
        with self.appending(place, offset, len(body)) as sending:
            sending.send(body)
            return sending.status()


class Sending:
    """One PATCH, byte by byte in the test's hands."""

    def __init__(self, served: Served, place: str, offset: int, length: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", served.port), timeout=30)
        headers = {
            **served.headers,
            "Host": f"127.0.0.1:{served.port}",
            "Upload-Offset": str(offset),
            "Content-Type": "application/offset+octet-stream",
            "Content-Length": str(length),
            "Connection": "close",
        }
        lines = [
            f"PATCH {place} HTTP/1.1",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        self._socket.sendall("\r\n".join([*lines, "", ""]).encode())

    def send(self, body: bytes) -> None:
        self._socket.sendall(body)

    def status(self) -> int:
        answer = http.client.HTTPResponse(self._socket, method="PATCH")
        answer.begin()
        return answer.status

    def __enter__(self) -> "Sending":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()


def serving(settings: Settings, cookie: str, *options: str) -> Iterator[Served]:
    served = Served(settings, cookie, *options)
    yield served
    served.stop()


def soon(served: Served, place: str, received: int) -> None:
    until(lambda: served.received(place) >= received, f"never received {received}")
