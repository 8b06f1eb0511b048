"""The witness on HTTP: two addresses, small bodies, and nobody may take long."""

import io
import logging
import socket
import socketserver
import sqlite3
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from consent.ledger.witness.asked import LARGEST, PATH, Answer, refused
from consent.ledger.witness.witnessing import Witness

PATIENCE_S = 10.0
"""From the end of one request to the end of the next; who drips bytes is cut off here too."""
MOST_AT_ONCE = 64
_log = logging.getLogger("witness")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, host: str, port: int, witness: Witness, prefix: str = "/") -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.witness, self.prefix = witness, prefix
        self._free = threading.BoundedSemaphore(MOST_AT_ONCE)
        super().__init__((host, port), _Handler)

    def server_bind(self) -> None:
        """Without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._free.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Somebody who hangs up is nothing to report; anything else is a bug."""
        _log.warning("a connection broke off", exc_info=_log.isEnabledFor(logging.DEBUG))


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    error_message_format = "%(message)s\n"
    error_content_type = "text/plain; charset=utf-8"
    timeout = PATIENCE_S

    def setup(self) -> None:
        super().setup()
        self._reader = _Reader(self.connection)
        self.rfile = io.BufferedReader(self._reader)

    def handle_one_request(self) -> None:
        self._reader.ends_at = time.monotonic() + PATIENCE_S
        super().handle_one_request()

    def do_POST(self) -> None:
        if self.path != self.server.prefix + PATH:
            self._refuse_unread(refused(404, f"a checkpoint is added at {PATH}"))
            return
        lengths = self.headers.get_all("Content-Length", [])
        if len(lengths) != 1 or not (lengths[0].isascii() and lengths[0].isdecimal()):
            self._refuse_unread(refused(411, "say how long the request is"))
            return
        if "Transfer-Encoding" in self.headers or len(lengths[0]) > 9:
            self._refuse_unread(refused(400, "send the request whole"))
            return
        if int(lengths[0]) > LARGEST:
            self._refuse_unread(refused(413, f"a request has at most {LARGEST} bytes"))
            return
        body = self.rfile.read(int(lengths[0]))
        if len(body) == int(lengths[0]):
            self._answer(self._added(body))
        else:
            self.close_connection = True

    def do_GET(self) -> None:
        origin_hash, _, rest = self.path.removeprefix(self.server.prefix).partition("/")
        note = None
        if rest == "checkpoint":
            note = self.server.witness.newest(origin_hash)
        if note is None:
            self._answer(refused(404, "this witness has signed no checkpoint of that log"))
        else:
            self._answer(Answer(200, note.decode()))

    def _added(self, body: bytes) -> Answer:
        try:
            return self.server.witness.add(body)
        except sqlite3.Error as why:
            _log.error("nothing was signed, because it could not be kept: %s", why)
            return refused(503, "the witness cannot keep what it would sign")

    def _refuse_unread(self, answer: Answer) -> None:
        """What was not read would be taken for the next request."""
        self.close_connection = True
        self._answer(answer)

    def _answer(self, answer: Answer) -> None:
        body = answer.body.encode()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        return "witness"

    def log_message(self, format: str, *args: Any) -> None:
        """Neither addresses nor paths, which a stranger may choose."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        _log.info("%s %s", self.command, getattr(code, "value", code))


class _Reader(io.RawIOBase):
    """A socket's own time-out begins anew with each byte; this one does not."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self.ends_at = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self.ends_at - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        return self._connection.recv_into(buffer)
