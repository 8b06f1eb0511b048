"""All that the stand-in knows, in one SQLite file: each request is one transaction, or nothing."""

import fcntl
import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from payouts.sandbox.clock import Clock
from payouts.sandbox.records import Records

_TABLES = """
create table if not exists record (
    sequence integer primary key,
    id text not null unique,
    kind text not null,
    account text not null,
    created integer not null,
    document text not null,
    aside text not null
);
create index if not exists record_by_kind on record (kind, account, sequence);
create index if not exists record_by_group on record (json_extract(document, '$.transfer_group'))
    where json_extract(document, '$.transfer_group') is not null;
create index if not exists record_by_destination on record (json_extract(document, '$.destination'))
    where json_extract(document, '$.destination') is not null;
create index if not exists record_by_source on record (json_extract(document, '$.source'))
    where json_extract(document, '$.source') is not null;
create table if not exists balance (
    account text not null,
    currency text not null,
    available integer not null,
    pending integer not null,
    primary key (account, currency)
);
create table if not exists agenda (
    sequence integer primary key,
    due_at integer not null,
    what text not null,
    id text not null
);
create index if not exists agenda_by_due on agenda (due_at, sequence);
create table if not exists answer (
    key text not null,
    account text not null,
    asked text not null,
    status integer not null,
    body text not null,
    kept_at integer not null,
    primary key (key, account)
);
create table if not exists delivery (
    sequence integer primary key,
    event text not null,
    destination text not null,
    body text not null,
    due_at integer not null,
    tries integer not null default 0,
    state text not null default 'waiting',
    answered integer
);
create index if not exists delivery_waiting on delivery (due_at, sequence) where state = 'waiting';
create table if not exists violation (
    sequence integer primary key,
    method text not null,
    path text not null,
    sentences text not null
);
create table if not exists keeping (name text primary key, value text not null);
"""
_NOBODY: dict[str, str | None] = {"id": None, "idempotency_key": None}


class InUse(OSError):
    """Two stand-ins on one file would have two clocks."""


class State:
    """Held by one request at a time. `turn()` is the only door to a change."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._mine = _taken(file)
        self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        # A killed process loses nothing it had answered. A power cut may lose the last answers,
        # never half of one: enough for a stand-in, and twenty times faster than FULL.
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = normal")
        self._connection.executescript(_TABLES)
        self._lock = threading.RLock()
        self.execute = self._connection.execute
        self.clock = Clock(self.kept("ahead_s", 0))
        self.records = Records(self._connection.execute, self.clock)
        self.request: dict[str, str | None] = dict(_NOBODY)
        """The one being answered, as events name it."""
        self.address = ""
        """Where the stand-in answers, for the links it hands out."""

    @contextmanager
    def turn(self) -> Iterator[None]:
        with self._lock:
            self.execute("begin immediate")
            self.request = dict(_NOBODY)
            try:
                yield
            except BaseException:
                self.execute("rollback")
                raise
            self.execute("commit")

    @contextmanager
    def noting(self) -> Iterator[None]:
        """Within a turn or outside one: for notes about a request, whatever became of it."""
        with self._lock:
            if self._connection.in_transaction:
                yield
            else:
                with self.turn():
                    yield

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Within a turn: all of it or none of it, and the turn goes on."""
        self.execute("savepoint attempt")
        try:
            yield
        except BaseException as why:
            if not getattr(why, "happened", False):
                self.execute("rollback to attempt")
            self.execute("release attempt")
            raise
        self.execute("release attempt")

    def kept(self, name: str, otherwise: Any) -> Any:
        """A single value that outlives the process."""
        row = self.execute("select value from keeping where name = ?", (name,)).fetchone()
        return otherwise if row is None else json.loads(row[0])

    def keep(self, name: str, value: Any) -> None:
        self.execute("insert or replace into keeping values (?, ?)", (name, json.dumps(value)))

    def close(self) -> None:
        with self._lock:
            self._connection.close()
            self._mine.close()


def _taken(file: Path) -> IO[str]:
    """Held until it is closed, or until the process ends in whatever way."""
    mine = file.with_name(f"{file.name}-in-use").open("w")
    try:
        fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as why:
        mine.close()
        raise InUse(f"another stand-in uses {file}") from why
    return mine
