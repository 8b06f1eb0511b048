"""What the demo's people do on the stand-in's own pages, and levers that let things happen."""

import json
import time
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from foundation.database import refuse_inside_transaction

_PATIENCE_S = 20.0
_ANSWER_S = 30
_FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Follows no redirection: whoever has paid is sent to pages of ours, which are not up yet."""

    def __init__(self, address: str) -> None:
        self._where = urlsplit(address).netloc

    def comes_in(self) -> bool:
        """Whether it answers, soon enough after its start."""
        end = time.monotonic() + _PATIENCE_S
        while time.monotonic() < end:
            try:
                return self._ask("GET", "/") == 200
            except (OSError, HTTPException):
                time.sleep(0.1)
        return False

    def pay(self, url: str, number: str) -> None:
        form = urlencode({"number": number, "email": "accounts@northlab.example"})
        self._do(urlsplit(url).path, form, _FORM)

    def pull(self, lever: str, **given: Any) -> None:
        self._do(f"/_test/{lever}", json.dumps(given), "application/json")

    def _do(self, path: str, body: str, kind: str) -> None:
        status = self._ask("POST", path, body, {"Content-Type": kind})
        if status >= 400:
            raise RuntimeError(f"the stand-in answers {path} with {status}")

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> int:
        refuse_inside_transaction()
        connection = HTTPConnection(self._where, timeout=_ANSWER_S)
        try:
            connection.request(method, path, body, headers or {})
            return connection.getresponse().status
        finally:
            connection.close()
