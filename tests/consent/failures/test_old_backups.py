"""An older copy of the database comes back: web and worker refuse to start, what mends still runs.

Those that refuse are real processes, as an operator starts them.
"""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import Result

from consent.keeping import places
from consent.keeping.jobs import keep
from consent.ledger import key_ring, origins, signing
from consent.ledger.checkpoints import Checkpoint
from foundation import clock
from foundation.database import db
from foundation.web import settings
from tests.architecture.code import ROOT
from tests.consent.ledger.writing import event, write
from tests.running.programs import environment, flask, free_port

BEHIND = "The database holds 1 entries of the ledger, but 2 were signed: it is an older copy."
Typed = Callable[..., Result]


@pytest.fixture
def typed(app) -> Typed:
    """A command, in this process."""
    runner = app.test_cli_runner()

    def invoke(*words: object) -> Result:
        ended = runner.invoke(args=[str(word) for word in words])
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.output
        return ended

    return invoke


def sign_one_more() -> None:
    write(event())
    clock.move(signing.EVERY)
    keep()


@pytest.fixture
def set_back(app, tmp_path) -> Path:
    """The var folder of an installation whose newest signed entry is in no database any more."""
    file = settings().var / "fairtake.sqlite"
    sign_one_more()
    _copied(file, tmp_path / "older")
    sign_one_more()
    db.session.remove()
    db.engine.dispose()
    for left in settings().var.glob("fairtake.sqlite*"):
        left.unlink()
    _copied(tmp_path / "older", file)
    return settings().var


def _copied(source: Path, target: Path) -> None:
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    old.backup(new)
    old.close()
    new.close()


def gunicorn(var: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gunicorn", "-c", "python:foundation.launch.serving"]
    command += ["-b", f"127.0.0.1:{free_port()}", "wsgi:create_app()"]
    said = {"capture_output": True, "text": True, "timeout": 60}
    return subprocess.run(command, check=False, cwd=ROOT, env=environment(var), **said)


def test_web_and_worker_refuse_to_start_and_say_why(set_back):
    with ThreadPoolExecutor() as pool:
        started = [pool.submit(gunicorn, set_back), pool.submit(flask, set_back, "worker")]
    for each in started:
        _assert_refused(each.result())


@pytest.mark.proof
def test_the_launcher_and_a_worker_that_works_once_refuse_as_well(set_back):
    _assert_refused(flask(set_back, "launch", "--port", str(free_port())))
    _assert_refused(flask(set_back, "worker", "--once"))


def _assert_refused(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode != 0
    assert BEHIND in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr


def test_what_mends_still_runs(set_back, typed, tmp_path):
    assert typed("worker", "--once").exit_code == 1
    assert typed("backup", tmp_path / "of-it.zip").exit_code == 0
    assert "must not sign on under its" in typed("ledger", "new-origin").output
    assert typed("doctor").output


def test_a_backup_restored_by_command_is_an_older_copy_too(app, typed, tmp_path):
    sign_one_more()
    typed("backup", tmp_path / "early.zip")
    sign_one_more()
    typed("restore", tmp_path / "early.zip", "--over")
    refused = typed("worker", "--once")
    assert refused.exit_code == 1
    assert BEHIND in refused.output + str(refused.exception)


def test_bringing_the_entries_back_opens_the_house_again(app, typed, tmp_path):
    sign_one_more()
    typed("backup", tmp_path / "early.zip")
    sign_one_more()
    typed("backup", tmp_path / "late.zip")
    typed("restore", tmp_path / "early.zip", "--over")
    assert typed("restore", tmp_path / "late.zip", "--over").exit_code == 0
    assert typed("worker", "--once").exit_code == 0


def test_a_new_origin_opens_the_house_again(set_back, typed):
    origin = places.origin(settings())
    closed = typed("ledger", "new-origin", "--close", origin)
    assert closed.exit_code == 0, closed.output
    assert typed("worker", "--once").exit_code == 0
    assert places.second_place(settings()).newest().startswith(b"127.0.0.1/ledger/2\n2\n")


def test_without_any_database_a_new_origin_begins_again(app, typed):
    """Only the var folder is left, with the key and the newest checkpoint."""
    published = bytes(_signed_elsewhere())
    assert typed("worker", "--once").exit_code == 1
    assert typed("ledger", "key", "create").exit_code == 0
    typed("ledger", "new-origin", "--close", places.origin(settings()))
    assert typed("worker", "--once").exit_code == 0
    assert places.second_place(settings()).newest() != published


def _signed_elsewhere() -> bytes:
    """What a database that is gone had signed with the key that is here."""
    key = key_ring.create(places.key_file(settings()), origins.made(places.origin(settings())))
    note = bytes(Checkpoint(key.name, 7, b"\7" * 32).signed(key))
    assert places.second_place(settings()).swap(None, note)
    return note
