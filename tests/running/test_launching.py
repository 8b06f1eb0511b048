"""Everything on one machine starts together, and ends together."""

import fcntl
import os
import shutil
import signal
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from tests.running.programs import Launched, flask, until

Launch = Callable[..., Launched]


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Launch]:
    started: list[Launched] = []

    def start(**more: str) -> Launched:
        started.append(Launched(tmp_path, **more))
        return started[-1]

    yield start
    for each in started:
        each.kill_all()


@pytest.fixture(scope="session")
def started_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a first start leaves: made once for all workers, since it takes longer than all else."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    left = shared / "started-before"
    with (shared / "started-before.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not left.exists():
            var = tmp_path_factory.mktemp("first-start")
            first = Launched(var)
            try:
                first.ready()
                first.process.terminate()
                first.process.wait()
            finally:
                first.kill_all()
            var.rename(left)
    return left


@pytest.fixture
def launch_again(launch: Launch, started_before: Path, tmp_path: Path) -> Launch:
    """With the data of a start that ended; the first start has tests of its own."""
    shutil.copytree(started_before, tmp_path, dirs_exist_ok=True)
    return launch


def test_a_start_says_where_to_look_and_nothing_that_alarms(launch):
    app = launch().ready()
    until(lambda: "Ctrl-C ends it" in app.said(), "no welcome")
    assert f"http://localhost:{app.port}" in app.said()
    for alarming in ("traceback", "error", "warning"):
        assert alarming not in app.said().lower()


def test_however_it_is_ended_all_of_it_ends_and_the_next_start_keeps_the_data(
    launch_again, tmp_path
):
    keys = set()
    for sign, code in ((signal.SIGINT, 0), (signal.SIGTERM, 0), (signal.SIGKILL, -signal.SIGKILL)):
        app = launch_again().ready()
        keys.add((tmp_path / "secret-key").read_text())
        family = app.family()
        # Itself, the server, the server's worker, the worker, the stand-in for Stripe.
        assert len(family) >= 5
        os.kill(app.process.pid, sign)
        until(partial(app.ended, family), f"after {sign.name} something was left behind")
        assert app.process.returncode == code, sign.name
    assert len(keys) == 1


def test_without_a_key_stripe_stands_in_and_with_one_it_does_not(launch_again):
    started = launch_again().ready()
    with urllib.request.urlopen(started.stand_in) as page:
        assert b"no real money" in page.read()
    assert "sandbox | Stand-in for Stripe, no real money" in started.said()
    with_key = launch_again(STRIPE_SECRET_KEY="sk_test_x").ready()
    assert "sandbox" not in with_key.said()


@pytest.mark.parametrize("module", ["gunicorn", "flask", "payouts.sandbox"])
def test_when_one_process_dies_all_end_and_the_launcher_says_which(launch_again, module):
    app = launch_again().ready()
    family = app.family() - {app.process.pid}
    victim = min(each for each in family if f"-m\0{module}" in _command(each))
    os.kill(victim, signal.SIGKILL)
    until(lambda: app.ended(family), "something was left behind")
    assert app.process.returncode == 1
    assert "ended by itself" in app.said()


def test_another_database_takes_the_same_command(launch, postgresql, tmp_path):
    postgresql.administer("CREATE DATABASE launched")
    try:
        launch(DATABASE_URL=postgresql.url("launched")).ready()
        assert not list(tmp_path.glob("fairtake.sqlite*"))
    finally:
        postgresql.drop("launched")


@pytest.mark.proof
def test_a_start_killed_at_any_moment_leaves_nothing_behind_and_the_next_one_works(launch):
    for tenths in range(0, 60, 3):
        app = launch()
        with suppress(subprocess.TimeoutExpired):
            app.process.wait(tenths / 10)
        family = app.family()
        app.process.kill()
        until(
            partial(app.ended, family), f"killed after {tenths / 10} s, something was left behind"
        )
    launch().ready()


def test_a_wrong_setting_is_one_sentence_and_no_traceback(tmp_path):
    ended = flask(tmp_path, "worker", "--once", FAIRTAKE_PROXIES="many")
    assert ended.returncode == 1
    assert "FAIRTAKE_PROXIES must be a whole number" in ended.stderr
    assert "Traceback" not in ended.stderr


def _command(process_id: int) -> str:
    return Path(f"/proc/{process_id}/cmdline").read_text()
