"""How the Python module speaks with the API. Its text goes into the module as it is, so it stands
on the standard library alone."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import io
import json
import random
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

Id = str | uuid.UUID
Day = str | date
Moment = str | datetime

_PIECE = 8 << 20
_LARGEST = 512 << 20
_LONGEST_WAIT_S = 60.0
_NOT_DONE = (425, 429)
_NOT_NOW = (408, 425, 429, 502, 503, 504)
_NOT_HERE_YET = (409, 423, 460)
"""Of a piece: another was expected, one is still on its way, or its bytes changed on theirs."""
_BREAKS = (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError)


class Unsaid(Enum):
    """Not sent at all, which may mean something else than None."""

    UNSAID = "unsaid"


UNSAID = Unsaid.UNSAID


class Problem(Exception):
    """The API refused, and said why. `detail` is a sentence for people, `errors` names fields."""

    def __init__(self, status: int, said: Mapping[str, Any], wait_s: float = 0.0) -> None:
        self.status = status
        self.type = str(said.get("type", "about:blank"))
        self.title = str(said.get("title", ""))
        self.detail = str(said.get("detail") or f"The server answered {status}.")
        self.instance = str(said.get("instance", ""))
        self.errors: dict[str, Any] = dict(said.get("errors") or {})
        self.wait_s = wait_s
        """How long we are asked to wait, where we are."""
        self.said = dict(said)
        super().__init__(f"{self.detail} {json.dumps(self.errors)}" if self.errors else self.detail)


class Unreachable(Exception):
    """No answer came, or half of one."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Followed, a redirect would carry the token to whomever it names."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        return None


