"""Messages as Stripe sends and signs them, and a handler that keeps what it was given."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from foundation.clock import now
from payouts.stripe_gateway.events import Event
from payouts.webhooks.handling import Handler, Step, Told

SECRET, OLD_SECRET, THIN_SECRET = (f"whsec_{name * 8}" for name in ("new1", "old1", "thin"))


def signature(body: bytes, secret: str, *, at: float | None = None) -> str:
    seconds = int(now().timestamp() if at is None else at)
    signed = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={signed.hexdigest()}"


def snapshot(event_id: str = "evt_1", *, about: str = "po_1", kind: str = "payout.paid") -> bytes:
    thing = {"id": about, "object": kind.partition(".")[0]}
    said = {
        "id": event_id,
        "object": "event",
        "type": kind,
        "account": "acct_1",
        "livemode": False,
        "created": int(now().timestamp()),
        "data": {"object": thing},
    }
    return json.dumps(said).encode()


def thin(event_id: str = "evt_thin_1", *, about: str = "acct_1") -> bytes:
    said = {
        "id": event_id,
        "object": "v2.core.event",
        "type": "v2.core.account[requirements].updated",
        "livemode": False,
        "created": now().isoformat(),
        "related_object": {"id": about, "type": "v2.core.account", "url": "/v2/core/accounts/x"},
    }
    return json.dumps(said).encode()


def event(event_id: str, *, about: str = "po_1", kind: str = "payout.paid") -> Event:
    return Event(event_id, kind, about, "payout", "acct_1", False, False, now())


@dataclass
class AtStripe:
    """What things are like there now, and what we wrote down about them here."""

    states: dict[str, str] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)
    before_reading: Callable[[Told], Any] = lambda told: None

    def handler(self, *kinds: str) -> Handler:
        return Handler("test", frozenset(kinds or ("payout.paid", "payout.failed")), self._read)

    def _read(self, told: Told) -> Step:
        self.before_reading(told)
        self.reads.append(told.about)
        state = self.states.get(told.about, "unknown")

        def keep(_session: Session) -> str:
            known = self.kept.setdefault(told.about, [])
            if not known or known[-1] != state:
                known.append(state)
            return state

        return keep
