"""Answers kept by their key: a request that comes again gets what it got, and changes nothing."""

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from payouts.sandbox.clock import DAY_S
from payouts.sandbox.faults import key_in_use
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State

LONGEST = 255
_KEPT_S = DAY_S


@dataclass(frozen=True, slots=True)
class Key:
    """Who asks under which name, for exactly what."""

    name: str
    account: str
    asked: str


def key_of(name: str, account: str, method: str, path: str, params: Document) -> Key:
    if len(name) > LONGEST:
        raise invalid(f"Idempotency keys can be up to {LONGEST} characters long.")
    spelled = json.dumps([method, path, params], sort_keys=True)
    return Key(name, account, hashlib.sha256(spelled.encode()).hexdigest())


def kept(state: State, key: Key) -> tuple[int, Document] | None:
    """The first answer, if this key has one. Other parameters under the same key are refused."""
    row = state.execute(
        "select asked, status, body from answer where key = ? and account = ? and kept_at > ?",
        (key.name, key.account, state.clock.seconds() - _KEPT_S),
    ).fetchone()
    if row is None:
        return None
    asked, status, body = row
    if asked != key.asked:
        said = (
            "Keys for idempotent requests can only be used with the same parameters they were"
            f" first used with. Try using a key other than '{key.name}' if you meant to execute a"
            " different request."
        )
        raise Refused(400, "idempotency_error", None, said)
    return status, json.loads(body)


def keep(state: State, key: Key, status: int, body: Document) -> None:
    state.execute(
        "insert or replace into answer values (?, ?, ?, ?, ?, ?)",
        (key.name, key.account, key.asked, status, json.dumps(body), state.clock.seconds()),
    )


def forget(state: State) -> int:
    """Every key, as Stripe may once a day has passed."""
    return int(state.execute("delete from answer").rowcount)


class InUse:
    """Keys whose first request has not been answered yet."""

    def __init__(self) -> None:
        self._names: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    @contextmanager
    def hold(self, key: Key | None) -> Iterator[None]:
        if key is None:
            yield
            return
        name = (key.name, key.account)
        with self._lock:
            if name in self._names:
                raise key_in_use()
            self._names.add(name)
        try:
            yield
        finally:
            with self._lock:
                self._names.discard(name)
