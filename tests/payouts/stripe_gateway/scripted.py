"""A server that says what a test tells it to, and remembers what it heard."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Line:
    """`wait_s` before answering; `drop`: hang up instead, after the work was done."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0
    drop: bool = False


@dataclass
class Heard:
    at: float
    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: str


@dataclass
class Script:
    address: str
    lines: list[Line] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)

    def says(self, *lines: Line) -> None:
        """The last one is said again and again."""
        self.lines, self.heard = list(lines), []

    @property
    def keys(self) -> set[str]:
        return {each.headers["Idempotency-Key"] for each in self.heard}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "_Server"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        to = urlsplit(self.path)
        script = self.server.script
        with self.server.lock:
            script.heard.append(
                Heard(
                    time.monotonic(),
                    self.command,
                    to.path,
                    to.query,
                    dict(self.headers.items()),
                    body.decode(),
                )
            )
            line = script.lines.pop(0) if len(script.lines) > 1 else script.lines[0]
        time.sleep(line.wait_s)
        if line.drop:
            self.close_connection = True
            return
        told = line.body if isinstance(line.body, str) else json.dumps(line.body)
        self.send_response(line.status)
        for name, value in {"Request-Id": "req_1", **line.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(told.encode())))
        self.end_headers()
        self.wfile.write(told.encode())

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - names of the standard library

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    script: Script
    lock = threading.Lock()

    def handle_error(self, *_: Any) -> None:
        """A client that did not wait for its answer is what some tests are about."""


@contextmanager
def scripted() -> Iterator[Script]:
    server = _Server(("127.0.0.1", 0), _Handler)
    server.script = Script(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
