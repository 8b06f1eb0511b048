"""A machine that takes webhooks over real HTTP, and behaves as badly as it is told to."""

import ssl
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook


@dataclass(frozen=True, slots=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    def verified_with(self, secret: str) -> object:
        """By the standard's own library; raises where it does not hold."""
        return Webhook(secret).verify(self.body, self.headers)


class Receiver(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(
        self, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1", port: int = 0
    ) -> None:
        super().__init__((address, port), _Hook)
        self.port: int = self.server_address[1]
        self.received: list[Received] = []
        self.asked_for: list[str | None] = []
        """The names that TLS was asked for (SNI)."""
        self.status = 200
        self.answer = b"thanks"
        self.location = ""
        self.drips_for_s = 0.0
        if tls is not None:
            tls.sni_callback = lambda _socket, name, _context: self.asked_for.append(name)
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def handle_error(self, _request: object, _client: object) -> None:
        """Callers that hang up are what some tests are about."""

    def __enter__(self) -> "Receiver":
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Hook(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append(Received(self.path, dict(self.headers), body))
        if self.server.drips_for_s:
            self._drip()
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def _drip(self) -> None:
        """A byte of the answer now and then: no single wait is long, all together are."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        until = time.monotonic() + self.server.drips_for_s
        while time.monotonic() < until:
            self.wfile.write(b"x")
            time.sleep(0.02)
        self.wfile.write(b"\r\n\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """The test's output is not its log."""
