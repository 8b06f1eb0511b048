"""Every append-only table there is, by every key it has: made-up rows, then all known attacks.

`test_append_only.py` tells the attacks one by one on a table of the house; this one sees to it
that no table, today's or tomorrow's, was given less.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Table
from sqlalchemy.types import BigInteger, Boolean, Date, DateTime, Enum, Integer, LargeBinary, Uuid

import wsgi  # noqa: F401 - registers every model
from foundation.append_only import MARK, unique_keys
from foundation.tables import Base

ATTACKED = "attacked"
TABLES = {table.name: table for table in Base.metadata.sorted_tables if MARK in table.info}


def made_up(column: Any, number: int) -> Any:
    kind = getattr(column.type, "impl", column.type)
    for kinds, value in (
        (LargeBinary, bytes([number]) * 32),
        (Boolean, True),
        (BigInteger | Integer, number),
        (DateTime | Date, f"2026-03-{number:02}"),
        (Uuid, f"{number:032x}"),
    ):
        if isinstance(kind, kinds):
            return value
    if isinstance(kind, Enum):
        return kind.enums[0]
    return "{}" if "JSON" in str(kind) else f"made up {number}"


def insert(table: Table, mark: str) -> str:
    names = ", ".join(column.name for column in table.columns)
    marks = ", ".join([mark] * len(table.columns))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"


def row(table: Table, number: int) -> list[Any]:
    return [made_up(column, number) for column in table.columns]


@pytest.fixture(scope="module")
def _filled(empty_database, tmp_path_factory) -> Iterator[sqlite3.Connection]:
    """With two rows in each of the tables, whatever else they would have to point to."""
    file = tmp_path_factory.mktemp("attacked") / "attacked.sqlite"
    shutil.copyfile(empty_database, file)
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for table in TABLES.values():
        for number in (1, 2):
            connection.execute(insert(table, "?"), row(table, number))
    yield connection
    connection.close()


@pytest.fixture
def attacker(_filled) -> Iterator[sqlite3.Connection]:
    """What an attack did is undone: filling takes longer than attacking."""
    _filled.execute("BEGIN")
    yield _filled
    _filled.execute("ROLLBACK")


def changed(connection: sqlite3.Connection, table: Table, attack: str, *values: Any) -> bool:
    everything = f"SELECT rowid, * FROM {table.name} ORDER BY 1"
    before = connection.execute(everything).fetchall()
    assert len(before) >= 2
    try:
        connection.execute(attack, *values)
    except sqlite3.IntegrityError as refused:
        if "append-only" not in str(refused):
            raise
    return connection.execute(everything).fetchall() != before


def replacing(table: Table, key: tuple[str, ...]) -> tuple[str, list[Any]]:
    """A new row that has one key in common with the first, and nothing else."""
    fresh = [made_up(column, 1 if column.name in key else 9) for column in table.columns]
    return insert(table, "?").replace("INSERT", "INSERT OR REPLACE", 1), fresh


def is_hidden_number(key: tuple[str, ...]) -> bool:
    """SQLite's own row number under a name of ours: attacked as any other key."""
    return key in (("position",), ("number",))


NAMED = {
    name: tuple(column.name for column in table.primary_key.columns)
    for name, table in TABLES.items()
}
KEYS = [(name, key) for name, table in TABLES.items() for key in unique_keys(table)]


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize(("name", "key"), KEYS, ids=str)
def test_no_row_is_pushed_out_by_a_key(attacker, name, key, recursive):
    attacker.execute(f"PRAGMA recursive_triggers = {recursive}")
    assert not changed(attacker, TABLES[name], *replacing(TABLES[name], key))


@pytest.mark.parametrize("attack", ["UPDATE {0} SET {1} = {1} || ''", "DELETE FROM {0}"])
@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_changed_or_deleted(attacker, name, attack):
    last = TABLES[name].columns.keys()[-1]
    assert not changed(attacker, TABLES[name], attack.format(name, last))


@pytest.mark.parametrize("name", [name for name in TABLES if not is_hidden_number(NAMED[name])])
def test_no_row_is_pushed_out_by_its_hidden_number(attacker, name):
    table = TABLES[name]
    numbered = insert(table, "?").replace(f"{name} (", f"{name} (rowid, ", 1)
    numbered = numbered.replace("VALUES (", "VALUES (1, ", 1)
    assert not changed(attacker, table, numbered.replace("INSERT", "REPLACE", 1), row(table, 9))


@pytest.mark.parametrize(("name", "key"), KEYS, ids=str)
def test_without_its_trigger_the_row_would_be_gone(attacker, name, key):
    """The planted fault, for every key: SQLite's REPLACE asks no delete trigger."""
    attacker.execute("PRAGMA recursive_triggers = OFF")
    attacker.execute(f"DROP TRIGGER {name}_no_replace_{'_'.join(key)}")
    if key == NAMED[name] and is_hidden_number(key):
        attacker.execute(f"DROP TRIGGER {name}_no_replace_rowid")
    assert changed(attacker, TABLES[name], *replacing(TABLES[name], key))


@pytest.fixture(scope="module")
def _filled_postgresql(postgresql) -> Iterator[psycopg.Connection]:
    """Rows are put in with every check and foreign key taken away; the triggers are all there."""
    postgresql.renew(ATTACKED)
    with psycopg.connect(postgresql.url(ATTACKED), autocommit=True) as connection:
        for name in TABLES:
            rules = connection.execute(
                "SELECT conname FROM pg_constraint WHERE contype IN ('c', 'f')"
                f" AND conrelid = '{name}'::regclass"
            )
            for (rule,) in rules.fetchall():
                connection.execute(f'ALTER TABLE {name} DROP CONSTRAINT "{rule}"')
        for table in TABLES.values():
            for number in (1, 2):
                connection.execute(insert(table, "%s"), row(table, number))
        yield connection


@pytest.fixture
def superuser(_filled_postgresql) -> Iterator[psycopg.Connection]:
    with _filled_postgresql.transaction(force_rollback=True):
        yield _filled_postgresql


ON_POSTGRESQL = {
    "update": "UPDATE {0} SET {1} = {1}",
    "delete": "DELETE FROM {0}",
    "truncate": "TRUNCATE {0} CASCADE",
    "upsert": (
        "INSERT INTO {0} SELECT * FROM {0} ON CONFLICT ({2}) DO UPDATE SET {1} = excluded.{1}"
    ),
    "merge": "MERGE INTO {0} a USING {0} b ON a.{1} = b.{1} WHEN MATCHED THEN DELETE",
}


def on_postgresql(name: str, attack: str) -> str:
    key = [column.name for column in TABLES[name].primary_key.columns]
    return ON_POSTGRESQL[attack].format(name, key[0], ", ".join(key))


@pytest.mark.parametrize("role", ["origin", "replica"])
@pytest.mark.parametrize("name", TABLES)
def test_postgresql_refuses_every_attack(superuser, name, role):
    superuser.execute(f"SET session_replication_role = {role}")
    for attack in ON_POSTGRESQL:
        refused = pytest.raises(psycopg.errors.RestrictViolation, match="append-only")
        with refused, superuser.transaction():
            superuser.execute(on_postgresql(name, attack))


@pytest.mark.parametrize("name", TABLES)
def test_without_its_triggers_postgresql_lets_each_through(superuser, name):
    superuser.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
    for attack in ("update", "delete", "upsert", "merge"):
        with superuser.transaction(force_rollback=True):
            assert superuser.execute(on_postgresql(name, attack)).rowcount == 2
