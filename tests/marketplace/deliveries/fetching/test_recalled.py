"""What is recalled leaves the copy, a delta takes its place, and what is gone is attested."""

import json
import tarfile

import pytest

from marketplace.deliveries.fetching import fairtake_fetch as client
from tests.marketplace.deliveries.fetching import served as of
from tests.marketplace.deliveries.fetching.conftest import (
    ANNA_WAV,
    BEN_WAV,
    MEMBERS,
    SHARD,
    recall_of,
)

ANNA = "media/train/aa/anna.wav"
ABOUT_ANNA = (ANNA, f"{ANNA}.c2pa", "media/train/aa/anna.json")


def files_in(copy):
    return {
        path.relative_to(copy).as_posix()
        for path in copy.rglob("*")
        if path.is_file() and ".fairtake" not in path.parts
    }


def members_of(copy):
    with tarfile.open(copy / SHARD) as shard:
        return shard.getnames()


def test_recalls_of_the_copy_are_listed_with_each_file(copy, command, anna_recalled, capsys):
    capsys.readouterr()
    assert command("recalls", copy) == client.RECALLED
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith(
        "stop using it by 2026-11-23 16:32 UTC, as the licence says, and answer by"
        " 2026-12-22 16:32 UTC."
    )
    assert set(lines[1:]) == {
        *(f"  to remove: {path}" for path in ABOUT_ANNA),
        f"  to remove: {SHARD} (aa.anna.wav)",
    }


def test_a_service_that_names_no_day_to_stop_has_the_licences(copy, command, anna_recalled, capsys):
    for each in anna_recalled.recalls:
        del each["use_ends_at"]
    command("recalls", copy)
    assert (
        "stop using it within 1 day, as the licence says, and answer by" in capsys.readouterr().out
    )


def test_recalls_of_other_copies_are_not_listed(copy, command, served):
    served.recalls = [recall_of(of.MIX, [of.hash_of(b"another delivery's")])]
    assert command("recalls", copy) == client.WELL


def test_what_is_recalled_is_removed_and_nothing_else(copy, command, anna_recalled):
    before = files_in(copy)
    assert command("apply", copy) == client.WELL
    assert files_in(copy) == before - set(ABOUT_ANNA) | {"removed.json"}
    assert members_of(copy) == ["aa.ben.wav", "bb.ben.wav"]


def test_the_shard_without_it_is_the_one_that_fairtake_would_write(copy, command, anna_recalled):
    command("apply", copy)
    left = {name: body for name, body in MEMBERS.items() if name != "aa.anna.wav"}
    assert (copy / SHARD).read_bytes() == of.tar_of(left)


def test_after_it_the_copy_is_well_and_says_what_went(copy, command, anna_recalled):
    command("apply", copy)
    assert command("verify", copy) == client.WELL
    removed = json.loads((copy / "removed.json").read_bytes())["removed"]
    assert {(row["path"], row["member"]) for row in removed} == {
        *((path, None) for path in ABOUT_ANNA),
        (SHARD, "aa.anna.wav"),
    }
    assert {tuple(row["recalls"]) for row in removed} == {(of.RECALL,)}


def test_a_dry_run_changes_nothing(copy, command, anna_recalled, capsys):
    before = files_in(copy)
    assert command("apply", copy, "--dry-run") == client.RECALLED
    assert files_in(copy) == before
    assert f"Would remove: {ANNA}" in capsys.readouterr().out


def test_fetching_does_not_bring_back_what_went(copy, command, anna_recalled):
    command("apply", copy)
    (copy / SHARD).unlink()
    assert command("fetch", of.FIRST, copy) == client.WELL
    assert not (copy / ANNA).exists()
    assert members_of(copy) == ["aa.ben.wav", "bb.ben.wav"]


def test_what_is_half_fetched_goes_too(command, served, anna_recalled, tmp_path):
    served.cut_after, served.cuts_left = 4000, 10_000
    command("fetch", of.FIRST, tmp_path, "--tries", 1, "--parallel", 1)
    assert (tmp_path / f"{ANNA}.part").exists()
    served.cuts_left = 0
    command("apply", tmp_path)
    assert not (tmp_path / f"{ANNA}.part").exists()


def test_what_comes_back_by_hand_is_named(copy, command, anna_recalled, capsys):
    command("apply", copy)
    (copy / ANNA).write_bytes(ANNA_WAV)
    assert command("verify", copy) == client.WRONG
    assert f"RECALLED but here: {ANNA}" in capsys.readouterr().out


def test_a_shard_of_the_recalled_alone_goes_whole(copy, command, served):
    hashes = [of.hash_of(body) for body in MEMBERS.values()]
    served.recalls = [recall_of(of.ANNA, hashes[:1]), recall_of(of.BEN, hashes[1:])]
    served.recalls[1]["id"] = of.RECALL.replace("1", "2")
    command("apply", copy)
    assert not (copy / SHARD).exists()
    assert command("verify", copy) == client.WELL


def test_a_recall_that_was_answered_for_another_copy_still_empties_this_one(
    copy, command, anna_recalled
):
    anna_recalled.recalls[0]["attested_at"] = "2026-12-01T00:00:00+00:00"
    assert command("recalls", copy) == client.WELL  # Its files may be had: a pause that is over.
    anna_recalled.shut = {ANNA: "ended", SHARD: "ended"}
    assert command("recalls", copy) == client.RECALLED
    command("apply", copy)
    assert not (copy / ANNA).exists()
    assert command("recalls", copy) == client.WELL


