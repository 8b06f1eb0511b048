"""The monitor reads what the application serves, over a real port, and what it exports.

Wherever one bit is flipped, in the database or in a file that was given away, it says where.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from consent.keeping import actions
from consent.keeping.jobs import keep
from consent.ledger import signing
from consent.ledger.entries import EntryType
from consent.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerSubtree
from consent.ledger.monitoring import rules, watching
from consent.ledger.origins import verifier_keys
from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db
from foundation.web import settings
from marketplace.accounts.roles import Role
from tests.consent.ledger.writing import event, fresh, write
from tests.databases.damage import flip, rewrite
from tests.listening import listening
from tests.running.programs import flask

Look = Callable[..., tuple[int, str]]


def grow(*events, by: int = 0) -> None:
    write(*events, *(event() for _ in range(by)))
    clock.move(signing.EVERY)
    keep()


@pytest.fixture
def ledger(app):
    """301 entries, a full block and an edge, signed by one key."""
    grow(by=301)


@pytest.fixture
def address(app) -> Iterator[str]:
    with listening(app) as address:
        yield f"{address}/ledger"


@pytest.fixture
def policy(ledger, session, tmp_path) -> Path:
    file = tmp_path / "policy"
    keys = "".join(f"log {key}\n" for key in verifier_keys(session))
    file.write_text(f"{keys}quorum none\n")
    return file


@pytest.fixture
def look(app, address, tmp_path, monkeypatch) -> Look:
    monkeypatch.setattr(watching, "PAUSE_S", 0)
    runner = app.test_cli_runner()

    def look(where: object = address, state: str = "seen", **options: object) -> tuple[int, str]:
        words = ["ledger", "monitor", str(where), "--state", str(tmp_path / state), "--once"]
        words += [word for name, value in options.items() for word in (f"--{name}", str(value))]
        ended = runner.invoke(args=words)
        assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.output
        return ended.exit_code, ended.output

    return look


def test_a_union_watches_the_pages_of_the_application(ledger, address, tmp_path):
    """A process of its own, with nothing of ours but an address."""
    looked = flask(tmp_path, "ledger", "monitor", address, "--state", str(tmp_path), "--once")
    assert (looked.returncode, looked.stderr) == (0, "")
    assert looked.stdout.endswith("301 entries, 301 of them new: nothing is wrong.\n")


def test_growth_is_followed_through_a_rotation(ledger, look):
    assert look()[0] == 0
    actions.rotate_key(settings=settings())
    grow()
    assert look()[1].endswith("302 entries, 1 of them new: nothing is wrong.\n")
    actions.finish_rotation(settings=settings())
    grow(by=250)
    assert look()[1].endswith("552 entries, 250 of them new: nothing is wrong.\n")


def test_a_delivery_after_a_withdrawal_is_found_in_what_is_served(ledger, look):
    thread = fresh()
    grow(event(thread), event(thread, type=EntryType.CONSENT_WITHDRAWN))
    assert look()[0] == 0
    grow(event(thread, type=EntryType.DELIVERY_MADE))
    status, said = look()
    assert status == 1
    assert "Entry 303 delivers after consent had ended" in said


def test_every_role_that_may_act_is_known_to_the_monitor():
    assert {*Role, SYSTEM.role} <= rules.ACTORS


# What the owner of the database could do


def test_a_flipped_bit_in_an_entry_is_served_and_named(ledger, look):
    changed = flip(stored(LedgerEntry.body, LedgerEntry.position == 100), 40)
    rewrite("UPDATE consent_ledger_entry SET body = :b WHERE position = 100", b=changed)
    named(look(), "do not make the root", "tile/0/000 does not hold the hash of entry 100")


def test_a_flipped_bit_in_a_leaf_is_served_and_named(ledger, look):
    changed = flip(stored(LedgerEntry.leaf, LedgerEntry.position == 299))
    rewrite("UPDATE consent_ledger_entry SET leaf = :l WHERE position = 299", l=changed)
    named(look(), "tiles do not", "tile/0/001.p/45 does not hold the hash of entry 299")


def test_a_flipped_bit_in_a_subtree_is_served_and_named(ledger, look):
    rewrite("UPDATE consent_ledger_subtree SET hash = :h", h=flip(stored(LedgerSubtree.hash)))
    named(look(), "tile/1/000.p/1 does not hold the root over entries 0 to 255")


def test_a_tile_that_was_right_when_it_was_read_is_named_when_it_is_needed(ledger, look):
    assert look()[0] == 0
    grow(by=9)
    rewrite("UPDATE consent_ledger_subtree SET hash = :h", h=flip(stored(LedgerSubtree.hash)))
    for _ in range(2):
        named(look(), "tile/1/000.p/1 does not hold the root over entries 0 to 255")


@pytest.mark.parametrize("at", [14, 30, -5], ids=["name", "root", "signature"])
def test_a_flipped_bit_in_the_checkpoint_is_served_and_named(ledger, look, policy, at):
    note = stored(LedgerCheckpoint.note, LedgerCheckpoint.size == 301)
    rewrite("UPDATE consent_ledger_checkpoint SET note = :n WHERE size = 301", n=flip(note, at))
    named(look(policy=policy), "The log's checkpoint cannot be believed")


def test_while_two_keys_sign_a_flipped_bit_in_either_signature_is_named(ledger, look, session):
    assert look()[0] == 0
    actions.rotate_key(settings=settings())
    grow()
    assert look()[0] == 0
    note = stored(LedgerCheckpoint.note, LedgerCheckpoint.size == 302)
    for line in note.splitlines()[-2:]:
        spoilt = note.replace(line, flip(line, -20))
        rewrite("UPDATE consent_ledger_checkpoint SET note = :n WHERE size = 302", n=spoilt)
        named(look(), "The log's checkpoint cannot be believed")


def test_a_ledger_set_back_that_signs_on_is_a_fork(ledger, look, tmp_path):
    """An old backup comes back, the second place with it, and nobody of ours can know."""
    file, second = settings().var / "fairtake.sqlite", settings().var / "ledger-checkpoint"
    copied(file, tmp_path / "older")
    before = second.read_bytes()
    grow(by=1)
    assert look()[0] == 0
    db.session.remove()
    db.engine.dispose()
    copied(tmp_path / "older", file)
    second.write_bytes(before)
    grow(by=2)
    status, said = look()
    kept = {path.read_bytes() for path in (tmp_path / "seen/conflicts").iterdir()}
    assert (status, len(kept)) == (1, 2)
    assert "FORK: this monitor (302 entries) and the log (303 entries) hold two histories" in said


def stored(column, *where) -> bytes:
    found = db.session().scalars(select(column).where(*where)).one()
    db.session.rollback()
    assert isinstance(found, bytes)
    return found


def copied(source: Path, target: Path) -> None:
    old, new = sqlite3.connect(source), sqlite3.connect(target)
    old.backup(new)
    old.close()
    new.close()


def named(looked: tuple[int, str], *words: str) -> None:
    status, said = looked
    assert status == 1, said
    for each in words:
        assert each in said


def words(said: str) -> set[str]:
    return {word.rstrip(":.,") for word in said.split()}


# What may happen to files that were given away

BITS = 6
"""In every file, spread from its first byte to its last."""


def test_a_flipped_bit_in_any_file_of_an_export_is_found_and_named(
    app, ledger, look, policy, tmp_path
):
    site = tmp_path / "site"
    assert app.test_cli_runner().invoke(args=["ledger", "export", str(site)]).exit_code == 0
    assert look(site, "whole", policy=policy)[0] == 0
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    files.pop("vkey")  # Not believed: the policy says whom to believe.
    assert {"checkpoint", "tile/entries/000", "tile/0/001.p/45", "tile/1/000.p/1"} <= files.keys()
    missed = {}
    for name, path in files.items():
        whole = path.read_bytes()
        for at in {number * (len(whole) - 1) // (BITS - 1) for number in range(BITS)}:
            path.write_bytes(flip(whole, at))
            status, said = look(site, f"{name.replace('/', '-')}-{at}", policy=policy)
            # An entry that was changed is named by the tile that has its hash.
            if status != 1 or not {name, name.replace("entries", "0")} & words(said):
                missed[name, at] = said
        path.write_bytes(whole)
    assert missed == {}
