"""What may go wrong between two machines, on order: for tests of whoever talks to Stripe."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from payouts.sandbox.refusals import Document, Refused, invalid


class Mode(StrEnum):
    DROP_BEFORE = "drop_before"
    """The connection breaks, and nothing was done."""
    DROP_AFTER_COMMIT = "drop_after_commit"
    """The connection breaks, and it was done."""
    TIMEOUT = "timeout"
    """It was done, and the answer comes later than anybody waits."""
    NOT_NOW = "429"
    ERROR = "500"
    """Nothing was done; the answer is kept for its idempotency key, as Stripe keeps it."""
    ERROR_AFTER_COMMIT = "500_after_commit"
    """It was done, and the answer that says otherwise is kept for its key."""
    CONFLICT = "409"


@dataclass(slots=True)
class Fault:
    mode: Mode
    path: str = ""
    """Any part of the address; empty is every one."""
    method: str = ""
    count: int = 1
    skip: int = 0
    """So many that fit are let through first."""
    seconds: float = 30.0

    def fits(self, method: str, path: str) -> bool:
        return self.path in path and self.method.upper() in ("", method)


@dataclass(slots=True)
class Faults:
    """Not kept over a restart: it is the next requests that are meant."""

    _next: list[Fault] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def order(self, given: Mapping[str, Any]) -> Fault:
        try:
            fault = Fault(
                Mode(str(given["mode"])),
                str(given.get("path", "")),
                str(given.get("method", "")),
                int(given.get("count", 1)),
                int(given.get("skip", 0)),
                float(given.get("seconds", 30)),
            )
        except (KeyError, ValueError) as why:
            known = ", ".join(Mode)
            raise invalid(f"A fault is one of {known}, not {why}.", param="mode") from why
        with self._lock:
            self._next.append(fault)
        return fault

    def forget(self) -> None:
        with self._lock:
            self._next.clear()

    def taken(self, method: str, path: str) -> Fault | None:
        """The fault for this request, which then is used up by one."""
        with self._lock:
            fault = next((each for each in self._next if each.fits(method, path)), None)
            if fault is None:
                return None
            if fault.skip:
                fault.skip -= 1
                return None
            fault.count -= 1
            if fault.count < 1:
                self._next.remove(fault)
            return fault

    def shown(self) -> list[Document]:
        with self._lock:
            return [
                {"mode": each.mode, "path": each.path, "count": each.count, "skip": each.skip}
                for each in self._next
            ]


def refusal(mode: Mode) -> Refused:
    """What is answered in this mode instead of the truth."""
    if mode is Mode.NOT_NOW:
        return too_many()
    if mode is Mode.CONFLICT:
        return key_in_use()
    return Refused(500, "api_error", None, "An unknown error occurred (ordered by a test).")


def too_many() -> Refused:
    said = "Request rate limit exceeded. Learn more about rate limits in the documentation."
    return Refused(429, "invalid_request_error", "rate_limit", said)


def key_in_use() -> Refused:
    said = (
        "There is currently another in-progress request using this idempotent key. Please try"
        " again later."
    )
    return Refused(409, "idempotency_error", "idempotency_key_in_use", said)
