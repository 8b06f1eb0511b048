"""Fetching a delivery: whole, resumed, and refused in sentences."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from marketplace.deliveries.fetching import fairtake_fetch as client
from tests.marketplace.deliveries.fetching import served as of
from tests.marketplace.deliveries.fetching.conftest import (
    ANNA_WAV,
    BEN_WAV,
    Command,
    first_files,
    first_manifest,
)
from tests.marketplace.deliveries.fetching.served import Served

ANNA = "media/train/aa/anna.wav"


def test_every_file_arrives_with_its_bytes(copy):
    for path, body in first_files().items():
        assert (copy / path).read_bytes() == body
    assert (copy / "manifest.json").read_bytes() == first_manifest(first_files())
    assert not list(copy.rglob("*.part"))


def test_what_is_there_is_not_fetched_again(copy, command, served):
    served.asked.clear()
    assert command("fetch", of.FIRST, copy) == client.WELL
    assert served.fetched() == []


def test_a_changed_file_is_fetched_again(copy, command):
    (copy / ANNA).write_bytes(b"something else")
    assert command("fetch", of.FIRST, copy) == client.WELL
    assert (copy / ANNA).read_bytes() == ANNA_WAV


def test_a_connection_that_breaks_goes_on_from_where_it_was(command, served, tmp_path):
    served.cut_after, served.cuts_left = 4000, 2
    assert command("fetch", of.FIRST, tmp_path, "--parallel", 1) == client.WELL
    assert (tmp_path / ANNA).read_bytes() == ANNA_WAV
    assert (tmp_path / "media/train/aa/ben.wav").read_bytes() == BEN_WAV


def test_half_a_file_is_kept_and_only_the_rest_asked_for(command, served, tmp_path):
    served.cut_after, served.cuts_left = 4000, 1
    once = ("--tries", 1, "--parallel", 1)
    assert command("fetch", of.FIRST, tmp_path, *once) == client.FAILED
    half = tmp_path / f"{ANNA}.part"
    assert half.read_bytes() == ANNA_WAV[:4000]
    assert not (tmp_path / ANNA).exists()
    served.cuts_left = 0
    served.begun_at.clear()
    assert command("fetch", of.FIRST, tmp_path, "--parallel", 1) == client.WELL
    assert [start for path, start in served.begun_at if path == ANNA] == [4000]


def test_a_server_without_ranges_sends_all_of_it_again(command, served, tmp_path):
    (tmp_path / "media/train/aa").mkdir(parents=True)
    (tmp_path / f"{ANNA}.part").write_bytes(ANNA_WAV[:3000])
    served.has_ranges = False
    assert command("fetch", of.FIRST, tmp_path) == client.WELL
    assert (tmp_path / ANNA).read_bytes() == ANNA_WAV


@pytest.mark.parametrize("left", [b"no beginning of it", ANNA_WAV + b"and more"])
def test_a_half_that_is_no_beginning_of_the_file_is_thrown_away(left, command, tmp_path):
    (tmp_path / "media/train/aa").mkdir(parents=True)
    (tmp_path / f"{ANNA}.part").write_bytes(left)
    assert command("fetch", of.FIRST, tmp_path) == client.WELL
    assert (tmp_path / ANNA).read_bytes() == ANNA_WAV


def test_a_link_that_ended_is_asked_for_anew(command, served, tmp_path):
    served.links_end = 3
    assert command("fetch", of.FIRST, tmp_path) == client.WELL
    assert len([each for each in served.asked if each.endswith("/link")]) == 6 + 3


def test_a_busy_server_is_asked_later(command, served, tmp_path):
    served.busy = 3
    assert command("fetch", of.FIRST, tmp_path) == client.WELL


def test_a_server_that_stays_busy_is_given_up_with_a_sentence(command, served, tmp_path, capsys):
    served.busy = 100
    assert command("fetch", of.FIRST, tmp_path) == client.FAILED
    assert "Slower. Run the same command again to go on." in capsys.readouterr().err


def test_other_bytes_than_the_manifest_says_are_never_put_in_place(
    command, served, tmp_path, capsys
):
    served.deliveries[of.FIRST][1][ANNA] = b"x" * len(ANNA_WAV)
    assert command("fetch", of.FIRST, tmp_path) == client.WRONG
    assert not (tmp_path / ANNA).exists()
    assert f"{ANNA} came with other bytes" in capsys.readouterr().err


def test_a_manifest_that_is_not_the_one_handed_over_is_refused(command, served, tmp_path, capsys):
    manifest, files = served.deliveries[of.FIRST]
    served.deliveries[of.FIRST] = manifest, files
    honest = served.answer
    served.answer = lambda path: (  # type: ignore[method-assign]
        (200, manifest + b" ") if path.endswith("/manifest") else honest(path)
    )
    assert command("fetch", of.FIRST, tmp_path) == client.WRONG
    assert "not the one" in capsys.readouterr().err
    assert not (tmp_path / "manifest.json").exists()


def test_a_refused_file_does_not_stop_the_others(command, served, tmp_path, capsys):
    served.shut[ANNA] = "Its consent was withdrawn."
    assert command("fetch", of.FIRST, tmp_path) == client.REFUSED
    assert not (tmp_path / ANNA).exists()
    assert (tmp_path / "media/train/aa/ben.wav").read_bytes() == BEN_WAV
    said = capsys.readouterr().out
    assert f"{ANNA}: Its consent was withdrawn." in said
    assert "apply it as a delta" in said


def test_a_right_that_ends_halfway_takes_the_half_away(command, served, tmp_path):
    served.cut_after, served.cuts_left = 4000, 10_000
    command("fetch", of.FIRST, tmp_path, "--tries", 1)
    assert (tmp_path / f"{ANNA}.part").exists()
    served.cuts_left = 0
    honest = served.answer
    at_the_link = {"left": 1}

    def ends(path: str) -> tuple[int, object]:
        # Listed as available, and ended before its link.
        if path.endswith(f"{ANNA.encode().hex()}/link") and at_the_link["left"]:
            return 409, "Its consent has ended."
        return honest(path)

    served.answer = ends  # type: ignore[method-assign]
    assert command("fetch", of.FIRST, tmp_path) == client.REFUSED
    assert not (tmp_path / f"{ANNA}.part").exists()


def test_the_token_does_not_follow_a_redirect(command, served, tmp_path, capsys):
    other = Served()
    with of.serving(other) as elsewhere:
        served.elsewhere = f"{elsewhere}/api/v1/deliveries/{of.FIRST}"
        assert command("fetch", of.FIRST, tmp_path) == client.FAILED
    assert other.asked == []
    assert "the token must not go" in capsys.readouterr().err


@pytest.mark.parametrize("server", ["http://fairtake.example", "ftp://127.0.0.1", ""])
def test_the_token_is_sent_to_nobody_in_the_clear(command, server, tmp_path, capsys):
    assert command("fetch", of.FIRST, tmp_path, "--server", server) == client.NOT_BEGUN
    assert of.TOKEN not in capsys.readouterr().err


def test_a_wrong_token_is_said_and_not_tried_again(command, served, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("FAIRTAKE_TOKEN", "another")
    assert command("fetch", of.FIRST, tmp_path) == client.NOT_BEGUN
    assert "The token is not accepted" in capsys.readouterr().err
    assert len(served.asked) == 1


def test_the_token_may_come_from_a_file(command, monkeypatch, tmp_path):
    monkeypatch.delenv("FAIRTAKE_TOKEN")
    assert command("fetch", of.FIRST, tmp_path / "copy") == client.NOT_BEGUN
    (tmp_path / "token").write_text(f"{of.TOKEN}\n")
    given = ("--token-file", tmp_path / "token")
    assert command("fetch", of.FIRST, tmp_path / "copy", *given) == client.WELL


def test_a_full_disk_is_said_and_the_half_goes_on(command, monkeypatch, tmp_path, capsys):
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(client.os, "fsync", full)
        assert command("fetch", of.FIRST, tmp_path) == client.DISK
    assert "No space left on device" in capsys.readouterr().err
    assert command("fetch", of.FIRST, tmp_path) == client.WELL


def test_another_delivery_is_not_mixed_into_a_copy(copy, command, capsys):
    assert command("fetch", of.DELTA, copy) == client.NOT_BEGUN
    assert "holds another delivery" in capsys.readouterr().err


BAD_PATHS = (
    "../x",
    "/etc/x",
    "a/../../x",
    "a//b",
    ".fairtake/x",
    "manifest.json",
    "a\\b",
    "x.part",
)


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_leads_elsewhere_is_refused(path, command, served, tmp_path):
    served.put(of.FIRST, of.manifest_of(of.FIRST, [of.entry(path, b"x", "media")]), {path: b"x"})
    assert command("fetch", of.FIRST, tmp_path / "copy") == client.WRONG
    assert [each.name for each in tmp_path.rglob("x*")] == []


def test_nothing_is_written_through_a_link(command, tmp_path):
    folder, other = tmp_path / "copy", tmp_path / "other"
    folder.mkdir()
    other.mkdir()
    (folder / "media").symlink_to(other)
    assert command("fetch", of.FIRST, folder) == client.WRONG
    assert list(other.iterdir()) == []


def test_two_at_once_are_refused(copy: Path, command: Command, capsys):
    with (copy / ".fairtake/lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert command("verify", copy, "--offline") == client.NOT_BEGUN
    assert "Another fairtake_fetch" in capsys.readouterr().err
