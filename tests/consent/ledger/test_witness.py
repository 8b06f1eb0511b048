"""What a witness signs and refuses: every answer of C2SP tlog-witness, and never two truths."""

import hashlib
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import metamorphic_log
import pytest

from consent.ledger.checkpoints import Checkpoint, open_checkpoint
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.notes import open_note
from consent.ledger.witness.asked import LARGEST, AddCheckpoint
from consent.ledger.witness.home import open_home
from consent.ledger.witness.store import Seen, Store
from consent.ledger.witness.witnessing import Witness
from foundation import clock
from tests.consent.ledger.grown_log import KEY, ORIGIN, GrownLog

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HASH = hashlib.sha256(ORIGIN.encode()).hexdigest()


@pytest.fixture(autouse=True)
def _held_clock():
    clock.hold(AT)
    yield
    clock.release()


@pytest.fixture
def home(tmp_path):
    home = open_home(tmp_path / "union", "union.example.org")
    home.store.trust(KEY.verifier)
    return home


@pytest.fixture
def witness(home):
    return Witness(home)


@pytest.fixture
def log():
    return GrownLog().grow(20)


def fork_of(log: GrownLog, at: int) -> GrownLog:
    return GrownLog(log.bodies[:at]).add(actor="compliance").grow(log.size - at - 1)


def signed_at(home, log, size, answer):
    note = log.checkpoint(size) + answer.body.encode()
    return open_note(note, [home.key.verifier]).signers[home.key.verifier]


def test_a_first_checkpoint_is_signed_with_the_time(home, witness, log):
    answer = witness.add(log.asks(0, 5))
    assert (answer.status, signed_at(home, log, 5, answer)) == (200, AT)


def test_a_log_that_grew_is_signed_again(home, witness, log):
    witness.add(log.asks(0, 5))
    answer = witness.add(log.asks(5, 13))
    assert (answer.status, signed_at(home, log, 13, answer)) == (200, AT)


def test_the_same_checkpoint_may_be_asked_for_again_after_a_lost_answer(home, witness, log):
    witness.add(log.asks(0, 5))
    clock.move(timedelta(minutes=10))
    answer = witness.add(log.asks(5, 5))
    assert signed_at(home, log, 5, answer) == AT + timedelta(minutes=10)


def test_an_empty_log_can_be_signed_and_then_grow(witness, log):
    assert witness.add(log.asks(0, 0)).status == 200
    assert witness.add(log.asks(0, 5)).status == 200


def test_a_witness_s_time_does_not_go_back_with_its_clock(home, witness, log):
    witness.add(log.asks(0, 5))
    clock.move(timedelta(days=-1))
    assert signed_at(home, log, 7, witness.add(log.asks(5, 7))) == AT


def test_who_does_not_know_how_far_the_witness_is_gets_told(witness, log):
    witness.add(log.asks(0, 5))
    answer = witness.add(log.asks(0, 7))
    assert (answer.status, answer.body, answer.content_type) == (409, "5\n", "text/x.tlog.size")


def test_an_old_checkpoint_replayed_is_refused(witness, log):
    witness.add(log.asks(0, 5))
    witness.add(log.asks(5, 13))
    for old in (0, 5):
        assert witness.add(log.asks(old, 5)).body == "13\n"
    assert witness.add(log.asks(13, 13)).status == 200


def test_an_old_size_above_the_checkpoint_s_is_a_bad_request(witness, log):
    witness.add(log.asks(0, 5))
    body = bytes(AddCheckpoint(5, (), log.checkpoint(3)))
    assert witness.add(body).status == 400


def test_a_log_that_nobody_told_it_of_is_not_found(witness, log):
    stranger = SigningKey.from_seed("elsewhere.example.org", Kind.LOG, b"\7" * 32)
    assert witness.add(GrownLog(log.bodies, stranger).asks(0)).status == 404


