"""A database in use is brought up to date revision by revision and keeps every row."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

import wsgi  # noqa: F401 - registers every model
from foundation.full_text import is_of_an_index
from foundation.migrating import FOLDER, connect, upgrade
from foundation.tables import Base, UtcDateTime
from tests.cast import START

SAME = UUID("00000000-0000-4000-8000-000000000001")
"""Every id is this one, so that every row points at a row that is there."""
VALUES: dict[type, Any] = {
    UUID: SAME,
    datetime: START,
    date: START.date(),
    str: "x",
    int: 1,
    bool: True,
    bytes: b"x" * 32,
}
EMPTY = frozenset(
    {
        ("consent_bundle", "from_on"),
        ("consent_bundle", "to_on"),
        ("consent_invalidation", "decided_by"),
        ("consent_invalidation", "outcome"),
        ("payouts_earning", "payout_id"),
        ("payouts_funding", "order_id"),
        ("payouts_own_top_up", "approved_by"),
        ("payouts_posting", "resolves_id"),
        ("payouts_reduction", "decided_by"),
        ("payouts_tax_passed_on", "approved_by"),
        ("payouts_write_off", "decided_at"),
    }
)
"""What a row that is about something else must leave open, by a CHECK of its table."""


def revisions() -> list[str]:
    history = ScriptDirectory(str(FOLDER)).walk_revisions()
    return [script.revision for script in history][::-1]


@pytest.fixture(params=["sqlite", "postgresql"])
def old_database(request, tmp_path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'old.sqlite'}"
    else:
        server = request.getfixturevalue("postgresql")
        server.drop("old")
        server.administer("CREATE DATABASE old")
        yield server.url("old")


@pytest.fixture
def engine(old_database) -> Iterator[sa.Engine]:
    engine = connect(old_database)
    yield engine
    engine.dispose()


def fill_empty(engine: sa.Engine) -> None:
    """A row in every table that there is by now and that has none."""
    with engine.begin() as connection:
        there = sa.inspect(connection)
        for table in Base.metadata.sorted_tables:
            if there.has_table(table.name) and count(connection, table.name) == 0:
                columns = {column["name"] for column in there.get_columns(table.name)}
                named = [each for each in table.columns if each.name in columns]
                row = {
                    each.name: pointed_at(connection, each) or value(each)
                    for each in named
                    if (table.name, each.name) not in EMPTY
                }
                # By names alone: the model's own defaults would fill columns that are yet to come.
                plain = sa.table(table.name, *(sa.column(each.name, each.type) for each in named))
                connection.execute(plain.insert().values(row))


def pointed_at(connection: sa.Connection, column: sa.Column[Any]) -> Any:
    """A row that is there, where the column must name one: code tables have words of their own."""
    for key in column.foreign_keys:
        if sa.inspect(connection).has_table(key.column.table.name):
            return connection.scalar(sa.select(key.column).limit(1))
    return None


def value(column: sa.Column[Any]) -> Any:
    kind = column.type.impl if isinstance(column.type, UtcDateTime) else column.type
    if isinstance(kind, sa.Enum):
        return kind.enums[0]
    if isinstance(kind, sa.JSON):
        return {}
    return VALUES[kind.python_type]


def count(connection: sa.Connection, table: str) -> int:
    counted = sa.select(sa.func.count()).select_from(sa.table(table))
    return connection.scalars(counted).one()


def counts(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return {each: count(connection, each) for each in tables if not is_of_an_index(each)}


def test_every_row_outlives_every_revision(old_database, engine):
    kept: dict[str, int] = {}
    for revision in revisions():
        upgrade(old_database, revision)
        assert fewer(kept, counts(engine)) == set(), f"{revision} lost rows"
        fill_empty(engine)
        kept = counts(engine)
    assert set(kept) == {*Base.metadata.tables, "alembic_version"}
    assert all(kept.values())


def test_a_revision_that_loses_rows_would_be_found(old_database, engine):
    upgrade(old_database)
    fill_empty(engine)
    before = counts(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM foundation_worker"))
    assert fewer(before, counts(engine)) == {"foundation_worker"}


def fewer(before: dict[str, int], after: dict[str, int]) -> set[str]:
    return {table for table, had in before.items() if after.get(table, 0) < had}
