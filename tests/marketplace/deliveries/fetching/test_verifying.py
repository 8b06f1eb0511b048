"""Comparing a copy with its manifest: each missing, changed and additional thing by its name."""

import ast
import json
import sys
from pathlib import Path

import pytest

from marketplace.deliveries.fetching import fairtake_fetch as client
from tests.marketplace.deliveries.fetching import served as of
from tests.marketplace.deliveries.fetching.conftest import MEMBERS, SHARD
from tests.marketplace.deliveries.fetching.served import entry, tar_of

ANNA = "media/train/aa/anna.wav"


def said(command, capsys, copy, *more):
    status = command("verify", copy, *more)
    return status, capsys.readouterr().out.splitlines()


def test_a_whole_copy_is_well(copy, command, capsys):
    capsys.readouterr()
    status, lines = said(command, capsys, copy)
    assert status == client.WELL
    assert lines[0].startswith("Every file is as the manifest says")


def test_a_missing_file_is_named(copy, command, capsys):
    (copy / ANNA).unlink()
    assert said(command, capsys, copy)[0] == client.WRONG
    (copy / "README.md").unlink()
    assert said(command, capsys, copy)[1] == [f"MISSING: {name}" for name in ("README.md", ANNA)]


def test_one_changed_byte_is_named(copy, command, capsys):
    body = bytearray((copy / ANNA).read_bytes())
    body[7] ^= 1
    (copy / ANNA).write_bytes(body)
    capsys.readouterr()
    assert said(command, capsys, copy) == (client.WRONG, [f"CHANGED: {ANNA}"])


def test_an_additional_file_is_named(copy, command, capsys):
    (copy / "media/extra.wav").write_bytes(b"whose?")
    capsys.readouterr()
    assert said(command, capsys, copy) == (client.WRONG, ["ADDITIONAL: media/extra.wav"])


def test_a_link_in_place_of_a_file_is_named(copy, command, capsys):
    (copy / ANNA).rename(copy.parent / "anna.wav")
    (copy / ANNA).symlink_to(copy.parent / "anna.wav")
    capsys.readouterr()
    assert said(command, capsys, copy) == (client.WRONG, [f"CHANGED: {ANNA} is no file."])


def test_members_of_a_shard_are_named(copy, command, capsys):
    changed = {**MEMBERS, "aa.ben.wav": b"others", "cc.wav": b"whose?"}
    del changed["bb.ben.wav"]
    (copy / SHARD).write_bytes(tar_of(changed))
    capsys.readouterr()
    assert said(command, capsys, copy)[1] == [
        f"CHANGED: {SHARD}",
        f"CHANGED: aa.ben.wav in {SHARD}",
        f"ADDITIONAL: cc.wav in {SHARD}",
        f"MISSING: bb.ben.wav in {SHARD}",
    ]


def test_a_shard_that_is_no_tar_is_named(copy, command, capsys):
    (copy / SHARD).write_bytes(b"no tar at all")
    capsys.readouterr()
    assert said(command, capsys, copy)[1][1] == f"CHANGED: {SHARD} cannot be read as a tar."


def test_a_manifest_that_was_changed_is_found_by_asking(copy, command, capsys):
    """With a manifest that fits the changed file, only the hash from elsewhere tells."""
    (copy / ANNA).write_bytes(b"another voice")
    about = json.loads((copy / "manifest.json").read_bytes())
    for each in about["files"]:
        if each["path"] == ANNA:
            each.update(sha256=of.hash_of(b"another voice"), bytes=13)
    (copy / "manifest.json").write_text(json.dumps(about))
    assert command("verify", copy, "--offline") == client.WELL
    assert "compared with nothing" in capsys.readouterr().out
    assert command("verify", copy) == client.WRONG
    assert "CHANGED: manifest.json" in capsys.readouterr().err


def test_the_hash_to_trust_may_be_given(copy, command, address, served):
    served.asked.clear()
    right = of.hash_of((copy / "manifest.json").read_bytes())
    assert command("verify", copy, "--manifest", right) == client.WELL
    assert command("verify", copy, "--manifest", of.hash_of(b"another")) == client.WRONG
    assert served.asked == []


@pytest.mark.parametrize(("verifier_ends", "status"), [(0, client.WELL), (1, client.WRONG)])
def test_the_evidence_is_given_to_the_verifier_inside(
    verifier_ends, status, command, served, tmp_path, capsys
):
    says = "import sys\nprint('SAID OF', len(open(sys.argv[1], 'rb').read()))\n"
    program = f"{says}sys.exit({verifier_ends})\n"
    files = {"evidence/bundle.zip": b"12345", "evidence/verify.py": program.encode()}
    entries = [entry(path, body, "evidence") for path, body in files.items()]
    served.put(of.FIRST, of.manifest_of(of.FIRST, entries), files)
    command("fetch", of.FIRST, tmp_path)
    capsys.readouterr()
    assert command("verify", tmp_path) == status
    assert "evidence/bundle.zip: SAID OF 5" in capsys.readouterr().out


def test_a_program_that_came_with_the_copy_is_not_run_on_its_own_word(
    command, served, tmp_path, capsys
):
    ran = tmp_path / "ran"
    files = {
        "evidence/bundle.zip": b"12345",
        "evidence/verify.py": f"open({str(ran)!r}, 'w')\n".encode(),
    }
    entries = [entry(path, body, "evidence") for path, body in files.items()]
    served.put(of.FIRST, of.manifest_of(of.FIRST, entries), files)
    command("fetch", of.FIRST, tmp_path / "copy")
    assert command("verify", tmp_path / "copy", "--offline") == client.WELL
    assert not ran.exists()
    # A verifier that was changed is not run either, whatever is trusted.
    (tmp_path / "copy/evidence/verify.py").write_text(f"open({str(ran)!r}, 'w')  # changed\n")
    assert command("verify", tmp_path / "copy") == client.WRONG
    assert not ran.exists()


def test_it_says_where_there_is_nothing(command, tmp_path, capsys):
    assert command("verify", tmp_path) == client.NOT_BEGUN
    assert "There is no manifest.json" in capsys.readouterr().err


def test_words_of_others_do_not_turn_a_terminal_over():
    assert client.plain("a\x1b[2Jb\u202ec") == "a [2Jb c"


def test_it_is_one_file_of_the_standard_library():
    tree = ast.parse(Path(client.__file__).read_text(), feature_version=(3, 9))
    named = {
        (each.module if isinstance(each, ast.ImportFrom) else alias.name).partition(".")[0]
        for each in ast.walk(tree)
        if isinstance(each, (ast.Import, ast.ImportFrom))
        for alias in each.names
    }
    assert named <= sys.stdlib_module_names
