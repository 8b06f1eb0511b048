"""The audit finds each kind of damage and names the very thing; a clean log passes."""

import json

import pytest
from sqlalchemy import select, text

from consent.keeping import actions, places
from consent.keeping.jobs import keep
from consent.ledger import auditing, signing
from consent.ledger.auditing import further
from consent.ledger.auditing.faults import MOST, Fault, Part
from consent.ledger.merkle import leaf_hash
from consent.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerSubtree
from foundation import clock
from foundation.database import db
from foundation.web import settings
from tests.consent.ledger.writing import event, fresh, write
from tests.databases.damage import flip, rewrite

pytestmark = pytest.mark.usefixtures("each_connection")
THREAD = fresh()


@pytest.fixture
def log(session):
    """270 entries: a full block and an edge; checkpoints at 3, 6 and 270."""
    for more in (3, 3, 264):
        write(event(THREAD), *(event() for _ in range(more - 1)))
        keep()
        clock.move(signing.EVERY)
    db.session.rollback()


def found() -> list[str]:
    published = places.second_place(settings()).newest()
    report = auditing.audit(db.session(), published)
    db.session.rollback()
    return [str(fault) for fault in report.faults]


def value(column, *where):
    here = db.session.scalars(select(column).where(*where)).one()
    db.session.rollback()
    return here


def test_a_clean_log_passes(log):
    assert found() == []


def test_an_empty_log_passes(session):
    assert found() == []
    keep()
    assert found() == []


@pytest.mark.parametrize("position", [0, 100, 255, 256, 269])
def test_a_flipped_bit_in_the_bytes_of_an_entry(log, position):
    body = value(LedgerEntry.body, LedgerEntry.position == position)
    changed = body.replace(b'"performer"', b'"perfosmer"')
    rewrite("UPDATE consent_ledger_entry SET body = :b WHERE position = :p", b=changed, p=position)
    assert found() == [f"Entry {position}: its bytes do not hash to its leaf"]


def test_bytes_that_are_no_entry_any_more(log):
    body = value(LedgerEntry.body, LedgerEntry.position == 7)
    rewrite("UPDATE consent_ledger_entry SET body = :b WHERE position = 7", b=flip(body))
    assert found()[:2] == [
        "Entry 7: its bytes do not hash to its leaf",
        "Entry 7: its bytes are no entry: an entry is a JSON object in UTF-8",
    ]


def test_a_flipped_bit_in_a_leaf_of_a_full_block(log):
    leaf = value(LedgerEntry.leaf, LedgerEntry.position == 100)
    rewrite("UPDATE consent_ledger_entry SET leaf = :l WHERE position = 100", l=flip(leaf))
    assert found() == ["Entry 100: its bytes do not hash to its leaf"]


def test_an_entry_rewritten_with_its_leaf(log):
    """What no trigger and no hash of its own shows: the signatures do."""
    body = value(LedgerEntry.body, LedgerEntry.position == 4)
    changed = body.replace(b'"performer"', b'"perfosmer"')
    leaf = leaf_hash(changed)
    rewrite(
        "UPDATE consent_ledger_entry SET body = :b, leaf = :l WHERE position = 4", b=changed, l=leaf
    )
    faults = found()
    assert "Checkpoint 1: its root is not that of the first 6 entries; the first 3 are" in faults[0]
    assert any(fault.startswith("Subtree 1/0: the root over entries 0 to 255") for fault in faults)
    assert not any(fault.startswith("Checkpoint 0") for fault in faults)


def test_a_flipped_bit_in_a_subtree(log):
    kept = value(LedgerSubtree.hash, LedgerSubtree.level == 1)
    rewrite("UPDATE consent_ledger_subtree SET hash = :h", h=flip(kept))
    assert found() == ["Subtree 1/0: the root over entries 0 to 255 is not that of its entries"]


def test_a_lost_subtree(log):
    rewrite("DELETE FROM consent_ledger_subtree")
    assert found() == ["Subtree 1/0: the root over entries 0 to 255 is missing"]


