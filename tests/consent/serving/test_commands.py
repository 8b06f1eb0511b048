"""The ledger in an operator's hands: files to serve, a proof to hand over."""

from pathlib import Path

import pytest

from consent.keeping import places
from consent.keeping.jobs import keep
from consent.ledger import exporting, signing
from consent.ledger.policies import Policy
from consent.ledger.proofs import LogProof
from foundation import clock
from foundation.database import db
from foundation.web import settings
from tests.consent.ledger.writing import event, fresh, write
from tests.consent.serving.strict_client import Reader


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["ledger", *map(str, words)])


def grow(by: int) -> None:
    write(*(event() for _ in range(by)))
    clock.move(signing.EVERY)
    keep()


def reader(folder: Path) -> Reader:
    vkey = str(places.keys(settings())[0].verifier)
    return Reader(lambda path: (folder / path.removeprefix("/ledger/")).read_bytes(), vkey)


def written(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in files}


def test_a_folder_is_a_log_that_a_stranger_can_check(run, session, tmp_path):
    grow(300)
    assert run("export", tmp_path).exit_code == 0
    found = reader(tmp_path)
    assert found.size == 300
    found.check()


def test_files_are_the_very_bytes_that_are_served(run, session, client, tmp_path):
    grow(300)
    run("export", tmp_path)
    for name in written(tmp_path):
        assert client.get(f"/ledger/{name}").data == (tmp_path / name).read_bytes(), name


def test_a_second_run_writes_what_is_new_and_takes_outgrown_edges_away(run, session, tmp_path):
    grow(200)
    run("export", tmp_path)
    grow(100)
    before = written(tmp_path)
    assert "300 entries" in run("export", tmp_path).output
    reader(tmp_path).check()
    assert "tile/0/000.p/200" in before
    assert "tile/0/000.p/200" not in written(tmp_path)
    assert "0 files written" in run("export", tmp_path).output


def test_edges_of_older_checkpoints_stay_while_no_full_tile_replaces_them(run, session, tmp_path):
    grow(3)
    run("export", tmp_path)
    grow(3)
    run("export", tmp_path)
    assert {"tile/0/000.p/3", "tile/0/000.p/6"} <= set(written(tmp_path))


def test_the_checkpoint_comes_last(session, tmp_path, monkeypatch):
    """A run that is cut anywhere leaves a log that is whole, as far as its checkpoint says."""
    grow(200)
    exporting.export(session, tmp_path)
    grow(100)
    whole, order = exporting._write, []
    monkeypatch.setattr(
        exporting, "_write", lambda path, data: (order.append(path.name), whole(path, data))
    )
    exporting.export(db.session(), tmp_path)
    assert order[-1] == "checkpoint"
    assert len(order) > 3


def test_a_run_that_was_cut_is_finished_by_the_next(run, session, tmp_path, monkeypatch):
    grow(300)
    whole, left = exporting._write, iter(range(3))

    def cut(path, data):
        if next(left, None) is None:
            raise KeyboardInterrupt
        whole(path, data)

    with monkeypatch.context() as power, pytest.raises(KeyboardInterrupt):
        power.setattr(exporting, "_write", cut)
        exporting.export(session, tmp_path)
    assert not (tmp_path / "checkpoint").exists()
    assert "3 were there already" in run("export", tmp_path).output
    reader(tmp_path).check()


def test_files_of_another_ledger_are_left_alone(run, session, tmp_path):
    grow(3)
    run("export", tmp_path)
    note = (tmp_path / "checkpoint").read_bytes()
    forged = note.replace(b"/ledger/1", b"/ledger/9")
    (tmp_path / "checkpoint").write_bytes(forged)
    refused = run("export", tmp_path)
    assert refused.exit_code == 1
    assert "another ledger" in refused.output
    assert (tmp_path / "checkpoint").read_bytes() == forged


def test_nothing_signed_is_said_in_a_sentence(run, session, tmp_path):
    refused = run("export", tmp_path)
    assert (refused.exit_code, "Nothing has been signed" in refused.output) == (1, True)


def test_a_proof_verifies_under_the_key_alone(run, session, tmp_path):
    events = [event() for _ in range(5)]
    write(*events)
    keep()
    out = tmp_path / "one.tlog-proof"
    assert run("prove", events[2].id, "--out", out).exit_code == 0
    policy = Policy.parse(f"log {places.keys(settings())[0].verifier}\nquorum none\n")
    proof = LogProof.parse(out.read_text())
    assert proof.verify(policy).checkpoint.size == 5
    assert run("prove", events[2].id).output == out.read_text()


def test_an_entry_that_is_not_there_has_no_proof(run, session):
    refused = run("prove", fresh())
    assert (refused.exit_code, "no entry" in refused.output) == (1, True)


def test_an_id_that_begins_with_a_hyphen_is_an_id_and_no_option(run, session, tmp_path):
    found = event(id="-" + fresh()[1:])
    write(found)
    keep()
    out = tmp_path / "one.tlog-proof"
    assert run("prove", found.id, "--out", out).exit_code == 0
    assert run("prove", found.id).output == out.read_text()


@pytest.mark.parametrize("words", [["export"], ["prove", "--out"]])
def test_a_place_that_cannot_be_written_is_named_and_no_traceback(run, session, words):
    found = event()
    write(found)
    keep()
    more = [found.id] if "prove" in words else []
    refused = run(words[0], *more, *words[1:], "/proc/nowhere/file")
    assert refused.exit_code == 1
    assert "Error: [Errno" in refused.output
    assert isinstance(refused.exception, SystemExit)


def test_an_audit_of_nothing_says_that_nothing_is_signed(run, session):
    assert "nothing is signed yet." in run("audit").output
    write(event())
    keep()
    assert "everything is as it was signed." in run("audit").output


def test_keys_that_are_all_known_are_said_to_be(run, session):
    assert run("key", "create").exit_code == 0
    assert "not on record yet" in run("key", "record").output
    assert "There was no older key" in run("key", "rotate", "--finish").output
