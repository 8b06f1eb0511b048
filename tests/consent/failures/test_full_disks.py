"""A disk that is full, a folder that is none: the old file stays whole, and a sentence says why."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from consent.keeping import actions, places
from consent.keeping.jobs import keep
from consent.keeping.starting import refusals
from consent.ledger import key_ring, signing
from foundation import clock
from foundation.database import db
from foundation.web import settings
from tests.consent.ledger.writing import event, write


@contextmanager
def full_disk(left: int) -> Iterator[None]:
    """No file may grow beyond this many bytes. (The database's is larger: it only reads.)"""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (left, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("left", [0, 1, 60])
def test_a_checkpoint_that_does_not_fit_leaves_the_one_before(app, left):
    keep()
    second = places.second_place(settings())
    before = second.newest()
    with full_disk(left), pytest.raises(OSError, match="File too large"):
        second.swap(before, b"x" * 200)
    assert second.newest() == before
    write(event())
    clock.move(signing.EVERY)
    assert keep() == "1 entries placed, 1 signed"


@pytest.mark.parametrize("left", [0, 1, 60])
def test_keys_that_do_not_fit_leave_those_before(app, left):
    keep()
    file = places.key_file(settings())
    before = file.read_bytes()
    with full_disk(left), pytest.raises(OSError, match="File too large"):
        key_ring.keep(file, places.keys(settings()) * 2)
    assert file.read_bytes() == before
    assert actions.rotate_key(settings=settings())


def test_an_erasure_that_does_not_fit_is_said_and_can_be_repeated(app):
    second = places.second_place(settings())
    second.add_erasures(["a" * 22])
    with full_disk(30), pytest.raises(OSError, match="File too large"):
        second.add_erasures(["b" * 22])
    second.add_erasures(["b" * 22])
    assert {"a" * 22, "b" * 22} <= second.erasures()


def test_a_second_place_in_no_folder_is_a_sentence_at_the_start(app, tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "folder").mkdir()
    wrong = replace(settings(), ledger_second_place=str(tmp_path / "folder"))
    (why,) = refusals(db.session(), wrong)
    assert "second place of the rights ledger cannot be read: Is a directory" in why


def test_a_second_database_that_does_not_answer_is_a_sentence_without_its_password(app):
    gone = "postgresql://user:geheim@127.0.0.1:1/none"
    (why,) = refusals(db.session(), replace(settings(), ledger_second_place=gone))
    assert "does not answer" in why
    assert "geheim" not in why
