"""What a witness remembers: one row for each log, moved forward by a conditional update only."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from consent.ledger.checkpoints import Checkpoint
from consent.ledger.keys import VerifierKey

_WAIT_S = 5
_TABLES = """
CREATE TABLE IF NOT EXISTS signer (one INTEGER PRIMARY KEY CHECK (one = 1), vkey TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS trusted (vkey TEXT PRIMARY KEY, origin TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seen (
    origin TEXT PRIMARY KEY, size INTEGER NOT NULL CHECK (size >= 0),
    root BLOB NOT NULL CHECK (length(root) = 32), note BLOB NOT NULL, signed_at INTEGER NOT NULL
);
CREATE TRIGGER IF NOT EXISTS never_smaller BEFORE UPDATE ON seen
WHEN NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root)
BEGIN SELECT RAISE(ABORT, 'a witness never goes back'); END;
CREATE TRIGGER IF NOT EXISTS never_forgotten BEFORE DELETE ON seen
BEGIN SELECT RAISE(ABORT, 'a witness never forgets'); END;
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """The newest checkpoint of a log that this witness has signed."""

    size: int
    root: bytes
    note: bytes
    """With the log's signatures and the witness's."""
    signed_at: datetime


class Store:
    """One file. Two processes may share it: SQLite lets one statement through at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> None:
        with self._open("rwc") as connection:
            connection.executescript(_TABLES)

    def signer(self) -> str | None:
        """The public key that this memory belongs to."""
        return self._text("SELECT vkey FROM signer")

    def belong_to(self, key: VerifierKey) -> None:
        with self._open() as connection:
            connection.execute("INSERT OR IGNORE INTO signer VALUES (1, ?)", (str(key),))

    def trust(self, key: VerifierKey) -> None:
        with self._open() as connection:
            row = (str(key), key.name)
            connection.execute("INSERT OR IGNORE INTO trusted VALUES (?, ?)", row)

    def trusted(self, origin: str | None = None) -> tuple[VerifierKey, ...]:
        """A log has two keys while it changes one for the other."""
        query = "SELECT vkey FROM trusted WHERE ?1 IS NULL OR origin = ?1 ORDER BY vkey"
        with self._open() as connection:
            rows = connection.execute(query, (origin,)).fetchall()
        return tuple(VerifierKey.parse(vkey) for (vkey,) in rows)

    def seen(self, origin: str) -> Seen | None:
        query = "SELECT size, root, note, signed_at FROM seen WHERE origin = ?"
        with self._open() as connection:
            row = connection.execute(query, (origin,)).fetchone()
        if row is None:
            return None
        return Seen(row[0], row[1], row[2], datetime.fromtimestamp(row[3], UTC))

    def advance(self, before: Seen | None, to: Checkpoint, note: bytes, at: datetime) -> bool:
        """Kept only where nothing has changed since `before` was read, and durable on return."""
        row: tuple[object, ...] = (to.size, to.root, note, int(at.timestamp()), to.origin)
        if before is None:
            statement = (
                "INSERT INTO seen (size, root, note, signed_at, origin) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING"
            )
        else:
            statement = (
                "UPDATE seen SET size = ?, root = ?, note = ?, signed_at = ?"
                " WHERE origin = ? AND size = ? AND root = ?"
            )
            row += (before.size, before.root)
        with self._open() as connection:
            return connection.execute(statement, row).rowcount == 1

    def _text(self, query: str) -> str | None:
        with self._open() as connection:
            row = connection.execute(query).fetchone()
        return None if row is None else str(row[0])

    @contextmanager
    def _open(self, mode: str = "rw") -> Iterator[sqlite3.Connection]:
        """Never makes the file by the way: an empty memory would sign everything again."""
        where = f"{self._path.absolute().as_uri()}?mode={mode}"
        connected = sqlite3.connect(where, uri=True, timeout=_WAIT_S, isolation_level=None)
        with closing(connected) as connection:
            # EXTRA is FULL, and the folder too: else the removed journal can come back after a
            # power cut and undo what was answered. One file, so that a copy of it is whole.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = EXTRA")
            yield connection
