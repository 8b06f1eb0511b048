"""A backup that is not whole brings nothing back, and says what is wrong with it."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from zipfile import ZipFile

import pytest

from foundation.backup import archive
from foundation.backup.errors import (
    DamagedBackup,
    NewerBackup,
    NotABackup,
    NotWritten,
    OtherDatabase,
)
from foundation.backup.making import make_backup
from foundation.backup.restoring import restore_backup
from foundation.database import db
from foundation.web import settings as current_settings
from tests.foundation.backup.contents import contents


@pytest.fixture
def kept(cast, given, store, file):
    make_backup(settings=given, file=file)
    return file


def restore(given, file):
    return restore_backup(settings=given, file=file, over=True)


def flip(file, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)


def inside(file, name: str) -> int:
    """Where this member's bytes are, about their middle."""
    with ZipFile(file) as zipped:
        info = zipped.getinfo(name)
        return info.header_offset + 30 + len(name) + 20 + info.compress_size // 2


@pytest.mark.parametrize("name", ["database.sqlite", "files/takes/one", "files/takes/two"])
def test_a_flipped_bit_is_named(kept, given, store, name):
    before = contents()
    flip(kept, inside(kept, name))
    store.delete("takes/one")
    with pytest.raises(DamagedBackup, match=name):
        restore(given, kept)
    assert contents() == before
    assert [stored.key for stored in store.list()] == ["takes/two"]


