"""The migrations build what the models say, triggers and checks too."""

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Engine

import wsgi  # noqa: F401 - registers every model
from foundation.append_only import MARK, protection, unique_keys
from foundation.drafting import draft
from foundation.migrating import connect
from foundation.tables import Base

NOTHING_TO_DO = "pass"


@pytest.fixture
def migrated(empty_database) -> Engine:
    return connect(f"sqlite:///{empty_database}")


def test_nothing_is_left_to_migrate(migrated):
    with migrated.connect() as connection:
        body = [line.strip() for line in draft(connection).splitlines()]
    assert [line for line in body if line and not line.startswith("#")] == [NOTHING_TO_DO]


def test_checks_are_those_of_the_models(migrated):
    modelled = create_engine("sqlite://")
    Base.metadata.create_all(modelled)
    assert _checks(migrated) == _checks(modelled)


def test_append_only_tables_have_every_trigger(migrated):
    expected = {
        statement.split()[2]
        for table in Base.metadata.tables.values()
        if MARK in table.info
        for statement in protection("sqlite", table.name, unique_keys(table))
    }
    with migrated.connect() as connection:
        rows = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        assert {row.name for row in rows} == expected


def _checks(engine: Engine) -> dict[str, list[str]]:
    look = inspect(engine)
    return {
        table: sorted(
            f"{rule['name']}: {rule['sqltext']}" for rule in look.get_check_constraints(table)
        )
        for table in Base.metadata.tables
    }
