"""The only module that calls an endpoint: one request to one judged address, and not a step on."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from foundation.database import refuse_inside_transaction
from foundation.webhooks.addresses import Resolver, judged, resolve
from foundation.webhooks.errors import AddressNotAllowed
from foundation.webhooks.urls import Target, parsed

CONNECT_S = 5.0
TOTAL_S = 15.0
_BREAKS = (OSError, HTTPError, HTTPException, ValueError)
READ_BYTES = 4096
"""How much of an answer is kept; the rest is not even read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a request ended. `status` is None where no answer came, and `fault` says why."""

    status: int | None
    fault: str
    body: str
    took_ms: int

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class _PinnedHttp(HTTPConnection):
    """Connects to the address it is given; names itself, in Host, after the name."""

    pinned: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.pinned


class _PinnedHttps(HTTPSConnection):
    """The same; the name also goes into SNI and must be the certificate's."""

    pinned: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.pinned


def send(
    url: str,
    headers: Mapping[str, str],
    body: bytes,
    *,
    loopback_allowed: bool = False,
    resolver: Resolver = resolve,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """Never raises for what the other side does. Follows no redirect and uses no proxy."""
    refuse_inside_transaction()
    began = time.monotonic()
    status, fault, text = None, "", ""
    try:
        target = parsed(url, loopback_allowed=loopback_allowed)
        address = judged(target.host, target.port, resolver, loopback_allowed=loopback_allowed)
        with (
            socket.create_connection((address, target.port), CONNECT_S) as pinned,
            _ended_after(pinned, TOTAL_S - (time.monotonic() - began)) as over,
        ):
            pinned.settimeout(TOTAL_S)
            connection = _connection(target, pinned, trust)
            status, text = _exchange(connection, target.path, headers, body, over)
    except AddressNotAllowed as refused:
        fault = refused.reason
    except _BREAKS as failed:
        fault = _said(failed, time.monotonic() - began)
    return Answer(status, fault, text, round((time.monotonic() - began) * 1000))


def _connection(
    target: Target, pinned: socket.socket, trust: ssl.SSLContext | None
) -> HTTPConnection:
    if not target.secure:
        plain = _PinnedHttp(target.host, target.port)
        plain.pinned = pinned
        return plain
    trust = trust or ssl.create_default_context()
    encrypted = _PinnedHttps(target.host, target.port, ssl_context=trust)
    encrypted.pinned = pinned
    return encrypted


def _exchange(
    connection: HTTPConnection,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    over: threading.Event,
) -> tuple[int, str]:
    try:
        connection.request("POST", path, body=body, headers=dict(headers), preload_content=False)
        response = connection.getresponse()
        if over.is_set():
            raise TimeoutError  # Headers that were cut off can look like all of them.
        return response.status, _beginning(response)
    finally:
        connection.close()


def _beginning(response: HTTPResponse) -> str:
    """Once the headers are there it has been taken or not; a body that breaks changes nothing."""
    try:
        begun = response.read(READ_BYTES, decode_content=False)
    except _BREAKS:
        return ""
    return begun.decode(errors="replace").replace("\x00", "\ufffd")


@contextmanager
def _ended_after(pinned: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """A socket's own time-out begins anew with each byte; who drips bytes is cut off here."""
    over = threading.Event()
    watched = pinned.dup()  # TLS takes the first descriptor over; this one still ends both.
    cut = threading.Timer(max(seconds, 0.0), _hang_up, (watched, over))
    cut.start()
    try:
        yield over
    finally:
        cut.cancel()
        cut.join()
        watched.close()


def _hang_up(watched: socket.socket, over: threading.Event) -> None:
    over.set()
    try:
        watched.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # It has ended by itself.


def _said(failed: Exception, after_s: float) -> str:
    """A reason fit to show the owner; the machine's own words might tell of our network."""
    if after_s >= TOTAL_S or isinstance(failed, TimeoutError):
        return "no answer in time"
    if isinstance(failed, ssl.SSLCertVerificationError):
        return f"the certificate was not accepted: {failed.verify_message}"
    if isinstance(failed, socket.gaierror):
        return "the name leads nowhere"
    if isinstance(failed, ConnectionRefusedError):
        return "the connection was refused"
    return "the connection broke"
