"""The monitor: what it finds in a log, and that neither a fork nor a crash gets past it."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from consent.ledger import conflicts
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.entries import EntryType
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.monitoring import rules, watching
from consent.ledger.monitoring.commands import monitor
from consent.ledger.origins import rotation
from tests.architecture.code import ROOT
from tests.consent.ledger.grown_log import DAY, KEY, GrownLog
from tests.consent.ledger.served_witness import served
from tests.running.programs import free_port

THREAD = "BBBBBBBBBBBBBBBBBBBBBA"
GIVEN, WITHDRAWN = EntryType.CONSENT_GIVEN, EntryType.CONSENT_WITHDRAWN
DELIVERED = EntryType.DELIVERY_MADE


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch):
    monkeypatch.setattr(watching, "PAUSE_S", 0)


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "vkey").write_text(f"{KEY.verifier}\n")
    return folder


@pytest.fixture
def log(site):
    log = GrownLog().grow(300)
    log.publish(site)
    return log


@pytest.fixture
def look(tmp_path, site):
    """Looks once; returns the exit status and what was said."""

    def look(where=site, *options: str, state: str = "state") -> tuple[int, str]:
        arguments = [str(where), "--state", str(tmp_path / state), "--once", *options]
        ended = CliRunner().invoke(monitor, arguments)
        assert ended.exception is None or isinstance(ended.exception, SystemExit)
        return ended.exit_code, ended.output

    return look


@contextmanager
def over_http(folder) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        running.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        running.join()


def test_a_log_in_order_is_hashed_whole_once_and_then_only_what_is_new(look, log, site):
    assert look() == (0, f"No policy was given: {KEY.verifier} is believed from now on.\n"
                      "300 entries, 300 of them new: nothing is wrong.\n")  # fmt: skip
    log.grow(250).publish(site)
    assert look() == (0, "550 entries, 250 of them new: nothing is wrong.\n")
    assert look() == (0, "550 entries, 0 of them new: nothing is wrong.\n")


def test_it_reads_a_folder_a_file_address_and_http_alike(look, log, site):
    with over_http(site) as url:
        for number, where in enumerate((site, site.as_uri(), url)):
            assert look(where, state=str(number))[0] == 0


def test_an_empty_log_is_fine(look, site):
    GrownLog().publish(site)
    assert look()[0] == 0


def test_a_part_that_has_made_way_for_the_whole_is_read_from_it(look, log, site):
    log.grow(300).publish(site)
    for path in [*site.rglob("*.p")]:
        if path.name.startswith("001"):
            shutil.rmtree(path)
    (site / "checkpoint").write_bytes(log.checkpoint(300))
    assert look()[0] == 0


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda log: log.add(n=3, prev="0" * 64), "is number 3 of its thread"),
        (lambda log: log.add(GIVEN, THREAD).add(GIVEN, THREAD, n=2), "is number 2 of its thread"),
        (lambda log: log.add(GIVEN, THREAD).add(GIVEN, THREAD, prev="0" * 64), "does not follow"),
        (lambda log: log.add(time=DAY - timedelta(days=2)), "and the log was at"),
        (lambda log: log.add(actor="mallory"), "who is no known role"),
        (lambda log: log.bodies.append(b"{}"), "is no entry"),
        (lambda log: log.bodies.append(log.bodies[0][:-1] + b" }"), "is no entry"),
        (
            lambda log: log.add(GIVEN, THREAD).add(WITHDRAWN, THREAD).add(DELIVERED, THREAD),
            "delivers after consent had ended",
        ),
    ],
)
def test_what_must_not_happen_is_found_and_named(look, log, site, spoil, said):
    look()
    spoil(log)
    log.publish(site)
    status, output = look()
    assert status == 1
    assert said in output
    assert f"Entry {log.size - 1} " in output


def test_what_may_happen_is_not_found(look, log, site):
    log.add(time=DAY - timedelta(days=1))
    log.add(GIVEN, THREAD).add(DELIVERED, THREAD).add(WITHDRAWN, THREAD)
    log.add(EntryType.CONSENT_RENEWED, THREAD).add(DELIVERED, THREAD)
    log.publish(site)
    assert look()[0] == 0


def test_a_withdrawal_is_remembered_from_one_look_to_the_next(look, log, site):
    log.add(GIVEN, THREAD).add(WITHDRAWN, THREAD).publish(site)
    assert look()[0] == 0
    log.add(DELIVERED, THREAD).publish(site)
    assert look()[0] == 1


def test_a_withdrawal_that_the_rules_forget_would_get_through(look, log, site, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(rules, "_ENDS", frozenset())
    log.add(GIVEN, THREAD).add(WITHDRAWN, THREAD).add(DELIVERED, THREAD).publish(site)
    assert look()[0] == 0


def test_what_was_found_once_is_not_forgotten(look, log, site):
    log.add(actor="mallory").publish(site)
    look()
    assert look()[1].startswith("1 things were found by earlier looks.")


# Damage and dishonesty


def flip(path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("tile", ["tile/entries/000", "tile/entries/001.p/44"])
def test_a_flipped_bit_in_what_is_served_is_found_and_nothing_remembered(look, log, site, tile):
    flip(site / tile)
    for _ in range(2):
        status, said = look()
        assert status == 1
        assert "do not make the root" in said


def test_entries_that_are_signed_and_not_served_are_found(look, log, site):
    (site / "tile/entries/000").unlink()
    status, said = look()
    assert status == 1
    assert "are not served" in said


def test_a_flipped_bit_in_a_tile_is_found_where_it_is_needed(look, log, site):
    look()
    log.grow(9).publish(site)
    flip(site / "tile/1/000.p/1")
    status, said = look()
    assert status == 1
    assert "tiles that are served do not make the root" in said


def test_a_rewritten_history_is_a_fork_and_both_notes_are_kept(look, log, site, tmp_path):
    look()
    forked = GrownLog(log.bodies[:200]).add(actor="compliance").grow(150)
    forked.publish(site)
    status, said = look()
    kept = {path.read_bytes() for path in (tmp_path / "state/conflicts").iterdir()}
    assert status == 1
    assert "FORK" in said
    assert str(tmp_path / "state/conflicts") in said
    assert kept == {log.checkpoint(), forked.checkpoint()}
    assert look()[0] == 1


def test_a_log_that_shrinks_is_found(look, log, site):
    look()
    shutil.rmtree(site / "tile")
    log.publish(site, 290)
    status, said = look()
    assert status == 1
    assert "shows 290 entries, less than this monitor (300 entries)" in said


def test_a_checkpoint_that_nobody_known_signed_is_found(look, log, site):
    look()
    thief = SigningKey.from_seed(KEY.name, Kind.LOG, b"\7" * 32)
    GrownLog(log.bodies, thief).publish(site)
    status, said = look()
    assert status == 1
    assert "cannot be believed" in said


def test_a_log_under_another_name_is_found(look, log, site, tmp_path):
    look()
    other = SigningKey.from_seed("ledger.example.org/2", Kind.LOG, b"\7" * 32)
    policy = tmp_path / "policy"
    policy.write_text(f"log {KEY.verifier}\nlog {other.verifier}\nquorum none\n")
    GrownLog(log.bodies, other).publish(site)
    status, said = look(site, "--policy", str(policy))
    assert status == 1
    assert "now calls itself ledger.example.org/2" in said


NEWER = SigningKey.from_seed(KEY.name, Kind.LOG, b"\6" * 32)


def sign_with_both(log, site) -> None:
    both = Checkpoint(KEY.name, log.size, log.root()).signed(NEWER, KEY)
    log.publish(site)
    (site / "checkpoint").write_bytes(bytes(both))
    (site / "vkey").write_text(f"{KEY.verifier}\n{NEWER.verifier}\n")


def test_a_key_that_no_entry_announced_is_found(look, log, site):
    sign_with_both(log, site)
    (site / "vkey").write_text(f"{KEY.verifier}\n")
    assert look()[0] == 1
    sign_with_both(log.grow(1), site)
    assert "no entry has announced" in look()[1]


def test_a_key_that_an_entry_announced_may_sign_alone_afterwards(look, log, site):
    look()
    event = rotation(KEY.name, NEWER.verifier, str(NEWER.verifier).encode())
    log.add(event.type, event.thread, actor=event.actor, terms=event.terms)
    sign_with_both(log, site)
    assert look()[0] == 0
    alone = GrownLog(log.bodies, NEWER).grow(0)
    alone.publish(site)
    assert look() == (0, "301 entries, 0 of them new: nothing is wrong.\n")


# Witnesses


@pytest.fixture
def union(tmp_path):
    with served(tmp_path / "union") as union:
        yield union


@pytest.fixture
def policy(tmp_path, union):
    path = tmp_path / "policy"
    path.write_text(f"log {KEY.verifier}\nwitness union {union.vkey} {union.url}\nquorum union\n")
    return ("--policy", str(path))


def test_log_and_witness_that_agree_are_fine(look, log, site, union, policy):
    assert "signed nothing of this log yet" in look(site, *policy)[1]
    union.add(log.asks(0, 130))
    assert look(site, *policy) == (0, "300 entries, 0 of them new: nothing is wrong.\n")


@pytest.mark.parametrize("seen", [300, 250])
def test_a_log_that_shows_a_witness_something_else_is_a_fork(look, log, union, policy, seen):
    forked = GrownLog(log.bodies[:200]).add(actor="compliance").grow(99)
    union.add(forked.asks(0, seen))
    folder = Path(policy[1]).parent
    status, said = look(folder / "site", *policy)
    assert status == 1
    assert f"witness union ({seen} entries)" in said
    assert "FORK" in said
    assert len([*(folder / "state/conflicts").iterdir()]) == 2


def test_spoilt_tiles_do_not_hide_a_fork_of_one_size(look, log, site, union, policy, tmp_path):
    look()
    log.grow(9).publish(site)
    forked = GrownLog(log.bodies[:200]).add(actor="compliance").grow(108)
    union.add(forked.asks(0))
    flip(site / "tile/1/000.p/1")
    status, said = look(site, *policy)
    assert status == 1
    assert "do not make the root" in said
    assert "FORK: " in said
    assert "Evidence: " in said


def test_a_fork_is_not_taken_for_seen_where_no_more_evidence_can_be_kept(
    look, log, site, monkeypatch
):
    look()
    monkeypatch.setattr(conflicts, "MOST", 0)
    GrownLog(log.bodies[:200]).add(actor="compliance").grow(150).publish(site)
    for _ in range(2):
        assert "FORK" in look()[1]


def test_a_log_that_hides_what_a_witness_has_seen_is_found(look, log, site, union, policy):
    union.add(log.asks(0))
    shutil.rmtree(site / "tile")
    log.publish(site, 290)
    status, said = look(site, *policy)
    assert status == 1
    assert "less than witness union (300 entries)" in said


def test_two_witnesses_that_were_shown_two_logs_are_a_fork(
    look, log, site, union, policy, tmp_path
):
    forked = GrownLog(log.bodies[:200]).add(actor="compliance").grow(60)
    union.add(forked.asks(0, 240))
    with served(tmp_path / "lab", "lab.example.org") as lab:
        lab.add(log.asks(0, 240))
        path = tmp_path / "policy"
        witness = f"witness lab {lab.vkey} {lab.url}\n"
        path.write_text(path.read_text().replace("quorum", f"{witness}quorum"))
        status, said = look(site, *policy)
    assert status == 1
    assert "FORK: witness union" in said
    assert "FORK: witness lab" not in said


def test_a_witness_that_cannot_be_asked_is_a_remark(look, log, site, tmp_path, union):
    path = tmp_path / "policy"
    away = f"http://127.0.0.1:{free_port()}"
    path.write_text(f"log {KEY.verifier}\nwitness union {union.vkey} {away}\nquorum union\n")
    status, said = look(site, "--policy", str(path))
    assert status == 0
    assert "Witness union cannot be asked" in said


# Sentences where others would show a traceback


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:1/ledger", "/nowhere/at/all", "https://", "ftp://example.org"]
)
def test_a_log_that_cannot_be_read_is_said_in_a_sentence(look, where):
    status, said = look(where)
    assert status == 2
    assert said.startswith("Nothing was concluded: ")


@pytest.mark.parametrize("garbage", [b"", b"garbage", b"\xff" * 99, b"\n\n\n"])
def test_a_checkpoint_that_is_none_is_said_in_a_sentence(look, log, site, garbage):
    (site / "checkpoint").write_bytes(garbage)
    status, said = look()
    assert status == 1
    assert "cannot be believed" in said


def test_a_policy_that_is_none_is_said_in_a_sentence(look, site, tmp_path):
    (tmp_path / "policy").write_text("nonsense\n")
    assert "line 1" in look(site, "--policy", str(tmp_path / "policy"))[1]


# Crashes


def dies(site, folder, when: str) -> None:
    command = [sys.executable, "-m", "tests.consent.ledger.monitor_process"]
    ended = subprocess.run(
        [*command, str(site), str(folder), when], cwd=ROOT, capture_output=True, check=False
    )
    assert ended.returncode == -9, ended.stderr.decode()


def test_killed_after_the_scan_it_scans_again_and_finds_again(look, log, site, tmp_path):
    log.add(actor="mallory").publish(site)
    dies(site, tmp_path / "state", "scanned")
    status, said = look()
    assert status == 1
    assert "Entry 300 is by mallory" in said


def test_a_place_kept_before_what_was_found_would_lose_it(look, log, site, tmp_path):
    """The planted fault, as another monitor had it."""
    log.add(actor="mallory").publish(site)
    dies(site, tmp_path / "state", "hasty")
    assert look()[0] == 0
