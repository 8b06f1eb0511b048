"""A server that answers what a test has written down, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CUT = -1
"""As a status: the connection breaks before there is an answer."""


@dataclass(frozen=True, slots=True)
class Said:
    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Heard:
    method: str
    path: str
    headers: Message
    body: bytes


class Script:
    def __init__(self, *said: Said) -> None:
        self.left = list(said)
        self.heard: list[Heard] = []
        self.address = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def log_message(self, *_given: Any) -> None:
        pass

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.script.heard.append(Heard(self.command, self.path, self.headers, body))
        said = self.script.left.pop(0)
        self.close_connection = True
        if said.status == CUT:
            return
        sent = said.body if isinstance(said.body, bytes) else json.dumps(said.body).encode()
        self.send_response(said.status)
        self.send_header("Connection", "close")
        for name, value in {"Content-Length": str(len(sent)), **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent)


for _each in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"):
    setattr(_Handler, f"do_{_each}", _Handler._answer)


@contextmanager
def saying(*said: Said) -> Iterator[Script]:
    script = Script(*said)
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    script.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