def test_what_is_gone_is_attested_with_its_hashes(copy, command, anna_recalled):
    command("apply", copy)
    assert command("attest", copy) == client.WELL
    [(path, key, sent)] = anna_recalled.answers
    assert path == f"/api/v1/recalls/{of.RECALL}/answer"
    assert sent == {"answer": "destroyed", "files": anna_recalled.recalls[0]["files"]} | {
        "files": sorted(anna_recalled.recalls[0]["files"])
    }
    command("attest", copy)
    assert anna_recalled.answers[1][1] == key  # The same answer twice is one.


def test_what_is_still_here_is_not_attested(copy, command, anna_recalled, capsys):
    assert command("attest", copy) == client.RECALLED
    assert "It is still here" in capsys.readouterr().out
    assert anna_recalled.answers == []


@pytest.mark.parametrize("where", ["media/kept.wav", ".fairtake/kept", f"{ANNA}.part"])
def test_a_copy_of_it_anywhere_in_the_folder_is_found(where, copy, command, anna_recalled, capsys):
    command("apply", copy)
    (copy / where).write_bytes(ANNA_WAV if "part" not in where else ANNA_WAV[:10])
    assert command("attest", copy) == client.RECALLED
    assert where in capsys.readouterr().out
    assert anna_recalled.answers == []


def test_a_copy_of_it_in_any_tar_is_found(copy, command, anna_recalled):
    command("apply", copy)
    (copy / "backup.tar").write_bytes(of.tar_of({"kept.wav": ANNA_WAV}))
    assert command("attest", copy) == client.RECALLED


def test_files_of_other_copies_are_not_attested_from_this_one(copy, command, anna_recalled, capsys):
    anna_recalled.recalls[0]["files"].append(of.hash_of(b"in another delivery"))
    command("apply", copy)
    assert command("attest", copy) == client.RECALLED
    assert "1 files that this copy never had" in capsys.readouterr().out
    assert command("attest", copy, "--answer", "partly_destroyed") == client.WELL
    [(_, _, sent)] = anna_recalled.answers
    assert len(sent["files"]) == 3


def in_two_copies(served):
    """Anna's track came with another delivery as well."""
    recall, track = served.recalls[0], of.hash_of(ANNA_WAV)
    recall["copies"] = [
        {"delivery_id": of.FIRST, "files": list(recall["files"])},
        {"delivery_id": of.DELTA, "files": [track]},
    ]
    return track


def test_what_another_copy_has_too_is_not_attested_from_this_one(
    copy, command, anna_recalled, capsys
):
    track = in_two_copies(anna_recalled)
    command("apply", copy)
    assert command("attest", copy) == client.RECALLED
    assert f"came with these deliveries too: {of.DELTA}" in capsys.readouterr().out
    assert anna_recalled.answers == []
    assert command("attest", copy, "--answer", "partly_destroyed") == client.WELL
    [(_, _, sent)] = anna_recalled.answers
    assert track not in sent["files"]
    assert (len(sent["files"]), sent["deliveries"]) == (2, [of.FIRST])


def test_the_planted_fault_of_looking_at_no_other_copy_is_seen(
    copy, command, anna_recalled, monkeypatch
):
    track = in_two_copies(anna_recalled)
    monkeypatch.setattr(client.Recall, "beyond", lambda _recall, _looked_at: set())
    command("apply", copy)
    command("attest", copy)
    assert track in anna_recalled.answers[0][2]["files"]


def test_a_folder_that_a_delta_changed_is_the_copy_of_both(copy, command, anna_recalled):
    in_two_copies(anna_recalled)
    command("apply", copy, "--delta", of.DELTA)
    assert command("attest", copy) == client.WELL
    [(_, _, sent)] = anna_recalled.answers
    assert sent["deliveries"] == sorted([of.FIRST, of.DELTA])
    assert len(sent["files"]) == 3


def test_a_delta_takes_its_place(copy, command, served):
    assert command("apply", copy, "--delta", of.DELTA) == client.WELL
    assert files_in(copy) == {
        *("README.md", "empty.txt", "manifest.json", "media/test/aa/ben.wav", SHARD),
        "removed.json",
    }
    assert command("verify", copy) == client.WELL
    assert (copy / "media/test/aa/ben.wav").read_bytes() == BEN_WAV
    assert not (copy / "media/train").exists()


def test_a_delta_fetches_only_what_is_new(copy, command, served):
    served.asked.clear()
    command("apply", copy, "--delta", of.DELTA)
    assert [bytes.fromhex(each.rpartition("/")[2]) for each in served.fetched()] == [b"README.md"]


def test_after_a_delta_the_recall_can_be_attested(copy, command, anna_recalled):
    command("apply", copy, "--delta", of.DELTA)
    assert command("attest", copy) == client.WELL
    assert len(anna_recalled.answers) == 1


def test_a_delta_of_something_else_is_refused(copy, command, served, capsys):
    manifest, files = served.deliveries[of.DELTA]
    about = json.loads(manifest)
    about["follows"]["manifest"] = of.hash_of(b"another")
    served.put(of.DELTA, json.dumps(about).encode(), files)
    assert command("apply", copy, "--delta", of.DELTA) == client.NOT_BEGUN
    assert "does not follow" in capsys.readouterr().err


def test_a_delta_that_cannot_be_fetched_changes_nothing(copy, command, served):
    before = files_in(copy)
    served.shut["README.md"] = "Not now."
    assert command("apply", copy, "--delta", of.DELTA) == client.REFUSED
    assert files_in(copy) == before
    assert command("verify", copy) == client.WELL
    served.shut.clear()
    assert command("apply", copy, "--delta", of.DELTA) == client.WELL
    assert command("verify", copy) == client.WELL


def test_a_dry_run_of_a_delta_changes_nothing(copy, command, served, capsys):
    before = files_in(copy)
    assert command("apply", copy, "--delta", of.DELTA, "--dry-run") == client.WELL
    assert files_in(copy) == before
    assert f"Would remove: {ANNA}" in capsys.readouterr().out
