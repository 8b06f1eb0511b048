"""Webhooks on their way: signed as Stripe signs, tried again with longer and longer pauses."""

import hashlib
import hmac
import http.client
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from payouts.sandbox.agenda import work_off
from payouts.sandbox.clock import DAY_S, HOUR_S
from payouts.sandbox.doing import HAPPENINGS
from payouts.sandbox.state import State

PAUSES_S = (10, 60, 300, HOUR_S, 6 * HOUR_S, DAY_S, 2 * DAY_S)
"""After each failed try, by the stand-in's clock; then it gives up, after some three days."""
PATIENCE_S = 10.0
LOOK_AGAIN_S = 0.25
_PAUSED = "webhooks_paused"


@dataclass(frozen=True, slots=True)
class Delivery:
    sequence: int
    event: str
    url: str
    secret: str
    body: str
    tries: int


def signature(body: str, secret: str, at: int) -> str:
    """The receiver compares the time with its own clock, so it is the machine's, never ours."""
    signed = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


class Deliverer(threading.Thread):
    """One at a time, in order. Also looks at the agenda, so that time passes without requests."""

    def __init__(self, state: State) -> None:
        super().__init__(name="deliveries", daemon=True)
        self._state = state
        self._wake, self._ends = threading.Event(), threading.Event()

    def wake(self) -> None:
        self._wake.set()

    def end(self) -> None:
        self._ends.set()
        self._wake.set()
        self.join()

    def run(self) -> None:
        while not self._ends.is_set():
            with self._state.turn():
                work_off(self._state, HAPPENINGS)
                delivery = _due(self._state)
            if delivery is None:
                self._wake.wait(LOOK_AGAIN_S)
                self._wake.clear()
                continue
            status = _send(delivery)
            with self._state.turn():
                _note(self._state, delivery, status)


def _due(state: State) -> Delivery | None:
    if state.kept(_PAUSED, False):
        return None
    row = state.execute(
        "select sequence, event, destination, body, tries from delivery"
        " where state = 'waiting' and due_at <= ? order by due_at, sequence limit 1",
        (state.clock.running(),),
    ).fetchone()
    if row is None:
        return None
    sequence, event, destination, body, tries = row
    found = state.records.find(destination)
    if found is None:
        state.execute("update delivery set state = 'gone' where sequence = ?", (sequence,))
        return None
    return Delivery(sequence, event, found.aside["url"], found.aside["secret"], body, tries)


def _send(delivery: Delivery) -> int:
    """The status it was answered with; 0 where nobody answered."""
    address = urlsplit(delivery.url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.netloc, timeout=PATIENCE_S)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Stripe-Signature": signature(delivery.body, delivery.secret, int(time.time())),
        "User-Agent": "Stripe/1.0 (stand-in)",
    }
    path = f"{address.path or '/'}{'?' if address.query else ''}{address.query}"
    try:
        connection.request("POST", path, delivery.body.encode(), headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _note(state: State, delivery: Delivery, status: int) -> None:
    if 200 <= status < 300:
        outcome, due = "delivered", state.clock.running()
    elif delivery.tries < len(PAUSES_S):
        outcome, due = "waiting", state.clock.running() + PAUSES_S[delivery.tries]
    else:
        outcome, due = "given up", state.clock.running()
    state.execute(
        "update delivery set state = ?, due_at = ?, tries = tries + 1, answered = ?"
        " where sequence = ?",
        (outcome, due, status, delivery.sequence),
    )
    event = state.records.find(delivery.event)
    if outcome != "waiting" and event is not None and "pending_webhooks" in event.document:
        left = max(0, event["pending_webhooks"] - 1)
        state.records.save(event, pending_webhooks=left)


def pause(state: State, *, paused: bool) -> None:
    state.keep(_PAUSED, paused)


def duplicate(state: State, event: str | None) -> int:
    """Once more to everybody who was told: all that was ever queued, or one event."""
    return int(
        state.execute(
            "insert into delivery (event, destination, body, due_at)"
            " select event, destination, body, ? from delivery where ? in ('', event)"
            " group by event, destination order by min(sequence)",
            (state.clock.running(), event or ""),
        ).rowcount
    )


def reorder(state: State) -> int:
    """What waits now goes out the other way round."""
    waiting = [
        row[0]
        for row in state.execute(
            "select sequence from delivery where state = 'waiting' order by due_at, sequence"
        ).fetchall()
    ]
    last = state.execute("select coalesce(max(sequence), 0) from delivery").fetchone()[0]
    for place, sequence in enumerate(reversed(waiting), start=1):
        state.execute(
            "update delivery set sequence = ?, due_at = ? where sequence = ?",
            (last + place, state.clock.running(), sequence),
        )
    return len(waiting)


def shown(state: State) -> dict[str, object]:
    counted = dict(state.execute("select state, count(*) from delivery group by state").fetchall())
    return {"paused": state.kept(_PAUSED, False), "deliveries": counted}
