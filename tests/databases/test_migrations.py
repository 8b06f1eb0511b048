"""On PostgreSQL too the migrations build what the models say, triggers and checks included."""

import pytest
from sqlalchemy import Engine, create_engine, inspect, text

import wsgi  # noqa: F401 - registers every model
from foundation.append_only import MARK
from foundation.drafting import draft
from foundation.migrating import connect, current_revision, newest_revision, upgrade
from foundation.tables import Base
from tests.databases.fixtures import DATABASE


@pytest.fixture
def migrated(postgresql):
    postgresql.renew(DATABASE)
    engine = connect(postgresql.url(DATABASE))
    yield engine
    engine.dispose()


@pytest.fixture
def modelled(postgresql):
    """Built by the models alone, to compare with."""
    postgresql.drop("modelled")
    postgresql.administer("CREATE DATABASE modelled")
    engine = create_engine(postgresql.url("modelled"))
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


def work_left(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        lines = [line.strip() for line in draft(connection).splitlines()]
    return [line for line in lines if line and not line.startswith("#") and line != "pass"]


def checks(engine: Engine) -> dict[str, list[str]]:
    look = inspect(engine)
    return {
        table: sorted(f"{each['name']}: {each['sqltext']}" for each in rules)
        for table in Base.metadata.tables
        if (rules := look.get_check_constraints(table))
    }


def triggers(engine: Engine) -> set[tuple[str, str]]:
    """Each with how it is enabled; `A` fires even for a replica."""
    asked = "SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
    with engine.connect() as connection:
        return {(row.tgname, row.tgenabled) for row in connection.execute(text(asked))}


def protected() -> set[tuple[str, str]]:
    return {
        (f"{table.name}_{what}", "A")
        for table in Base.metadata.tables.values()
        if MARK in table.info
        for what in ("no_change", "no_truncate")
    }


def test_nothing_is_left_to_migrate(migrated):
    assert work_left(migrated) == []


def test_a_column_that_no_migration_makes_would_be_found(migrated):
    with migrated.begin() as connection:
        connection.execute(text("ALTER TABLE foundation_worker DROP COLUMN place"))
    assert any("place" in line for line in work_left(migrated))


def test_checks_are_those_of_the_models(migrated, modelled):
    assert checks(migrated) == checks(modelled)
    assert checks(migrated)


def test_append_only_tables_have_every_trigger(migrated):
    assert triggers(migrated) == protected()


def test_a_trigger_that_is_switched_off_would_be_found(migrated):
    with migrated.begin() as connection:
        connection.execute(text("ALTER TABLE foundation_audit_event DISABLE TRIGGER ALL"))
    assert triggers(migrated) != protected()


def test_migrating_twice_changes_nothing(migrated, postgresql):
    upgrade(postgresql.url(DATABASE))
    assert current_revision(migrated) == newest_revision()
