"""The database server dies by signal 9 while the ledger is written, and comes back."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from foundation.migrating import upgrade
from tests.consent.failures.workers import working
from tests.consent.ledger.writing import fresh
from tests.databases import postgresql, process
from tests.running.programs import children_of

pytestmark = pytest.mark.proof
_DATABASE = "ledger"
_SLOW_TO_DISK = {"fsync": "on", "full_page_writes": "on", "wal_writer_delay": "10000"}
"""With synchronous_commit off a commit is on disk only after this many milliseconds."""


@pytest.fixture
def home() -> Iterator[Path]:
    with process.folder("pg") as home:
        yield home


def pull_the_plug(home: Path) -> None:
    """On the server and all its children at once. What only its memory held is gone."""
    server = int((home / "data" / "postmaster.pid").read_text().split()[0])
    for each in (server, *children_of(server)):
        with suppress(ProcessLookupError):  # It had noticed by itself that its server is gone.
            os.kill(each, signal.SIGKILL)
    while children_of(server):
        time.sleep(0.01)


def test_nothing_the_ledger_acknowledged_is_lost_with_the_server(home, tmp_path):
    programs, threads = postgresql.installed(home), [fresh(), fresh()]
    with postgresql.started(home, programs, **_SLOW_TO_DISK) as server:
        server.administer(f"CREATE DATABASE {_DATABASE}")
        upgrade(server.url(_DATABASE))
        server.administer("CHECKPOINT")
    with working(server.url(_DATABASE), tmp_path / "var") as worker:
        for _ in range(4):
            with postgresql.started(home, programs, **_SLOW_TO_DISK):
                plug = threading.Timer(1.5, pull_the_plug, [home])
                plug.start()
                story = worker.labour(threads, rounds=100_000)
                plug.join()
                assert story.ended not in (0, None)
                assert story.acknowledged
            with postgresql.started(home, programs, **_SLOW_TO_DISK):
                assert worker.go_on(story) == []


def test_an_ordinary_commit_of_this_server_is_lost(home):
    """The control: it is the ledger that insists, not the server."""
    programs = postgresql.installed(home)
    with postgresql.started(home, programs, **_SLOW_TO_DISK) as server:
        server.administer("CREATE TABLE kept (id int)")
        server.administer("CHECKPOINT")
        server.administer("INSERT INTO kept VALUES (1)")
        pull_the_plug(home)
    with (
        postgresql.started(home, programs) as server,
        psycopg.connect(server.url("postgres")) as asking,
    ):
        assert asking.execute("SELECT count(*) FROM kept").fetchone() == (0,)
