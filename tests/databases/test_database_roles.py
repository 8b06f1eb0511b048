"""The application's own role cannot change what is append-only, even with all triggers gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from flask import Flask
from psycopg import errors

from consent.keeping.jobs import keep
from foundation import audit
from foundation.append_only import MARK
from foundation.database import db, transaction
from foundation.database_roles import BadRoleName, statements
from foundation.migrating import current_revision, newest_revision, upgrade
from foundation.tables import Base
from tests.cast import assemble
from tests.consent.ledger.openings.signing_people import given, opened, openings, write
from tests.databases.fixtures import DATABASE, in_use
from tests.databases.postgresql import Server
from tests.http import in_tests
from wsgi import create_app

APP, OWNER = "fairtake_app", "fairtake_owner"
PARTED, ATTACKED = "parted", "parted_and_attacked"
FULL = ("consent_ledger_entry", "consent_ledger_checkpoint", "consent_ledger_key")
MARKED = sorted(table.name for table in Base.metadata.sorted_tables if MARK in table.info)
DDL = {
    "disable its trigger": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "drop its trigger": "DROP TRIGGER {table}_no_change ON {table}",
    "drop it": "DROP TABLE {table} CASCADE",
    "rename it": "ALTER TABLE {table} RENAME TO elsewhere",
    "add a rule": "CREATE RULE r AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "copy over it": "CREATE TABLE other (LIKE {table})",
    "be the owner": f"SET ROLE {OWNER}",
    "be a replica": "SET session_replication_role = replica",
    "replace what triggers run": (
        "CREATE OR REPLACE FUNCTION foundation_refuse_change() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NULL; END $$"
    ),
}
DML = {
    "update": "UPDATE {table} SET {column} = {column}",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table} CASCADE",
    "upsert": (
        "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key})"
        " DO UPDATE SET {column} = excluded.{column}"
    ),
    "merge": (
        "MERGE INTO {table} a USING {table} b ON a.{column} = b.{column} WHEN MATCHED THEN DELETE"
    ),
    "lock": "SELECT * FROM {table} FOR UPDATE",
}


@pytest.fixture(scope="module")
def _parted_app(settings, postgresql) -> Flask:
    """Its tables were parted once, in a template: a thousand statements take a second."""
    postgresql.renew(PARTED)
    with psycopg.connect(postgresql.url(PARTED), autocommit=True) as administrator:
        for statement in statements(Base.metadata, app=APP, owner=OWNER):
            administrator.execute(statement)
    return in_tests(create_app(replace(settings, database_url=_as_the_application(postgresql))))


def _as_the_application(postgresql: Server) -> str:
    return postgresql.url(DATABASE).replace("//fairtake@", f"//{APP}@")


@pytest.fixture
def parted(_parted_app, postgresql) -> Iterator[Flask]:
    """The application signed in as its own role, on tables that belong to another."""
    postgresql.renew(DATABASE, PARTED)
    yield from in_use(_parted_app)


@pytest.fixture(scope="module")
def _attacked(_parted_app, postgresql) -> str:
    """A template where there is something to attack, and every trigger is off."""
    postgresql.renew(DATABASE, PARTED)
    with contextmanager(in_use)(_parted_app):
        cast = assemble()
        write(opened(given(cast.omar.id)))
        keep()
    with psycopg.connect(postgresql.url(DATABASE), autocommit=True) as owner:
        for table in MARKED:
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    postgresql.renew(ATTACKED, DATABASE)
    return ATTACKED


@pytest.fixture
def attacker(_attacked, postgresql) -> Iterator[psycopg.Connection]:
    """The application's role, after the owner dropped every trigger: privileges alone are left."""
    postgresql.renew(DATABASE, _attacked)
    with psycopg.connect(_as_the_application(postgresql), autocommit=True) as connection:
        yield connection


def test_the_ledger_works_as_the_application_alone(parted):
    cast = assemble()
    one = opened(given(cast.omar.id))
    write(one)
    assert keep() == "1 entries placed, 1 signed"
    assert openings() == [one.id]
    with transaction() as session:
        audit.record(session, cast.omar.actor, "test.done", cast.omar.id)
    assert current_revision(db.engine) == newest_revision()


def filled(table: str, attack: str) -> str:
    key = [column.name for column in Base.metadata.tables[table].primary_key]
    return attack.format(table=table, column=key[0], key=", ".join(key))


@pytest.mark.parametrize("table", MARKED)
def test_no_row_is_changed_or_lost(attacker, table):
    for attack in DML.values():
        with pytest.raises(errors.InsufficientPrivilege):
            attacker.execute(filled(table, attack))


@pytest.mark.parametrize("attack", DDL)
def test_what_stands_guard_cannot_be_taken_away(attacker, attack):
    with pytest.raises(errors.InsufficientPrivilege):
        attacker.execute(filled("consent_ledger_entry", DDL[attack]))


@pytest.mark.parametrize("attack", ["update", "delete", "truncate", "lock"])
@pytest.mark.parametrize("table", FULL)
def test_with_every_privilege_the_attack_gets_through(attacker, postgresql, table, attack):
    """The planted fault: a role that was given all, as `GRANT ALL` in a hurry does."""
    with psycopg.connect(postgresql.url(DATABASE), autocommit=True) as careless:
        careless.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {APP}")
    with attacker.transaction(force_rollback=True):
        done = attacker.execute(filled(table, DML[attack]))
        assert done.rowcount != 0


def test_run_again_it_changes_nothing(parted, postgresql):
    with psycopg.connect(postgresql.url(DATABASE), autocommit=True) as administrator:
        for statement in statements(Base.metadata, app=APP, owner=OWNER):
            administrator.execute(statement)
    assert keep()


def test_upgrades_run_as_the_owner(parted, postgresql):
    db.engine.dispose()
    upgrade(f"{postgresql.url(DATABASE)}&options=-crole%3D{OWNER}")


@pytest.mark.parametrize(("app", "owner"), [("a; DROP", "b"), ("same", "same"), ("A", "b")])
def test_names_that_are_no_names_are_refused(app, owner):
    with pytest.raises(BadRoleName):
        list(statements(Base.metadata, app=app, owner=owner))


def test_the_command_prints_all_of_it(app):
    said = app.test_cli_runner().invoke(args=["database", "roles", "--app", APP])
    assert f"GRANT SELECT, INSERT ON consent_ledger_entry TO {APP};" in said.output
    assert said.output.count(";\n") >= len(Base.metadata.tables) * 3
