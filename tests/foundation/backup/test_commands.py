"""What the operator types, and what the doctor says of it."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from foundation import clock, hooks
from foundation.backup.age import findings
from foundation.database import db, transaction
from foundation.settings import Settings
from foundation.uploads import spool
from foundation.uploads.models import Upload
from foundation.uploads.restored import end_lost
from tests.cast import sign_in
from tests.foundation.uploads.tus import append, begun


@pytest.fixture
def flask(app):
    runner = app.test_cli_runner()
    return lambda *words: runner.invoke(args=[str(word) for word in words])


@pytest.mark.usefixtures("cast", "store")
def test_there_and_back_by_command(flask, file):
    made = flask("backup", file)
    assert made.exit_code == 0
    assert "2 files" in made.output

    refused = flask("restore", file)
    assert refused.exit_code == 1
    assert "--over" in refused.output

    restored = flask("restore", file, "--over")
    assert (restored.exit_code, "restored" in restored.output) == (0, True), restored.output


@pytest.mark.usefixtures("store")
def test_any_fault_ends_with_1(flask, file, monkeypatch):
    flask("backup", file)
    monkeypatch.setattr(hooks, "after_restore", (lambda _: ["The ledger is behind."],))
    said = flask("restore", file, "--over")
    assert said.exit_code == 1
    assert "FAULT  The ledger is behind." in said.output


@pytest.mark.usefixtures("store")
def test_the_doctor_asks_for_a_fresh_backup(flask, given, file):
    production = replace(given, mode="production")
    (never,) = findings(production)
    assert never.hurts

    flask("backup", file)
    assert list(findings(production)) == []

    clock.move(timedelta(days=2))
    (old,) = findings(production)
    assert (old.hurts, old.sentence) == (True, "The last backup is 2.0 days old.")


def test_a_lost_folder_of_backups_is_noticed(app, given, tmp_path):
    production = replace(given, mode="production", backup_dir=str(tmp_path))
    (none,) = findings(production)
    assert none.sentence.startswith(f"No backup is in {tmp_path}")

    backup = tmp_path / "monday.zip"
    backup.touch()
    os.utime(backup, (clock.now().timestamp(),) * 2)
    assert list(findings(production)) == []

    clock.move(timedelta(days=3))
    (old,) = findings(production)
    assert old.sentence == "The last backup is 3.0 days old."


@pytest.mark.usefixtures("store")
def test_the_folder_that_the_environment_names_is_the_one_looked_into(flask, given, tmp_path):
    named = {"FAIRTAKE_BACKUP_DIR": str(tmp_path), "FAIRTAKE_VAR": str(given.var)}
    read = Settings.read(named)
    flask("backup", tmp_path.parent / "elsewhere.zip")
    (none,) = findings(read)
    assert none.sentence.startswith(f"No backup is in {tmp_path}")
    flask("backup", tmp_path / "monday.zip")
    assert list(findings(read)) == []


def test_half_an_upload_that_did_not_come_back_is_ended(app, cast, given, client):
    sign_in(client, cast.omar)
    lost, there = begun(client, 10), begun(client, 10)
    for place in (lost, there):
        append(client, place, 0, b"abc")
    spool.path(given.var, lost.rpartition("/")[2]).unlink()
    with transaction() as session:
        assert list(end_lost(session)) == []
    ended = {str(row.id): row.ended_at for row in db.session().scalars(select(Upload))}
    assert ended[lost.rpartition("/")[2]] is not None
    assert ended[there.rpartition("/")[2]] is None
