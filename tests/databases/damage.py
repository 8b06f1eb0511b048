"""What the owner of a database can do, triggers or not: rows rewritten behind our back."""

from typing import Any

from sqlalchemy import text

from foundation.database import db

_TABLES = (
    "consent_ledger_entry",
    "consent_ledger_subtree",
    "consent_ledger_checkpoint",
    "consent_ledger_cosignature",
)


def rewrite(statement: str, **values: Any) -> None:
    with db.engine.begin() as connection:
        postgresql = connection.dialect.name == "postgresql"
        for drop in _trigger_drops(connection) if not postgresql else ():
            connection.execute(text(drop))
        for table in _TABLES if postgresql else ():
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        assert connection.execute(text(statement), values).rowcount, "nothing was damaged"
    db.engine.dispose()


def _trigger_drops(connection: Any) -> list[str]:
    named = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'consent_ledger_%'"
    return [f"DROP TRIGGER {name}" for name in connection.scalars(text(named)).all()]


def flip(data: bytes, at: int = -1) -> bytes:
    """One bit."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)