def test_no_flipped_bit_gets_through_anywhere(kept, given):
    content = kept.read_bytes()
    for at in range(0, len(content), max(1, len(content) // 200)):
        flip(kept, at)
        with pytest.raises((DamagedBackup, NotABackup)), archive.opened(kept):
            pass
        flip(kept, at)
    assert kept.read_bytes() == content
    with archive.opened(kept):
        pass


@pytest.mark.parametrize("length", [0, 3, 100, -1, -65])
def test_a_cut_backup_is_refused(kept, given, length):
    kept.write_bytes(kept.read_bytes()[:length])
    with pytest.raises((DamagedBackup, NotABackup)):
        restore(given, kept)


def test_some_other_zip_is_no_backup(given, file):
    with archive.writing(file) as out:
        out.add("hello", [b"world"], small=True)
    with pytest.raises(NotABackup):
        restore(given, file)


def rewritten(file, **facts):
    """Whole by its hashes, and saying something else."""
    with archive.opened(file) as found:
        members = {name: found.open(name).read() for name in found.manifest["members"]}
        manifest = {**found.manifest, **facts}
    with archive.writing(file) as out:
        for name, content in members.items():
            out.add(name, [content], small=True)
        out.describe(manifest)


@pytest.mark.parametrize(
    "facts",
    [
        {"storage": {"../../outside": 1}},
        {"storage": {"takes/three": 1}},
        {"storage": []},
        {"rows": None},
        {"files_inside": "yes"},
    ],
)
def test_one_that_was_put_together_by_hand_is_refused_before_anything_is_replaced(
    kept, given, store, facts
):
    rewritten(kept, **facts)
    before = contents()
    with pytest.raises((DamagedBackup, NotABackup)):
        restore(given, kept)
    assert contents() == before


@pytest.mark.parametrize("manifest", [{}, [], "text"])
def test_a_manifest_that_says_nothing_is_no_backup(given, file, manifest):
    with archive.writing(file) as out:
        out._zip.writestr(archive.MANIFEST, json.dumps(manifest))
    with pytest.raises(NotABackup):
        restore(given, file)


def test_brackets_within_brackets_are_no_backup(given, file):
    with archive.writing(file) as out:
        out._zip.writestr(archive.MANIFEST, "[" * 100_000)
    with pytest.raises(NotABackup):
        restore(given, file)


def test_what_is_sealed_and_no_zip_is_no_backup(given, file):
    content = b"PK\x03\x04 and nothing more"
    file.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    with pytest.raises(NotABackup):
        restore(given, file)


def test_a_copy_of_another_kind_of_database_is_refused(kept, given):
    rewritten(kept, database="postgresql")
    with pytest.raises(OtherDatabase):
        restore(given, kept)


def test_a_backup_from_the_future_is_refused(kept, given):
    rewritten(kept, revision="9999", made_by="99.0")
    with pytest.raises(NewerBackup, match=r"99\.0"):
        restore(given, kept)


def test_missing_rows_are_a_fault(kept, given):
    with archive.opened(kept) as found:
        counts = found.manifest["rows"]
    rewritten(kept, rows={**counts, "marketplace_account": counts["marketplace_account"] + 1})
    assert restore(given, kept) == [
        f"marketplace_account has {counts['marketplace_account']} rows; the backup says"
        f" {counts['marketplace_account'] + 1}."
    ]


def test_another_master_key_is_a_fault(kept, given):
    (fault,) = restore(replace(given, master_key="11" * 32), kept)
    assert "FAIRTAKE_MASTER_KEY" in fault


def test_a_row_that_points_nowhere_is_refused_before_anything_is_replaced(kept, given, tmp_path):
    copy = tmp_path / "copy.sqlite"
    with archive.opened(kept) as found:
        copy.write_bytes(found.open("database.sqlite").read())
        manifest = found.manifest
    with closing(sqlite3.connect(copy)) as broken:
        broken.execute("DELETE FROM marketplace_account")
        broken.commit()
    with archive.writing(kept) as out:
        out.add("database.sqlite", [copy.read_bytes()], small=True)
        out.describe({**manifest, "storage": {}})
    before = contents()
    with pytest.raises(DamagedBackup, match="points to none of marketplace_account"):
        restore(given, kept)
    assert contents() == before


@pytest.mark.usefixtures("postgresql_app")
def test_a_restore_that_fails_leaves_postgresql_as_it_was(file):
    given = current_settings()
    make_backup(settings=given, file=file)
    with archive.opened(file) as found:
        members = {name: found.open(name).read() for name in found.manifest["members"]}
        manifest = found.manifest
    members["tables/foundation_worker.copy"] = b"not\ta\trow\n"
    with archive.writing(file) as out:
        for name, content in members.items():
            out.add(name, [content], small=True)
        out.describe(manifest)
    before = contents()
    with pytest.raises(Exception, match="COPY foundation_worker"):
        restore(given, file)
    db.session.rollback()
    assert contents() == before


def test_a_backup_that_fails_leaves_the_last_good_one(kept, given, store, monkeypatch):
    good = kept.read_bytes()

    def breaks(*_arguments):
        raise OSError("the disk is gone")

    monkeypatch.setattr(type(store), "open", breaks)
    with pytest.raises(NotWritten, match="disk is gone"):
        make_backup(settings=given, file=kept)
    assert kept.read_bytes() == good
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_a_backup_is_readable_by_us_alone(kept):
    assert kept.stat().st_mode & 0o077 == 0


def test_the_manifest_can_be_read_by_anybody_with_a_zip_program(kept):
    with ZipFile(kept) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        assert zipped.testzip() is None
    assert set(manifest["members"]) == {"database.sqlite", "files/takes/one", "files/takes/two"}


def test_keys_are_never_in_it(kept, given):
    content = kept.read_bytes()
    assert given.master_key.encode() not in content
    assert given.secret_key.encode() not in content


def test_a_file_given_up_meanwhile_is_left_out(given, store, file, monkeypatch):
    listed = list(store.list())
    store.delete("takes/one")
    monkeypatch.setattr(type(store), "list", lambda *_: iter(listed))
    assert make_backup(settings=given, file=file).files == 1


def test_bytes_are_read_in_pieces(tmp_path):
    with archive.writing(tmp_path / "x.zip") as out:
        out.add("large", (bytes(1 << 20) for _ in range(5)), small=False)
        out.describe({})
    with archive.opened(tmp_path / "x.zip") as found:
        assert sum(map(len, found.pieces("large"))) == 5 << 20