def test_a_checkpoint_that_its_log_has_not_signed_is_forbidden(witness, log):
    thief = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\7" * 32)
    assert witness.add(GrownLog(log.bodies, thief).asks(0)).status == 403


def test_a_forged_signature_under_the_log_s_key_is_forbidden(witness, log):
    text = Checkpoint(ORIGIN, 9, b"\5" * 32).text
    note = log.checkpoint().decode().partition("\n\n")[2]
    forged = (text + "\n" + note).encode()
    assert witness.add(bytes(AddCheckpoint(0, (), forged))).status == 403


def test_while_a_log_changes_keys_either_is_enough(home, witness, log):
    newer = SigningKey.from_seed(ORIGIN, Kind.LOG, b"\6" * 32)
    both = Checkpoint(ORIGIN, 20, log.root()).signed(newer, KEY)
    assert witness.add(bytes(AddCheckpoint(0, (), bytes(both)))).status == 200
    home.store.trust(newer.verifier)
    assert witness.add(GrownLog(log.bodies, newer).asks(20)).status == 200


def test_a_fork_of_the_same_size_is_refused_and_both_notes_are_kept(home, witness, log):
    witness.add(log.asks(0))
    forked = fork_of(log, 12)
    answer = witness.add(forked.asks(20))
    kept = {path.read_bytes() for path in (home.folder / "conflicts").iterdir()}
    assert (answer.status, answer.body) == (409, "20\n")
    assert kept == {witness.newest(HASH), forked.checkpoint()}


def test_a_fork_that_grew_is_refused_and_both_notes_are_kept(home, witness, log):
    witness.add(log.asks(0, 15))
    forked = fork_of(log, 12)
    assert witness.add(forked.asks(15)).status == 422
    kept = {path.read_bytes() for path in (home.folder / "conflicts").iterdir()}
    assert forked.checkpoint() in kept


def test_a_fork_from_the_very_beginning_is_refused(witness, log):
    witness.add(log.asks(0, 1))
    assert witness.add(fork_of(log, 0).asks(1)).status == 422


@pytest.mark.parametrize(
    "spoil",
    [
        lambda proof: proof[:-1],
        lambda proof: (*proof, b"\0" * 32),
        lambda proof: (b"\0" * 32, *proof[1:]),
        lambda proof: (),
    ],
)
def test_a_proof_that_proves_nothing_is_refused(witness, log, spoil):
    witness.add(log.asks(0, 5))
    asked = AddCheckpoint.parse(log.asks(5, 13))
    assert witness.add(bytes(replace(asked, proof=spoil(asked.proof)))).status == 422


def test_a_proof_where_none_is_needed_is_refused(witness, log):
    needless = AddCheckpoint(0, (b"\0" * 32,), log.checkpoint(5))
    assert witness.add(bytes(needless)).status == 422


def test_a_tree_of_nothing_with_a_root_of_something_is_refused(witness):
    note = bytes(Checkpoint(ORIGIN, 0, b"\5" * 32).signed(KEY))
    assert witness.add(bytes(AddCheckpoint(0, (), note))).status == 422


GOOD = GrownLog().grow(5).asks(0)


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\n\n",
        b"\xff" * 300,
        GOOD.removeprefix(b"old 0\n"),
        GOOD.replace(b"old 0", b"old 00"),
        GOOD.replace(b"old 0", b"old -1"),
        GOOD.replace(b"old 0", b"old 9999999999999999999"),
        GOOD.replace(b"old 0\n", b"old 0\r\n"),
        GOOD.replace(b"old 0\n", b"old 0\nnot base64\n"),
        GOOD.replace(b"old 0\n", b"old 0\nAAAA\n"),
        GOOD.replace(b"old 0\n", b"old 0\n" + (b"A" * 43 + b"=\n") * 64),
        GOOD.replace(b"\n5\n", b"\n05\n"),
        GOOD.replace(b"\n5\n", b"\n9999999999999999999\n"),
        GOOD[:-2],
        GOOD + b"x" * LARGEST,
    ],
)
def test_garbage_is_a_bad_request(witness, garbage):
    assert witness.add(garbage).status == 400