class Connection:
    """Tries again what may go well and cannot happen twice."""

    def __init__(self, token: str, *, server: str, timeout_s: float = 30.0, tries: int = 5) -> None:
        parts = urllib.parse.urlsplit(server)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError("The server's address begins with https://")
        if not token:
            raise ValueError("A token is needed: make one on the page “API tokens”.")
        self.server = server.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s
        self._tries = tries
        self._opener = urllib.request.build_opener(_NoRedirect)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self.server}>"  # Never with the token.

    def upload(self, source: Path | bytes, media_type: str, name: str = "") -> str:
        """Sends a file by tus and goes on where it broke. Operations take what comes back."""
        length = len(source) if isinstance(source, bytes) else source.stat().st_size
        told = {"filetype": media_type, **({"filename": name} if name else {})}
        metadata = ",".join(
            f"{key} {base64.b64encode(each.encode()).decode()}" for key, each in told.items()
        )
        begun = {"Upload-Length": str(length), "Upload-Metadata": metadata}
        _, headers = self._tus("POST", "/api/v1/uploads", begun)
        upload_id = str(headers["Location"]).rpartition("/")[2]
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            self._send(f"/api/v1/uploads/{upload_id}", file, length)
        return upload_id

    def _send(self, path: str, file: BinaryIO, length: int) -> None:
        offset, failed = 0, 0
        while offset < length:
            file.seek(offset)
            piece = file.read(_PIECE)
            if not piece:
                raise ValueError("The file became shorter while it was sent.")
            checksum = base64.b64encode(hashlib.sha256(piece).digest()).decode()
            told = {"Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {checksum}"}
            try:
                _, headers = self._tus("PATCH", path, told, piece)
                offset, failed = int(headers["Upload-Offset"]), 0
            except (Problem, Unreachable) as error:
                failed += 1
                if failed >= self._tries or not _may_go_on(error):
                    raise
                _, headers = self._tus("HEAD", path, {})
                offset = int(headers["Upload-Offset"])

    def _tus(
        self, method: str, path: str, told: Mapping[str, str], body: bytes | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        headers = {"Tus-Resumable": "1.0.0", **told}
        if body is not None:
            headers["Content-Type"] = "application/offset+octet-stream"
        # To begin twice makes an upload that nobody finishes, and is forgotten. A piece sent twice
        # would be refused by its offset, so that is asked for first.
        return self._asked(method, path, headers, body, again=method != "PATCH")

    def _json(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = UNSAID,
        key: str | None = None,
    ) -> Any:
        found = self._bytes(method, path, query, body, key)
        try:
            return json.loads(found) if found else None
        except ValueError:
            raise Unreachable("The answer cannot be read: is the server's address right?") from None

    def _bytes(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = UNSAID,
        key: str | None = None,
    ) -> bytes:
        headers = {"Accept": "*/*"}
        if key is not None:
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        data = None
        if not isinstance(body, Unsaid):
            headers["Content-Type"] = "application/json"
            data = json.dumps(body, default=_plain).encode()
        # With its key a POST does its work once, however often it is sent.
        again = method in ("GET", "POST")
        return self._asked(method, path + _query(query or {}), headers, data, again=again)[0]

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        after: str | None = None
        while True:
            page = self._json("GET", path, {**query, "after": after})
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def _asked(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        data: bytes | None,
        *,
        again: bool,
    ) -> tuple[bytes, Mapping[str, str]]:
        sent = {"Authorization": f"Bearer {self._token}", **headers}
        address = self.server + path  # https, or this machine: see __init__.
        request = urllib.request.Request(address, data, sent, method=method)  # noqa: S310
        for left in range(self._tries - 1, -1, -1):
            apart = random.uniform(0.5, 1)  # noqa: S311 - so that many do not come back at once.
            wait_s = 0.5 * 2 ** (self._tries - 1 - left) * apart
            try:
                return self._once(request)
            except Problem as problem:
                if not left or problem.status not in (_NOT_NOW if again else _NOT_DONE):
                    raise
                wait_s = problem.wait_s or wait_s
            except Unreachable:
                if not again or not left:
                    raise
            time.sleep(min(wait_s, _LONGEST_WAIT_S))
        raise ValueError("At least one try is needed.")

    def _once(self, request: urllib.request.Request) -> tuple[bytes, Mapping[str, str]]:
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                body = answer.read(_LARGEST + 1)
                if request.get_method() != "HEAD" and not _whole(body, answer.headers):
                    raise Unreachable("The answer was cut off.")
                return body, answer.headers
        except urllib.error.HTTPError as error:
            with error:
                raise _problem(error) from None
        except urllib.error.URLError as error:
            raise Unreachable(f"The server cannot be reached: {error.reason}") from None
        except _BREAKS as error:
            raise Unreachable(f"The connection broke: {error or type(error).__name__}") from None


def _may_go_on(error: Problem | Unreachable) -> bool:
    return isinstance(error, Unreachable) or error.status in (*_NOT_NOW, *_NOT_HERE_YET)


def _whole(body: bytes, headers: Mapping[str, str]) -> bool:
    return len(body) == int(headers.get("Content-Length") or len(body))


def _problem(error: urllib.error.HTTPError) -> Problem:
    said: Any = None
    # What is not from the application itself has no words: the status says what there is to say.
    with contextlib.suppress(ValueError, OSError, http.client.HTTPException):
        said = json.loads(error.read(1 << 20))
    asked = error.headers.get("Retry-After", "")
    wait_s = float(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else 0.0
    return Problem(error.code, said if isinstance(said, dict) else {}, wait_s)


def _query(said: Mapping[str, Any]) -> str:
    given = {name: _word(each) for name, each in said.items() if each is not None}
    return f"?{urllib.parse.urlencode(given, doseq=True)}" if given else ""


def _word(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return [_word(each) for each in value]
    return value if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _part(value: object) -> str:
    """One step of a path, whatever is in it."""
    return urllib.parse.quote(str(value), safe="")


def _said(**body: Any) -> dict[str, Any]:
    return {name: each for name, each in body.items() if not isinstance(each, Unsaid)}
