"""Where a thread stands on a day: the state, what is allowed, what was done, what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.words import Answer, Use


@dataclass(frozen=True, slots=True)
class Suspension:
    """What is None was not opened, or is not limited."""

    cause: str | None = None
    until: str | None = None
    uses: tuple[str, ...] | None = None
    clients: tuple[str, ...] | None = None

    @property
    def of_everything(self) -> bool:
        return self.uses is None and self.clients is None

    def holds(self, on: date) -> bool:
        return self.until is None or on.isoformat() <= self.until

    def covers(self, use: str, client: str) -> bool:
        return (self.uses is None or use in self.uses) and (
            self.clients is None or client in self.clients
        )


@dataclass(slots=True)
class Standing:
    """Changes while a thread is replayed; whoever gets one back only reads it."""

    on: date
    kind: str = ""
    moved: str = "requested"
    """The state by the entries alone."""
    uses: Mapping[str, str] | None = None
    limits: Mapping[str, Any] | None = None
    """Both None while the terms are not opened, or there are none."""
    take: str = ""
    suspensions: list[Suspension] = field(default_factory=list)
    holders: list[tuple[str, str]] = field(default_factory=list)
    """Client and recipient; no recipient is an empty one."""
    recalls: list[str] = field(default_factory=list)
    minutes: int = 0
    paid: dict[str, int] = field(default_factory=dict)
    erased: bool = False
    entries: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def state(self) -> str:
        """What consent is on the day; for threads that are not about consent, their kind."""
        return self.state_on(self.on) if self.kind in ("grant", "licence") else self.kind

    def state_on(self, day: date) -> str:
        if self.moved not in PERMITTING:
            return self.moved
        if self.until and day.isoformat() > self.until:
            return "expired"
        whole = any(each.of_everything and each.holds(day) for each in self.suspensions)
        return "suspended" if whole else self.moved

    @property
    def until(self) -> str:
        return str(self.limits["ends_on"]) if self.limits else ""

    def suspended(self, day: date) -> list[Suspension]:
        return [each for each in self.suspensions if each.holds(day)]

    def allowed(self) -> tuple[str, ...]:
        """The uses that are permitted on the day to somebody within the limits."""
        if self.state not in PERMITTING or self.uses is None or self.limits is None:
            return ()
        if str(self.limits.get("starts_on", "")) > self.on.isoformat():
            return ()
        stopped = {
            use
            for each in self.suspended(self.on)
            if each.clients is None
            for use in each.uses or Use
        }
        return tuple(
            use.value
            for use in Use
            if self.uses.get(use, Answer.NOT_ALLOWED) != Answer.NOT_ALLOWED
            and use not in stopped
            and (self.kind == "licence" or self.take == "accepted" or use is Use.REVIEW)
        )