def test_monitors_get_the_note_with_both_signatures(home, witness, log):
    assert witness.newest(HASH) is None
    witness.add(log.asks(0, 5))
    found = open_checkpoint(witness.newest(HASH), [KEY.verifier], (home.key.verifier,))
    assert found.checkpoint.size == 5
    assert found.opened.signers.keys() == {KEY.verifier, home.key.verifier}
    assert witness.newest("0" * 64) is None


def test_another_library_still_believes_the_log_in_a_witnessed_note(witness, log):
    witness.add(log.asks(0, 5))
    head = metamorphic_log.checkpoint_verify(witness.newest(HASH).decode(), [str(KEY.verifier)])
    assert (head.origin, head.size) == (ORIGIN, 5)


def test_signatures_of_strangers_are_not_handed_on(witness, log):
    stranger = SigningKey.create("stranger.example.org", Kind.LOG)
    noisy = Checkpoint(ORIGIN, 5, log.root(5)).signed(KEY, stranger)
    witness.add(bytes(AddCheckpoint(0, (), bytes(noisy))))
    assert b"stranger" not in witness.newest(HASH)


# Two requests that were both checked against the same memory: the race of the specification.


class ReadTogether(Store):
    """Both readers see the memory before either of them writes."""

    def __init__(self, path):
        super().__init__(path)
        self.together = threading.Barrier(2, timeout=10)

    def seen(self, origin: str) -> Seen | None:
        found = super().seen(origin)
        if not self.together.broken and threading.current_thread().name == "racing":
            self.together.wait()
            threading.current_thread().name = "raced"
        return found


class Careless(ReadTogether):
    """The planted fault: what was checked is no condition of what is kept."""

    def advance(self, before, to, note, at) -> bool:
        with self._open() as connection:
            connection.execute("DROP TRIGGER IF EXISTS never_smaller")
            row = (to.origin, to.size, to.root, note, int(at.timestamp()))
            connection.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?)", row)
        return True


def race(home, kind: type[ReadTogether], *bodies: bytes) -> list[int]:
    witness = Witness(replace(home, store=kind(home.folder / "witness.sqlite")))
    answers: list[int] = []
    threads = [
        threading.Thread(
            target=lambda body=body: answers.append(witness.add(body).status), name="racing"
        )
        for body in bodies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_of_two_at_once_one_is_signed(home, witness, log):
    witness.add(log.asks(0, 5))
    assert race(home, ReadTogether, log.asks(5, 9), log.asks(5, 13)) == [200, 409]


def test_of_two_first_checkpoints_at_once_one_is_signed(home, log):
    assert race(home, ReadTogether, log.asks(0), fork_of(log, 3).asks(0)) == [200, 409]


def test_of_two_roots_at_one_size_at_once_one_is_signed(home, witness, log):
    witness.add(log.asks(0, 5))
    assert race(home, ReadTogether, log.asks(5), fork_of(log, 7).asks(5)) == [200, 409]


def test_a_memory_without_the_condition_would_let_the_second_root_through(home, witness, log):
    witness.add(log.asks(0, 5))
    assert race(home, Careless, log.asks(5), fork_of(log, 7).asks(5)) == [200, 200]


def test_the_memory_itself_refuses_to_go_back(home, witness, log):
    witness.add(log.asks(0, 13))
    seen = home.store.seen(ORIGIN)
    with pytest.raises(sqlite3.IntegrityError, match="never goes back"):
        home.store.advance(seen, Checkpoint(ORIGIN, 12, log.root(12)), b"", AT)
    with pytest.raises(sqlite3.IntegrityError, match="never goes back"):
        home.store.advance(seen, Checkpoint(ORIGIN, 13, b"\5" * 32), b"", AT)


def test_what_is_answered_survives_a_power_cut(home):
    """FULL alone would let the journal of the last change come back."""
    with home.store._open() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
