"""What is compared before and after is all that a database keeps, also what only its journal has;
and what is put back is what there was."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import request

from foundation import clock, csrf
from foundation.database import db, transaction
from marketplace.accounts.models import Account
from tests.access import beneath, recording
from tests.access.kept import Before
from tests.access.making import Made
from tests.access.recording import place_of, recorded
from tests.access.rules import nothing
from tests.scratch import overwrite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "kept.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE said (word TEXT, number INTEGER)")
        connection.execute("CREATE TABLE unsaid (word TEXT)")
        connection.executemany("INSERT INTO said VALUES (?, ?)", [("x" * 900, n) for n in range(9)])
    return file


@pytest.fixture
def writer(file: Path) -> Iterator[sqlite3.Connection]:
    """Open all the time, so that what it writes stays in the journal."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("SELECT * FROM said").fetchall()
        yield connection


def test_where_nobody_wrote_nothing_changed(file, writer):
    before = Before.of(file)
    writer.execute("SELECT * FROM said").fetchall()
    assert before.changed(file) == set()


def test_one_number_of_one_row_in_the_journal_is_a_change(file, writer):
    before = Before.of(file)
    writer.execute("UPDATE said SET number = 100 WHERE number = 3")
    assert before.changed(file) == {"said"}


def test_so_is_one_after_what_the_journal_had_already(file, writer):
    writer.execute("UPDATE said SET number = 100 WHERE number = 3")
    before = Before.of(file)
    assert before.changed(file) == set()
    writer.execute("UPDATE said SET number = 101 WHERE number = 100")
    assert before.changed(file) == {"said"}


def test_what_was_written_and_taken_back_is_none(file, writer):
    """Bytes differ, and no row."""
    before = Before.of(file)
    writer.execute("INSERT INTO unsaid VALUES ('x')")
    writer.execute("DELETE FROM unsaid")
    assert before.changed(file) == set()


def test_a_thing_is_put_back_byte_by_byte(file, cast):
    """From the pages that differ from what it began with, into a file that holds something else."""
    began = file.read_bytes()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executemany("INSERT INTO unsaid VALUES (?)", [("y" * 900,) for _ in range(40)])
        connection.execute("UPDATE said SET number = 7 WHERE number = 8")
    key = file.with_name("ledger-key")
    key.write_bytes(b"k")
    key.chmod(0o600)
    thing, made = file.read_bytes(), Made()
    made.keep(("people", nothing, cast.omar.id), {"at": clock.now()}, file, began)
    key.unlink()
    for other in (b"", began, thing + bytes(8192)):
        file.write_bytes(other)
        found = made.of("people", nothing, cast.omar)
        assert found is not None
        found.put(file, began)
        assert file.read_bytes() == thing
        assert (key.read_bytes(), key.stat().st_mode & 0o777) == (b"k", 0o600)
    assert len(found.pages) < len(thing) // 4096


def test_the_recorder_notes_what_ran_of_ours_and_nothing_else(app):
    with recorded() as ran, app.test_request_context():
        csrf.is_foreign(request)
    assert place_of(csrf.is_foreign.__code__) in ran
    assert {file for file, *_ in ran} <= recording.OURS
    with recorded() as ran:
        clock.now()
    assert place_of(csrf.is_foreign.__code__) not in ran


def rows() -> dict[str, int]:
    """As the application reads them, by the connection that it has open."""
    with db.engine.connect() as connection:
        counted = connection.exec_driver_sql("SELECT count(*), max(name) FROM marketplace_account")
        return dict([(name, count) for count, name in counted])


def write(name: str) -> None:
    with transaction() as session:
        session.add(Account(email=f"{name}@example.org", name=name))


def lay(file: Path, content: bytes) -> bool:
    stays = beneath.clear(file)
    overwrite(file, content)
    if stays:
        beneath.read_anew()
    return stays


@pytest.fixture
def two_contents(app, settings) -> tuple[Path, bytes, bytes]:
    """Of one database: with a row, and with another one besides."""
    file = settings.var / "fairtake.sqlite"
    contents = []
    for name in ("Anna", "Zoe"):
        write(name)
        db.session.remove()
        db.engine.dispose()
        contents.append(file.read_bytes())
    return file, contents[0], contents[1]


def test_beneath_an_open_connection_only_what_was_put_there_is_read(two_contents):
    """Whether it had written, had only read, or had done nothing since the last time."""
    file, one, other = two_contents
    assert rows() == {"Zoe": 2}
    with db.engine.connect() as connection:
        open_one = connection.connection.dbapi_connection
    for wrote, content, expected in (
        (False, one, {"Anna": 1}),
        (False, other, {"Zoe": 2}),
        (True, one, {"Anna": 1}),
        (True, other, {"Zoe": 2}),
        (False, other, {"Zoe": 2}),
    ):
        if wrote:
            write("Zz")
            db.session.remove()
            assert list(rows()) == ["Zz"]
        assert lay(file, content)
        with closing(sqlite3.connect(file)) as stranger:
            assert stranger.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert rows() == expected
    with db.engine.connect() as connection:
        assert connection.connection.dbapi_connection is open_one
    db.engine.dispose()
    assert file.read_bytes() == other


def test_a_journal_that_is_left_would_be_read(two_contents, monkeypatch):
    """The planted fault: what was written stays beneath what is put in its place."""
    file, one, _other = two_contents
    write("Zz")
    db.session.remove()
    monkeypatch.setattr(os, "truncate", lambda _file, _size: None)
    assert lay(file, one)
    assert rows() != {"Anna": 1}


def test_pages_that_are_remembered_would_be_read(two_contents, monkeypatch):
    """The planted fault: the index of the journal is left as it was."""
    file, one, _other = two_contents
    assert rows() == {"Zoe": 2}
    monkeypatch.setattr(beneath, "_HEADER", 0)
    assert lay(file, one)
    assert rows() == {"Zoe": 2}


def test_beneath_two_connections_nothing_is_put(two_contents):
    file, one, _other = two_contents
    with db.engine.connect() as here, db.engine.connect() as there:
        for each in (here, there):
            each.exec_driver_sql("SELECT 1 FROM marketplace_account").fetchall()
    assert not lay(file, one)
    assert rows() == {"Anna": 1}
