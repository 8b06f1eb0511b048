"""A checkpoint is signed only over what is durable, read again, and continues what was signed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import metamorphic_log
import pytest
from sqlalchemy import select, text

from consent.keeping import actions, places
from consent.keeping.jobs import has_work, keep
from consent.keeping.starting import forgotten, refusals
from consent.ledger import key_ring, origins, sequencer, signing
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.merkle import EMPTY_ROOT
from consent.ledger.models import LedgerCheckpoint, LedgerEntry
from consent.ledger.notes import BadNote
from consent.ledger.signing import Contradiction
from consent.ledger.tree import Tree
from foundation import clock
from foundation.database import db, transaction
from foundation.web import settings
from tests.consent.ledger.writing import entries, event, write
from tests.databases.moments import before

pytestmark = pytest.mark.usefixtures("each_connection")


@pytest.fixture
def second(app):
    return places.second_place(settings())


def notes(session) -> list[bytes]:
    return list(
        session.scalars(select(LedgerCheckpoint.note).order_by(LedgerCheckpoint.number)).all()
    )


def test_what_is_written_is_signed_and_others_believe_it(session, second):
    write(event(), event())
    assert keep() == "2 entries placed, 2 signed"
    (vkey,) = (str(key.verifier) for key in places.keys(settings()))
    head = metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [vkey])
    assert head.size == 2
    assert head.root == Tree(session, 2).root()
    assert second.newest() == notes(session)[-1]


def test_a_second_time_there_is_nothing_to_do(session):
    write(event())
    keep()
    assert not has_work()
    keep()
    assert len(notes(session)) == 1


def test_entries_that_keep_coming_are_signed_at_most_every_second(session):
    for _ in range(3):
        write(event())
        keep()
    assert len(notes(session)) == 1
    clock.move(signing.EVERY)
    assert has_work()
    keep()
    assert len(notes(session)) == 2


def test_a_log_in_which_nothing_happens_says_so_every_ten_minutes(session):
    keep()
    clock.move(signing.HEARTBEAT - timedelta(seconds=1))
    assert not has_work()
    clock.move(timedelta(seconds=1))
    assert has_work()
    keep()
    assert len(notes(session)) == 2


def test_a_crash_after_the_second_place_agreed_loses_nothing(session, second, monkeypatch):
    write(event())
    keep()
    write(event())
    clock.move(signing.EVERY)
    with monkeypatch.context() as crash:
        crash.setattr(signing, "store", _crash)
        with pytest.raises(_Crashed):
            keep()
    ahead = second.newest()
    assert ahead not in notes(session)
    assert has_work()
    keep()
    assert ahead in notes(session)
    assert list(refusals(session, settings())) == []


class _Crashed(BaseException):
    pass


def _crash(*_: object) -> None:
    raise _Crashed


def test_who_comes_second_signs_nothing(session, second):
    write(event())
    keep()
    write(event())
    with transaction() as placing:
        sequencer.sequence(placing)
    published = second.newest()
    ready = signing.prepare(session, published, places.keys(settings()))
    assert second.swap(published, ready.note)
    assert not second.swap(published, b"another")


def test_who_has_read_before_another_signed_sees_no_contradiction(app, session, second):
    """On SQLite what a session has read stands still: the second place is already further."""
    keep()
    write(event())
    clock.move(signing.EVERY)
    assert session.scalars(select(LedgerCheckpoint.size)).all() == [0]

    def another() -> str:
        with app.app_context():
            return keep()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(another).result() == "1 entries placed, 1 signed"
    assert signing.sign_newest(session, transaction, second, places.keys(settings())) is None


def test_a_slow_signer_does_not_take_the_checkpoints_back(session, second):
    """It swapped, slept, and stores only after a quicker one has adopted and gone beyond it."""
    keep()
    published = second.newest()
    write(event())
    with transaction() as placing:
        sequencer.sequence(placing)
    slow = signing.prepare(session, published, places.keys(settings()))
    second.swap(published, slow.note)
    write(event())
    clock.move(signing.EVERY)
    keep()
    with transaction() as late:
        signing.store(late, slow)
    sizes = session.scalars(select(LedgerCheckpoint.size).order_by(LedgerCheckpoint.number)).all()
    assert sizes == sorted(sizes) == [0, 1, 2]


def test_a_closed_origin_does_not_come_back_by_a_slow_signer(session, second):
    """It prepared and swapped before the new name began, and stores after."""
    keep()
    write(event())
    with transaction() as placing:
        sequencer.sequence(placing)
    slow = signing.prepare(session, second.newest(), places.keys(settings()))
    assert second.swap(second.newest(), slow.note)
    actions.begin_origin(settings=settings(), close=places.origin(settings()))
    keep()
    with transaction() as late:
        signing.store(late, slow)
    assert [note.partition(b"\n")[0][-1:] for note in notes(session)] == [b"1", b"1", b"2"]


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=400)])
def test_a_clock_that_is_set_back_does_not_silence_the_log(session, back):
    write(event())
    keep()
    clock.move(-back)
    write(event())
    assert has_work()
    assert keep() == "1 entries placed, 2 signed"
    assert not has_work(), "and it does not sign without end until the clock has caught up"


def test_a_lost_second_place_is_no_reason_to_sign_anything_else(session, second):
    """What the table of checkpoints says was signed as well."""
    write(event(), event())
    keep()
    tampered(session, "DELETE FROM consent_ledger_entry WHERE position = 1")
    with transaction() as breaking:
        _set_head_back(breaking)
    second.path.unlink()
    with pytest.raises(Contradiction, match="older copy"):
        keep()
    assert second.newest() is None


def test_entries_placed_while_it_hashes_are_for_the_next_checkpoint(app, session, second):
    """Under READ COMMITTED each statement sees more than the one before."""
    keep()
    write(event())

    def place_another() -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_place_one, app).result()

    clock.move(signing.EVERY)
    with before(session, "SELECT consent_ledger_entry.position", place_another):
        assert keep() == "1 entries placed, 1 signed"


def _place_one(app) -> None:
    with app.app_context():
        write(event())
        with transaction() as placing:
            sequencer.sequence(placing)
        db.session.remove()


def test_a_lost_second_place_is_filled_again(session, second):
    write(event())
    keep()
    assert list(forgotten(settings())) == []
    second.path.unlink()
    assert list(refusals(session, settings())) == []
    (found,) = forgotten(settings())
    assert "is empty, though checkpoints were signed" in found.sentence
    write(event())
    keep()
    assert second.newest() == notes(session)[-1]


def test_an_emptied_second_place_is_damage_and_not_a_beginning(session, second):
    write(event())
    keep()
    second.path.write_bytes(b"")
    assert "cannot be believed" in next(refusals(session, settings()))
    write(event())
    clock.move(signing.EVERY)
    with pytest.raises(BadNote):
        keep()
    assert second.newest() == b""


def test_a_missing_subtree_is_named_before_anything_is_signed(session, second):
    write(*(event() for _ in range(300)))
    keep()
    before = second.newest()
    tampered(session, "DELETE FROM consent_ledger_subtree")
    write(event())
    clock.move(signing.EVERY)
    with pytest.raises(Contradiction, match="level 1 lacks hashes"):
        keep()
    assert second.newest() == before


@pytest.mark.parametrize("flipped", [0, 20, -5])
def test_a_flipped_bit_in_the_newest_checkpoint_stops_the_start(session, second, flipped):
    keep()
    note = bytearray(second.newest())
    note[flipped] ^= 1
    second.path.write_bytes(bytes(note))
    assert len(list(refusals(session, settings()))) == 1


def test_the_second_place_of_another_ledger_is_refused(session, second):
    keep()
    stranger = origins.made(places.origin(settings()))
    second.path.write_bytes(bytes(Checkpoint(stranger.name, 0, EMPTY_ROOT).signed(stranger)))
    (why,) = refusals(session, settings())
    assert "no key that we know has signed this" in why


def tampered(session, statement: str) -> None:
    """As an owner of the database could: past the triggers."""
    dialect = session.get_bind().dialect.name
    with transaction() as breaking:
        for off in _TRIGGERS_OFF[dialect]:
            breaking.execute(text(off))
        breaking.execute(text(statement))


_TRIGGERS_OFF = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS consent_ledger_entry_no_update",
        "DROP TRIGGER IF EXISTS consent_ledger_entry_no_delete",
        "DROP TRIGGER IF EXISTS consent_ledger_subtree_no_update",
        "DROP TRIGGER IF EXISTS consent_ledger_subtree_no_delete",
        "DROP TRIGGER IF EXISTS consent_ledger_checkpoint_no_update",
        "DROP TRIGGER IF EXISTS consent_ledger_checkpoint_no_delete",
    ],
    "postgresql": [
        "ALTER TABLE consent_ledger_entry DISABLE TRIGGER ALL",
        "ALTER TABLE consent_ledger_subtree DISABLE TRIGGER ALL",
        "ALTER TABLE consent_ledger_checkpoint DISABLE TRIGGER ALL",
    ],
}
_ZEROES = {"sqlite": f"x'{'00' * 32}'", "postgresql": f"'\\x{'00' * 32}'"}


def test_a_flipped_bit_is_found_before_it_is_signed(session, second):
    keep()
    before = second.newest()
    write(event(), event())
    with transaction() as placing:
        sequencer.sequence(placing)
    zeroes = _ZEROES[session.get_bind().dialect.name]
    tampered(session, f"UPDATE consent_ledger_entry SET leaf = {zeroes} WHERE position = 1")
    clock.move(signing.EVERY)
    with pytest.raises(Contradiction, match="Entry 1 is not what was hashed"):
        keep()
    assert second.newest() == before


def test_a_changed_subtree_is_found_before_it_is_signed(session, second):
    write(*(event() for _ in range(257)))
    with transaction() as placing:
        sequencer.sequence(placing)
    zeroes = _ZEROES[session.get_bind().dialect.name]
    tampered(session, f"UPDATE consent_ledger_subtree SET hash = {zeroes}")
    with pytest.raises(Contradiction, match="subtrees"):
        keep()
    assert second.newest() is None


def test_lost_entries_stop_signing_and_starting(session, second):
    """An older copy of the database was brought back: the second place knows better."""
    write(event(), event())
    keep()
    tampered(session, "DELETE FROM consent_ledger_entry WHERE position = 1")
    with transaction() as breaking:
        _set_head_back(breaking)
    (why,) = refusals(session, settings())
    assert "holds 1 entries of the ledger, but 2 were signed" in why
    with pytest.raises(Contradiction, match="older copy"):
        clock.move(signing.HEARTBEAT)
        keep()


def test_without_the_second_place_an_older_copy_would_be_signed(session, second):
    """The planted fault: the guard forgotten, and with it what was signed."""
    write(event(), event())
    keep()
    tampered(session, "DELETE FROM consent_ledger_entry WHERE position = 1")
    with transaction() as breaking:
        _set_head_back(breaking)
    tampered(session, "DELETE FROM consent_ledger_checkpoint")
    assert list(refusals(session, settings())) != []
    second.path.unlink()
    assert list(refusals(session, settings())) == []


def _set_head_back(session) -> None:
    leaf = session.scalars(select(LedgerEntry.leaf).where(LedgerEntry.position == 0)).one()
    session.execute(text("UPDATE consent_ledger_head SET size = 1, peaks = :leaf"), {"leaf": leaf})


def test_other_entries_of_the_same_number_stop_the_start_too(session, second):
    write(event())
    keep()
    zeroes = _ZEROES[session.get_bind().dialect.name]
    tampered(session, f"UPDATE consent_ledger_entry SET leaf = {zeroes}")
    (why,) = refusals(session, settings())
    assert "not those that were signed" in why


def test_a_rotated_key_signs_beside_the_old_one_until_that_is_dropped(session):
    keep()
    actions.rotate_key(settings=settings())
    clock.move(signing.EVERY)
    keep()
    new, old = (str(key.verifier) for key in places.keys(settings()))
    for known in (new, old):
        assert metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [known]).size == 1
    (rotated,) = entries(session)
    assert rotated.event.type == "key.rotated"

    assert actions.finish_rotation(settings=settings()) == 1
    clock.move(signing.HEARTBEAT)
    keep()
    assert metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [new]).size == 1
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [old])


def test_a_key_that_is_not_on_record_signs_nothing(session):
    keep()
    stranger = origins.made(places.origin(settings()))
    with pytest.raises(key_ring.NoKey, match="on record"):
        signing.prepare(db.session(), None, (stranger,))


def test_after_a_loss_a_new_origin_begins_with_what_is_left(session, second):
    write(event(), event())
    keep()
    (old,) = (str(key.verifier) for key in places.keys(settings()))
    tampered(session, "DELETE FROM consent_ledger_entry WHERE position = 1")
    with transaction() as breaking:
        _set_head_back(breaking)
    with pytest.raises(actions.NotItsName):
        actions.begin_origin(settings=settings(), close="another")
    key = actions.begin_origin(settings=settings(), close=places.origin(settings()))
    keep()
    assert key.name == "127.0.0.1/ledger/2"
    new = metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [str(key.verifier)])
    assert (new.origin, new.size) == ("127.0.0.1/ledger/2", 2)
    with pytest.raises(metamorphic_log.VerifyError):
        metamorphic_log.checkpoint_verify(notes(session)[-1].decode(), [old])
    assert list(refusals(session, settings())) == []