def test_a_flipped_bit_in_the_head(log):
    peaks = value(LedgerHead.peaks)
    rewrite("UPDATE consent_ledger_head SET peaks = :p", p=flip(peaks))
    assert found() == ["Head: its peaks are not those of the entries"]


def test_a_head_set_back(log):
    rewrite("UPDATE consent_ledger_head SET size = 200")
    faults = found()
    assert "Checkpoint 2: 270 entries were signed, and the database holds 200" in faults
    assert "Second place: 270 entries were signed, and the database holds 200" in faults
    assert "Entry 200: it stands beyond the head, which does not count it" in faults


def test_a_flipped_bit_in_the_root_of_a_checkpoint(log):
    root = value(LedgerCheckpoint.root, LedgerCheckpoint.number == 1)
    rewrite("UPDATE consent_ledger_checkpoint SET root = :r WHERE number = 1", r=flip(root))
    assert found() == ["Checkpoint 1: its note says another size or root than its row"]


def test_a_flipped_bit_in_the_signature_of_a_checkpoint(log):
    note = value(LedgerCheckpoint.note, LedgerCheckpoint.number == 1)
    changed = note[:-10] + (b"B" if note[-10:-9] == b"A" else b"A") + note[-9:]
    rewrite("UPDATE consent_ledger_checkpoint SET note = :n WHERE number = 1", n=changed)
    (fault,) = found()
    assert fault.startswith("Checkpoint 1: its note cannot be believed: the signature of")


def test_a_checkpoint_that_goes_back(log):
    rewrite("UPDATE consent_ledger_checkpoint SET number = 5 WHERE size = 6")
    (fault,) = found()
    assert fault == "Checkpoint 2: it is of 270 entries, and a later one is of fewer"


def test_a_dropped_row(log):
    rewrite("DELETE FROM consent_ledger_entry WHERE position = 5")
    faults = found()
    assert faults[0] == "Entry 5: its row is missing"
    assert any(fault.startswith("Checkpoint 1: its root cannot be worked out") for fault in faults)
    assert not any(fault.startswith("Head") for fault in faults)


def test_dropped_rows_at_the_end(log):
    rewrite("DELETE FROM consent_ledger_entry WHERE position >= 268")
    assert {"Entry 268: its row is missing", "Entry 269: its row is missing"} <= set(found())


def test_swapped_rows(log):
    for old, new in ((4, 9001), (5, 4), (9001, 5)):
        rewrite(f"UPDATE consent_ledger_entry SET position = {new} WHERE position = {old}")
    says = (
        "Checkpoint 1: its root is not that of the first 6 entries; the first 3 are what was signed"
    )
    assert says in found()


@pytest.mark.parametrize("column", ["n", "thread", "event_id"])
def test_a_column_that_says_something_else_than_the_bytes(log, column):
    other = 77 if column == "n" else fresh()
    rewrite(f"UPDATE consent_ledger_entry SET {column} = :o WHERE position = 8", o=other)
    assert f"Entry 8: its bytes say another {column} than its row" in found()


def test_an_entry_that_does_not_continue_its_thread(log):
    """A sequencer that counted wrong, and signed it: bytes, leaf and row all agree."""
    forged = event(THREAD).entry(2, "ab" * 32)
    body = bytes(forged)
    place = value(LedgerEntry.position, LedgerEntry.thread == THREAD, LedgerEntry.n == 2)
    rewrite(
        "UPDATE consent_ledger_entry SET body = :b, leaf = :l, event_id = :e WHERE position = :p",
        b=body, l=leaf_hash(body), e=forged.event.id, p=place,
    )  # fmt: skip
    says = f"Entry {place}: it is number 2 of its thread, and does not point to number 1 before it"
    assert says in found()


