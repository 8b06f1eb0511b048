"""What a server, a manifest or a folder may say to lead the client astray."""

import gzip
import json
from pathlib import Path

import pytest

from marketplace.deliveries.fetching import fairtake_fetch as client
from tests.marketplace.deliveries.fetching import served as of
from tests.marketplace.deliveries.fetching.conftest import (
    ANNA_WAV,
    Command,
    first_files,
    first_manifest,
)
from tests.marketplace.deliveries.fetching.served import Served

ANNA = "media/train/aa/anna.wav"


def instead(served: Served, end: str, status: int, said: object) -> None:
    """Another answer to whatever is asked under an address that ends so."""
    honest = served.answer
    served.answer = lambda path: (  # type: ignore[method-assign]
        (status, said) if path.split("?")[0].endswith(end) else honest(path)
    )


def test_a_link_never_reads_what_is_on_this_machine(command, served, tmp_path, capsys):
    (tmp_path / "mine").write_bytes(ANNA_WAV)
    link = {"url": (tmp_path / "mine").as_uri(), "expires_at": ""}
    instead(served, f"{ANNA.encode().hex()}/link", 200, link)
    assert command("fetch", of.FIRST, tmp_path / "copy", "--tries", 1) == client.FAILED
    assert not (tmp_path / "copy" / ANNA).exists()
    assert "does not begin with https://" in capsys.readouterr().err


@pytest.mark.parametrize(
    "said",
    [
        "http://files.example/a",
        "//files.example:80/a?x=http:",
        "file:///etc/hostname",
        "ftp://files.example/a",
        "http://127.0.0.1:9/a",
        "http://[::1",
    ],
)
def test_a_service_with_a_secret_line_names_no_open_one(said):
    service = client.Service("https://fairtake.example", "token")
    if said.startswith("//"):  # Takes the scheme of the service.
        assert service.link(said).startswith("https://")
        return
    with pytest.raises(client.Stop, match="https://"):
        service.link(said)


def test_links_of_a_store_apart_and_of_ones_own_are_followed():
    service = client.Service("https://fairtake.example/", "token")
    assert service.link("/files/1") == "https://fairtake.example/files/1"
    assert service.link("https://store.example/1") == "https://store.example/1"


@pytest.mark.parametrize(
    "name", [f"{ANNA}.part", "manifest.json.part", ".fairtake/lock", ".fairtake/new"]
)
def test_nothing_is_written_through_a_link_to_a_first_half(name, command, tmp_path):
    folder, other = tmp_path / "copy", tmp_path / "theirs"
    (folder / name).parent.mkdir(parents=True)
    other.write_bytes(b"theirs")
    (folder / name).symlink_to(other)
    assert command("fetch", of.FIRST, folder) == client.WRONG
    assert other.read_bytes() == b"theirs"


def test_its_own_folder_is_not_somebody_elses(command, tmp_path):
    folder, other = tmp_path / "copy", tmp_path / "theirs"
    folder.mkdir()
    other.mkdir()
    (folder / ".fairtake").symlink_to(other)
    assert command("fetch", of.FIRST, folder) == client.WRONG
    assert list(other.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["Manifest.json", "REMOVED.JSON", "x.PART", "manifest.json/x", "removed.json/x"]
)
def test_what_some_disks_take_for_its_own_files_is_refused(path, command, served, tmp_path):
    served.put(of.FIRST, of.manifest_of(of.FIRST, [of.entry(path, b"x", "media")]), {path: b"x"})
    assert command("fetch", of.FIRST, tmp_path / "copy") == client.WRONG
    assert not (tmp_path / "copy/manifest.json").exists()


def test_brackets_a_hundred_thousand_deep_are_said_to_be_unreadable(capsys):
    deep = b'{"files":' + b"[" * 100_000
    with pytest.raises(client.Stop, match="cannot be read"):
        client.Manifest(deep)


@pytest.mark.parametrize("said", [[], "words", {"items": 5, "next": None}])
def test_an_answer_of_another_shape_is_said(said, command, served, tmp_path, capsys):
    whole = json.dumps(said).encode()
    instead(served, "/files" if isinstance(said, dict) else "/standing", 200, whole)
    assert command("fetch", of.FIRST, tmp_path, "--tries", 1) == client.FAILED
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "said",
    [
        b"[]",
        b'{"format":"fairtake-removed-1","removed":[{}]}',
        b'{"format":"fairtake-removed-1","removed":[],"shards":{"a":{}}}',
    ],
)
def test_what_went_is_said_to_be_unreadable(said, copy: Path, command: Command, capsys):
    (copy / "removed.json").write_bytes(said)
    assert command("verify", copy, "--offline") == client.WRONG
    assert "removed.json cannot be read" in capsys.readouterr().err


def test_a_damaged_archive_beside_it_does_not_keep_from_attesting(
    copy: Path, command: Command, anna_recalled
):
    packed = bytearray(gzip.compress(of.tar_of({"a": bytes(range(256)) * 4000})))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    (copy / "old.tar.gz").write_bytes(packed)
    assert command("apply", copy) == client.WELL
    assert command("attest", copy) == client.WELL


def test_the_first_delivery_is_still_fetched(command, tmp_path):
    assert command("fetch", of.FIRST, tmp_path / "copy") == client.WELL
    assert (tmp_path / "copy/manifest.json").read_bytes() == first_manifest(first_files())
