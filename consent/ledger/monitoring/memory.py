"""What a monitor remembers: how far it has looked, and what it needs to judge the next entry."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from consent.ledger.keys import VerifierKey
from consent.ledger.merkle import HASH_SIZE, CompactRange

_TABLES = """
CREATE TABLE IF NOT EXISTS place (
    one INTEGER PRIMARY KEY CHECK (one = 1), note BLOB NOT NULL, size INTEGER NOT NULL,
    peaks BLOB NOT NULL, day TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS thread (
    id TEXT PRIMARY KEY, n INTEGER NOT NULL, leaf TEXT NOT NULL, day TEXT NOT NULL,
    ended INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS log_key (vkey TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS announced (digest TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS finding (position INTEGER NOT NULL, sentence TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Everything up to here was hashed and judged."""

    note: bytes
    tree: CompactRange
    day: date


@dataclass(frozen=True, slots=True)
class ThreadState:
    n: int
    leaf: str
    day: date
    ended: bool
    """Consent has ended, and nothing may be delivered."""


class Memory:
    """Inside `kept_together` all of it is kept or, where the scan breaks off, none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "monitor.sqlite"
        self._connection: sqlite3.Connection

    @contextmanager
    def kept_together(self) -> Iterator[None]:
        connected = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        with closing(connected) as self._connection:
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.executescript(_TABLES)
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def place(self) -> Place | None:
        row = self._connection.execute("SELECT note, size, peaks, day FROM place").fetchone()
        if row is None:
            return None
        note, size, peaks, day = row
        split = [peaks[at : at + HASH_SIZE] for at in range(0, len(peaks), HASH_SIZE)]
        return Place(note, CompactRange(size, split), date.fromisoformat(day))

    def save(self, place: Place) -> None:
        row = (place.note, place.tree.size, b"".join(place.tree.peaks), place.day.isoformat())
        self._connection.execute("INSERT OR REPLACE INTO place VALUES (1, ?, ?, ?, ?)", row)

    def thread(self, id: str) -> ThreadState | None:
        query = "SELECT n, leaf, day, ended FROM thread WHERE id = ?"
        row = self._connection.execute(query, (id,)).fetchone()
        return (
            ThreadState(row[0], row[1], date.fromisoformat(row[2]), bool(row[3])) if row else None
        )

    def put_thread(self, id: str, state: ThreadState) -> None:
        row = (id, state.n, state.leaf, state.day.isoformat(), state.ended)
        self._connection.execute("INSERT OR REPLACE INTO thread VALUES (?, ?, ?, ?, ?)", row)

    def announce(self, digest: str) -> None:
        """An entry said that the log gets a key with this hash."""
        self._connection.execute("INSERT OR IGNORE INTO announced VALUES (?)", (digest,))

    def is_announced(self, digest: str) -> bool:
        query = "SELECT 1 FROM announced WHERE digest = ?"
        return self._connection.execute(query, (digest,)).fetchone() is not None

    def trust(self, key: VerifierKey) -> None:
        self._connection.execute("INSERT OR IGNORE INTO log_key VALUES (?)", (str(key),))

    def keys(self) -> tuple[VerifierKey, ...]:
        rows = self._connection.execute("SELECT vkey FROM log_key ORDER BY rowid")
        return tuple(VerifierKey.parse(vkey) for (vkey,) in rows)

    def add_finding(self, position: int, sentence: str) -> None:
        self._connection.execute("INSERT INTO finding VALUES (?, ?)", (position, sentence))

    def findings(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM finding").fetchone()[0])
