"""A backup that cannot be written: a sentence, a 1, and nothing left of it."""

import os
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from foundation.web import settings
from tests.running.programs import environment
from tests.running.warm import ran

MIB = 1 << 20
COPY_FITS, NOTHING_FITS = 4 * MIB, 64 << 10
READ_ONLY = Path("/sys/kernel/kept.zip")
"""Also where the tests run as root, whom no permission stops."""


def backup(file: Path, most: int | None = None) -> "subprocess.CompletedProcess[str]":
    """The real command, which may make no file larger than that: as a disk that is full."""
    given = settings()
    around = environment(
        given.var,
        DATABASE_URL=given.database_url,
        FAIRTAKE_SECRET_KEY=given.secret_key,
        FAIRTAKE_MASTER_KEY=given.master_key,
    )
    return ran("flask", "--app", "wsgi", "backup", str(file), around=around, most=most)


def is_refused_in_a_sentence(ended: "subprocess.CompletedProcess[str]", file: Path) -> bool:
    said = ended.stderr.strip().splitlines()
    return (
        ended.returncode == 1 and len(said) == 1 and f"No backup was written to {file}" in said[0]
    )


@pytest.mark.parametrize("most", [COPY_FITS, NOTHING_FITS], ids=["files", "database"])
def test_a_full_disk_leaves_nothing_behind(app, store, tmp_path, most):
    store.put("takes/large", BytesIO(os.urandom(6 * MIB)))
    ended = backup(tmp_path / "kept.zip", most)
    assert is_refused_in_a_sentence(ended, tmp_path / "kept.zip"), ended
    assert list(tmp_path.iterdir()) == []


def test_an_earlier_backup_of_that_name_stays(app, store, tmp_path):
    store.put("takes/large", BytesIO(os.urandom(6 * MIB)))
    earlier = tmp_path / "kept.zip"
    earlier.write_bytes(b"from yesterday")
    assert backup(earlier, COPY_FITS).returncode == 1
    assert earlier.read_bytes() == b"from yesterday"


def test_with_room_the_same_is_written(app, store, tmp_path):
    """Otherwise the refusals above would prove nothing."""
    store.put("takes/large", BytesIO(os.urandom(6 * MIB)))
    ended = backup(tmp_path / "kept.zip")
    assert (ended.returncode, (tmp_path / "kept.zip").stat().st_size > 6 * MIB) == (0, True), ended


def test_a_folder_that_is_not_there_is_not_made(app, tmp_path):
    file = tmp_path / "nowhere" / "kept.zip"
    ended = backup(file)
    assert is_refused_in_a_sentence(ended, file), ended
    assert "no such folder" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(app):
    assert is_refused_in_a_sentence(backup(READ_ONLY), READ_ONLY)
