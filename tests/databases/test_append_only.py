"""Every known way to change or lose a row that is never changed: each is refused by the database.

What an owner of the database does on purpose (dropping the trigger, editing the file) cannot be
refused there; that the attacks then succeed shows that these tests can fail.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from foundation import audit
from foundation.database import db, transaction
from tests.cast import Cast, assemble
from tests.databases.fixtures import DATABASE

TABLE = "foundation_audit_event"
COLUMNS = "id, at, actor_id, acted_as, on_behalf_of, action, subject_id, door, request_id, details"
TAMPERED = COLUMNS.replace("action", "'tampered'")
NEW_ID = COLUMNS.replace("id, at", "'ffffffffffffffffffffffffffffffff', at", 1)

SQLITE = {
    "update": f"UPDATE {TABLE} SET action = 'tampered'",
    "update by rowid": f"UPDATE {TABLE} SET action = 'tampered' WHERE rowid = 1",
    "update or ignore": f"UPDATE OR IGNORE {TABLE} SET action = 'tampered'",
    "update or replace": f"UPDATE OR REPLACE {TABLE} SET id = (SELECT max(id) FROM {TABLE})",
    "update from": f"UPDATE {TABLE} SET action = 'tampered' FROM (SELECT 1) AS one",
    "delete": f"DELETE FROM {TABLE}",
    "delete by rowid": f"DELETE FROM {TABLE} WHERE rowid = 1",
    "replace by id": f"REPLACE INTO {TABLE} ({COLUMNS}) SELECT {TAMPERED} FROM {TABLE}",
    "insert or replace by id": (
        f"INSERT OR REPLACE INTO {TABLE} ({COLUMNS}) SELECT {TAMPERED} FROM {TABLE}"
    ),
    "replace by rowid": (
        f"REPLACE INTO {TABLE} (rowid, {COLUMNS}) SELECT 1, {NEW_ID} FROM {TABLE} LIMIT 1"
    ),
    "upsert": (
        f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM {TABLE} WHERE true"
        " ON CONFLICT (id) DO UPDATE SET action = 'tampered'"
    ),
}
POSTGRESQL = {
    "update": f"UPDATE {TABLE} SET action = 'tampered'",
    "update only": f"UPDATE ONLY {TABLE} SET action = 'tampered' WHERE ctid = '(0,1)'",
    "delete": f"DELETE FROM {TABLE}",
    "delete using": f"DELETE FROM {TABLE} USING (SELECT 1) AS one",
    "truncate": f"TRUNCATE {TABLE}, foundation_audit_origin",
    "truncate cascade": f"TRUNCATE {TABLE} CASCADE",
    "upsert": (
        f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM {TABLE}"
        " ON CONFLICT (id) DO UPDATE SET action = 'tampered'"
    ),
    "merge update": (
        f"MERGE INTO {TABLE} AS ours USING {TABLE} AS theirs ON ours.id = theirs.id"
        " WHEN MATCHED THEN UPDATE SET action = 'tampered'"
    ),
    "merge delete": (
        f"MERGE INTO {TABLE} AS ours USING {TABLE} AS theirs ON ours.id = theirs.id"
        " WHEN MATCHED THEN DELETE"
    ),
    "with": f"WITH gone AS (DELETE FROM {TABLE} RETURNING id) SELECT count(*) FROM gone",
}


def record_two(cast: Cast) -> None:
    with transaction() as session:
        for action in ("test.first", "test.second"):
            audit.record(session, cast.omar.actor, action, cast.omar.id)
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def attacker(sqlite_app) -> Iterator[sqlite3.Connection]:
    """A connection of an attacker's own, with none of our settings."""
    record_two(assemble())
    assert db.engine.url.database
    connection = sqlite3.connect(Path(db.engine.url.database), isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def superuser(postgresql_app, postgresql) -> Iterator[psycopg.Connection]:
    """May do anything, also pretend to be a replica."""
    record_two(assemble())
    with psycopg.connect(postgresql.url(DATABASE), autocommit=True) as connection:
        # It points at the table that is attacked and refuses by triggers of its own, which would
        # hide whether these do.
        connection.execute("DROP TABLE consent_rights_reading")
        yield connection


def on_sqlite(connection: sqlite3.Connection, attack: str, recursive: str) -> bool:
    """Whether it changed anything."""
    connection.execute(f"PRAGMA recursive_triggers = {recursive}")
    before = connection.execute(f"SELECT rowid, * FROM {TABLE} ORDER BY 1").fetchall()
    try:
        connection.execute(SQLITE[attack])
    except sqlite3.IntegrityError as refused:
        if "append-only" not in str(refused):
            raise
    assert before
    return connection.execute(f"SELECT rowid, * FROM {TABLE} ORDER BY 1").fetchall() != before


def on_postgresql(connection: psycopg.Connection, attack: str, role: str) -> bool:
    connection.execute(f"SET session_replication_role = {role}")
    before = connection.execute(f"SELECT * FROM {TABLE} ORDER BY 1").fetchall()
    try:
        connection.execute(POSTGRESQL[attack])
    except psycopg.errors.RestrictViolation as refused:
        if "append-only" not in str(refused):
            raise
    assert before
    return connection.execute(f"SELECT * FROM {TABLE} ORDER BY 1").fetchall() != before


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("attack", SQLITE)
def test_sqlite_refuses_to(attacker, attack, recursive):
    assert not on_sqlite(attacker, attack, recursive)


@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize("attack", POSTGRESQL)
def test_postgresql_refuses_to(superuser, attack, role):
    assert not on_postgresql(superuser, attack, role)


@pytest.mark.parametrize(
    ("trigger", "stops"),
    [
        ("no_update", ("update", "update by rowid", "update or ignore", "update or replace")),
        ("no_update", ("update from",)),
        ("no_delete", ("delete", "delete by rowid")),
        ("no_replace_id", ("replace by id", "insert or replace by id")),
        ("no_replace_rowid", ("replace by rowid",)),
    ],
)
def test_without_its_trigger_sqlite_lets_it_happen(attacker, trigger, stops):
    attacker.execute(f"DROP TRIGGER {TABLE}_{trigger}")
    for attack in stops:
        attacker.execute("BEGIN")
        assert on_sqlite(attacker, attack, "OFF"), attack
        attacker.execute("ROLLBACK")


def test_without_its_two_triggers_sqlite_lets_an_upsert_happen(attacker):
    for trigger in ("no_replace_id", "no_update"):
        attacker.execute(f"DROP TRIGGER {TABLE}_{trigger}")
    assert on_sqlite(attacker, "upsert", "OFF")


@pytest.mark.parametrize("attack", POSTGRESQL)
def test_a_plain_trigger_would_let_a_replica_do_it(superuser, attack):
    for trigger in ("no_change", "no_truncate"):
        superuser.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER {TABLE}_{trigger}")
    with superuser.transaction(force_rollback=True):
        assert on_postgresql(superuser, attack, "replica")


@pytest.mark.parametrize("attack", POSTGRESQL)
def test_without_its_trigger_postgresql_lets_it_happen(superuser, attack):
    superuser.execute("DELETE FROM foundation_audit_origin")
    trigger = "no_truncate" if "truncate" in attack else "no_change"
    superuser.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER {TABLE}_{trigger}")
    with superuser.transaction(force_rollback=True):
        assert on_postgresql(superuser, attack, "origin")
