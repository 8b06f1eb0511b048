"""The stand-in on HTTP, on loopback only: the API, the pages, the levers."""

import json
import logging
import socket
import socketserver
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from payouts.sandbox.answering import Asked, Stripe
from payouts.sandbox.controls import control, state_of
from payouts.sandbox.delivering import Deliverer
from payouts.sandbox.hosted.page import Page
from payouts.sandbox.hosted.pages import Pages
from payouts.sandbox.objects import hooks
from payouts.sandbox.refusals import Refused
from payouts.sandbox.state import State
from payouts.sandbox.violations import noted

HOST = "127.0.0.1"
RATE = 100.0
LARGEST = 4 << 20
_API, _LEVERS = ("/v1/", "/v2/"), "/_test/"
_log = logging.getLogger("sandbox")


class Sandbox(ThreadingHTTPServer):
    """Everything of one stand-in: its state, its addresses, its deliveries."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, file: Path, *, port: int, rate: float = RATE) -> None:
        state = State(file)
        try:
            super().__init__((HOST, port), _Handler)
        except OSError:
            state.close()
            raise
        state.address = self.address
        self.stripe = Stripe(state, rate=rate)
        self.pages = Pages(state)
        self.deliverer = Deliverer(state)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}"

    def server_bind(self) -> None:
        """Without asking a name server what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()

    def send_to(self, payload: str, url: str, secret: str) -> None:
        with self.stripe.state.turn():
            hooks.by_command(self.stripe.state, payload, url, secret)

    def serve(self, *, asked_to_end_s: float = 0.05) -> None:
        """Looks as often whether it is to end."""
        self.deliverer.start()
        try:
            self.serve_forever(poll_interval=asked_to_end_s)
        finally:
            self.deliverer.end()

    def server_close(self) -> None:
        super().server_close()
        if hasattr(self, "stripe"):  # Not where the port was taken.
            self.stripe.state.close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who hangs up early is nothing to report."""
        _log.debug("a connection broke off", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    server: Sandbox
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = 1 << 16
    """Head and body leave in one piece: two small writes would wait for each other on the wire."""
    timeout = 90

    def _go(self) -> None:
        path, _, query = self.path.partition("?")
        if self._host().partition(":")[0] not in (HOST, "localhost"):
            # A name somebody else chose that leads here, so that their page may talk to us.
            self.close_connection = True
            self._send(421, {"error": {"type": "invalid_request_error", "message": "Not here."}})
            return
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            self._send(413, {"error": {"type": "invalid_request_error", "message": "Too long."}})
            return
        body = self.rfile.read(int(length))
        try:
            self._routed(path, query, body)
        except Refused as why:
            self._send(why.status, why.body(v2=False))
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception:
            _log.exception("%s %s failed", self.command, path)
            said = "The stand-in has a fault of its own; its log says which."
            self._send(500, {"error": {"type": "api_error", "message": said}})
        self.server.deliverer.wake()

    def _host(self) -> str:
        return self.headers.get("Host") or ""

    do_GET = do_POST = do_DELETE = _go  # noqa: N815 - as the base class names them.

    def _routed(self, path: str, query: str, body: bytes) -> None:
        if path.startswith(_API):
            self._api(path, query, body)
        elif path == "/_violations":
            with self.server.stripe.state.turn():
                found = noted(self.server.stripe.state)
            self._send(200, {"violations": found})
        elif path == "/_test/state":
            self._send(200, state_of(self.server.stripe))
        elif path.startswith(_LEVERS):
            self._lever(path.removeprefix(_LEVERS), body)
        else:
            self._page(path, body)

    def _api(self, path: str, query: str, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, path, query, body, headers)
        answered = self.server.stripe.answer(asked)
        if answered.wait_s:
            time.sleep(answered.wait_s)
        if answered.drop:
            self._break_off()
        else:
            self._send(answered.status, answered.body, answered.headers)

    def _lever(self, path: str, body: bytes) -> None:
        if self.command != "POST":
            raise Refused(405, "invalid_request_error", None, "Levers are pulled by POST.")
        if self.headers.get("Origin") or self.headers.get("Sec-Fetch-Site"):
            # No page of anybody's may pull them through a browser.
            raise Refused(403, "invalid_request_error", None, "Levers are not for browsers.")
        self._send(200, control(self.server.stripe, path, self._given(body)))

    def _given(self, body: bytes) -> Mapping[str, Any]:
        try:
            if "json" in self.headers.get("Content-Type", ""):
                found = json.loads(body or b"{}")
                return found if isinstance(found, dict) else {}
            return dict(parse_qsl(body.decode()))
        except ValueError as why:
            raise Refused(400, "invalid_request_error", None, f"Unreadable: {why}") from why

    def _page(self, path: str, body: bytes) -> None:
        origin = self.headers.get("Origin")
        if self.command == "POST" and origin and urlsplit(origin).netloc != self._host():
            raise Refused(403, "invalid_request_error", None, "This form is not from this page.")
        given = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
        page: Page = self.server.pages.answer(self.command, path, given)
        head = {"Content-Security-Policy": page.policy, "Referrer-Policy": "same-origin"}
        if page.location:
            head["Location"] = page.location
        self._write(page.status, page.body.encode(), page.content_type, head)

    def _send(self, status: int, body: Any, more: Mapping[str, str] | None = None) -> None:
        self._write(status, json.dumps(body).encode(), "application/json", more or {})

    def _write(self, status: int, body: bytes, kind: str, more: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def _break_off(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def version_string(self) -> str:
        return "stand-in"

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing per request: a pay run would fill the terminal."""
