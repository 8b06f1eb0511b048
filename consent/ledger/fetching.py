"""Asks another machine over HTTP, within a time that holds for the whole and up to a size.

Follows no redirect, knows no proxy and believes nothing of what comes back.
"""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

_BREAKS = (OSError, HTTPException, ValueError)


class Unreachable(Exception):
    """No whole answer came; the message says why."""


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes


def get(url: str, *, within_s: float, largest: int) -> Reply:
    return _exchange("GET", url, None, within_s, largest)


def post(url: str, body: bytes, *, within_s: float, largest: int) -> Reply:
    return _exchange("POST", url, body, within_s, largest)


def _exchange(method: str, url: str, body: bytes | None, within_s: float, largest: int) -> Reply:
    began = time.monotonic()
    try:
        to = _split(url)
        raw = socket.create_connection((str(to.hostname), _port(to)), within_s)
        with raw, _ended_after(raw, within_s - (time.monotonic() - began)) as over:
            raw.settimeout(within_s)
            connection = _connected(to, raw)
            path = f"{to.path}?{to.query}" if to.query else to.path or "/"
            connection.request(method, path, body, {"Accept-Encoding": "identity"})
            response = connection.getresponse()
            found = response.read(largest + 1)
            connection.close()
            if over.is_set():
                raise TimeoutError  # What was cut off can look whole.
    except _BREAKS as failed:
        late = time.monotonic() - began >= within_s
        raise Unreachable(f"{url}: {_said(TimeoutError() if late else failed)}") from failed
    if len(found) > largest:
        raise Unreachable(f"{url}: the answer is larger than any that is right")
    return Reply(response.status, found)


def _split(url: str) -> SplitResult:
    to = urlsplit(url)
    if to.scheme not in ("http", "https") or not to.hostname or to.username is not None:
        raise ValueError("that is no http or https address")
    return to


def _port(to: SplitResult) -> int:
    return to.port or (443 if to.scheme == "https" else 80)


def _connected(to: SplitResult, raw: socket.socket) -> HTTPConnection:
    """On the socket whose time is bounded, and TLS with the name that was asked for."""
    host = str(to.hostname)
    if to.scheme == "http":
        connection = HTTPConnection(host, _port(to))
        connection.sock = raw
        return connection
    trust = ssl.create_default_context()
    encrypted = HTTPSConnection(host, _port(to), context=trust)
    encrypted.sock = trust.wrap_socket(raw, server_hostname=host)
    return encrypted


@contextmanager
def _ended_after(raw: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """A socket's own time-out begins anew with each byte; who drips bytes is cut off here."""
    over = threading.Event()
    watched = raw.dup()  # TLS takes the first descriptor over; this one still ends both.
    cut = threading.Timer(max(seconds, 0.0), _hang_up, (watched, over))
    cut.daemon = True
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


def _said(failed: Exception) -> str:
    if isinstance(failed, TimeoutError):
        return "no answer in time"
    if isinstance(failed, ssl.SSLCertVerificationError):
        return f"the certificate was not accepted: {failed.verify_message}"
    if isinstance(failed, socket.gaierror):
        return "the name leads nowhere"
    if isinstance(failed, ConnectionRefusedError):
        return "the connection was refused"
    if isinstance(failed, ValueError):
        return str(failed)
    return "the connection broke"