def test_a_thread_that_begins_twice(log):
    second = event(THREAD).entry(0, "")
    _without_the_key()
    place = value(LedgerEntry.position, LedgerEntry.position == 9)
    rewrite(
        "UPDATE consent_ledger_entry SET body = :b, leaf = :l, event_id = :e, thread = :t, n = 0"
        " WHERE position = :p",
        b=bytes(second), l=leaf_hash(bytes(second)), e=second.event.id,
        t=THREAD, p=place,
    )  # fmt: skip
    assert f"Thread {THREAD}: its entries do not count 0, 1, 2 … without a gap" in found()


def _without_the_key() -> None:
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(
                    "ALTER TABLE consent_ledger_entry"
                    " DROP CONSTRAINT uq_consent_ledger_entry_thread_n"
                )
            )
            return
        columns = "position, leaf, event_id, thread, n, body"
        connection.execute(text("ALTER TABLE consent_ledger_entry RENAME TO old"))
        connection.execute(
            text(
                "CREATE TABLE consent_ledger_entry (position INTEGER PRIMARY KEY, leaf BLOB,"
                " event_id TEXT, thread TEXT, n BIGINT, body BLOB)"
            )
        )
        connection.execute(text(f"INSERT INTO consent_ledger_entry SELECT {columns} FROM old"))


def test_a_second_place_that_says_otherwise(log):
    second = places.second_place(settings())
    note = second.newest()
    second.swap(note, note.replace(b"\n270\n", b"\n271\n"))
    (fault,) = found()
    assert fault.startswith("Second place: its note cannot be believed: the signature of")


def test_an_event_that_waits_for_long(log):
    write(event())
    clock.move(signing.HEARTBEAT)
    assert any(fault.startswith("Outbox: an event has waited") for fault in found())


def test_after_a_rotation_and_under_a_new_name_it_passes(log):
    actions.rotate_key(settings=settings())
    keep()
    clock.move(signing.EVERY)
    closed = places.origin(settings())
    actions.begin_origin(settings=settings(), close=closed)
    keep()
    assert found() == []


def test_what_was_given_up_with_a_closed_log_is_no_fault(log):
    """Entries were lost and said to be: nobody can work out what was signed of them."""
    rewrite("DELETE FROM consent_ledger_entry WHERE position >= 6")
    rewrite("DELETE FROM consent_ledger_subtree")
    peaks = b"".join(signing.Tree(db.session(), 6).compact().peaks)
    db.session.rollback()
    rewrite("UPDATE consent_ledger_head SET size = 6, peaks = :p", p=peaks)
    assert found() != []
    actions.begin_origin(settings=settings(), close=places.origin(settings()))
    keep()
    assert found() == []


def test_other_parts_add_their_own_checks(log, monkeypatch):
    planted = Fault(Part.OPENING, "x", "it does not open its entry")
    monkeypatch.setattr(further, "checks_of", (lambda session: [planted],))
    assert found() == ["Opening x: it does not open its entry"]


def test_of_very_many_faults_the_first_are_kept_and_all_are_counted(session, monkeypatch):
    planted = [Fault(Part.OPENING, n, "wrong") for n in range(MOST + 5)]
    monkeypatch.setattr(further, "checks_of", (lambda session: planted,))
    report = auditing.audit(db.session(), None)
    assert (len(report.faults), report.found) == (MOST, MOST + 5)


def test_the_command_ends_with_1_on_a_fault_and_names_it(each_connection, log):
    run = each_connection.test_cli_runner().invoke
    assert run(args=["ledger", "audit"]).exit_code == 0
    rewrite("DELETE FROM consent_ledger_subtree")
    told = run(args=["ledger", "audit", "--json"])
    assert told.exit_code == 1
    said = json.loads(told.output)
    assert (said["intact"], said["found"]) == (False, 1)
    assert said["faults"][0]["number"] == "1/0"


def test_what_comes_while_it_reads_is_neither_judged_nor_missed(log, app):
    def more(_done: int, _of: int) -> None:
        with app.app_context():
            write(event())
            clock.move(signing.EVERY)
            keep()

    published = places.second_place(settings()).newest()
    report = auditing.audit(db.session(), published, more)
    assert (report.faults, report.entries) == ([], 270)
