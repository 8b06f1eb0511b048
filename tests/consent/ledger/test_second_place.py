"""The second place: durable, one winner, never behind; a file or any database."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from consent.ledger import key_ring, origins
from consent.ledger.keys import BadKey
from consent.ledger.second_place import open_place


@pytest.fixture(params=["file", "sqlite", "postgresql"])
def where(request, tmp_path):
    if request.param == "file":
        return str(tmp_path / "elsewhere" / "checkpoint")
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'second.sqlite'}"
    server = request.getfixturevalue("postgresql")
    server.renew("second")
    return server.url("second")


@pytest.fixture
def place(where, tmp_path):
    return open_place(where, tmp_path / "unused")


def test_it_begins_empty(place):
    assert place.newest() is None
    assert place.erasures() == frozenset()


def test_what_is_put_there_is_there_for_the_next_process(place, where, tmp_path):
    assert place.swap(None, b"one")
    assert open_place(where, tmp_path / "unused").newest() == b"one"


def test_only_who_knows_the_newest_may_replace_it(place):
    assert place.swap(None, b"one")
    assert not place.swap(None, b"other")
    assert not place.swap(b"older", b"two")
    assert place.swap(b"one", b"two")
    assert place.newest() == b"two"


def test_of_many_at_once_one_wins(place):
    with ThreadPoolExecutor(8) as pool:
        won = list(pool.map(lambda n: place.swap(None, b"%d" % n), range(16)))
    assert sum(won) == 1
    assert place.newest() == b"%d" % won.index(True)


def test_web_and_worker_may_open_it_for_the_first_time_at_once(where, tmp_path):
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: open_place(where, tmp_path / "unused"), range(8)))
    assert sum(place.swap(None, b"one") for place in opened) == 1


def test_erasures_stay_and_are_there_once(place, where, tmp_path):
    place.add_erasures(["b", "a"])
    place.add_erasures(["a", "c"])
    place.add_erasures([])
    assert open_place(where, tmp_path / "unused").erasures() == {"a", "b", "c"}


def test_half_a_line_of_a_power_cut_is_no_erasure(tmp_path):
    place = open_place(str(tmp_path / "checkpoint"), tmp_path)
    place.add_erasures(["whole"])
    with (tmp_path / "checkpoint.erasures").open("a") as file:
        file.write("\nhal")
    assert place.erasures() == {"whole"}
    place.add_erasures(["next"])
    assert place.erasures() >= {"whole", "next"}


def test_a_key_is_readable_by_its_owner_alone(tmp_path):
    key = key_ring.create(tmp_path / "key", origins.made("log"))
    assert oct((tmp_path / "key").stat().st_mode & 0o777) == "0o600"
    assert key_ring.read("", tmp_path / "key") == (key,) or key_ring.spelled(key)
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(key_ring.NoKey, match="can be read by others"):
        key_ring.read("", tmp_path / "key")


def test_a_second_creation_keeps_the_first_key(tmp_path):
    first = key_ring.create(tmp_path / "key", origins.made("log"))
    second = key_ring.create(tmp_path / "key", origins.made("log"))
    assert second.verifier == first.verifier
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("change", ["PRIVATE", "PRIVATE+KEY+a+b", "x", "PRIVATE+KEY+a+b+AQ=="])
def test_what_is_no_private_key_is_refused_without_showing_it(change):
    with pytest.raises(BadKey, match="no private key"):
        key_ring.parse(change)


def test_a_private_key_with_one_letter_changed_is_refused():
    text = key_ring.spelled(origins.made("log"))
    swapped = text[:-3] + ("A" if text[-3] != "A" else "B") + text[-2:]
    with pytest.raises(BadKey):
        key_ring.parse(swapped)


def test_a_killed_holder_of_the_lock_blocks_nobody(tmp_path):
    path = tmp_path / "checkpoint"
    code = (
        "import fcntl, os, sys; f = open(sys.argv[1] + '.lock', 'ab');"
        "fcntl.flock(f, fcntl.LOCK_EX); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, os.fspath(path)], check=False)
    assert open_place(str(path), path).swap(None, b"one")
