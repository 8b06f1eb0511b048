"""Files that a crash left half written go a day later; what is being written stays."""

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from foundation import clock, storage
from foundation.jobs import Lease
from foundation.storage.jobs import UNFINISHED_AFTER, sweep
from tests.cast import START

LEASE = Lease("storage.sweep", holder=None, fence=1)


@pytest.fixture
def takes(app, settings):
    """A kept file, and one whose writer was killed before it had its name."""
    store = storage.of(settings)
    shutil.rmtree(store.folder, ignore_errors=True)  # What other tests kept is not counted here.
    given = settings.var / "given"
    given.write_bytes(b"whole")
    store.put("takes/one", given)
    (store.folder / "takes/.unfinished-0123").write_bytes(b"hal")
    return store.folder / "takes"


def move_past_today(by):
    """Only the machine's own clock knows when a file was begun."""
    clock.move(datetime.now(UTC) - START + by)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_what_a_crash_left_is_removed_once_and_nothing_else(takes):
    move_past_today(UNFINISHED_AFTER + timedelta(minutes=1))
    assert sweep(LEASE) == "1 unfinished files removed"
    assert sweep(LEASE) == "0 unfinished files removed"
    assert names(takes) == ["one"]


def test_what_is_being_written_stays_even_if_its_bytes_are_old(takes):
    long_ago = (START - timedelta(days=900)).timestamp()
    os.utime(takes / ".unfinished-0123", (long_ago, long_ago))
    move_past_today(UNFINISHED_AFTER - timedelta(minutes=5))
    assert sweep(LEASE) == "0 unfinished files removed"
    assert names(takes) == [".unfinished-0123", "one"]
