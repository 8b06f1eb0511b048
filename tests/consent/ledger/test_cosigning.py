"""The log asks its witnesses: every answer they can give, and none that holds the others up."""

import socket
import threading
import time
from contextlib import closing, contextmanager

import pytest

from consent.ledger import cosigning, fetching
from consent.ledger.cosigning import Cosignature, Question, Refusal, ask
from consent.ledger.fetching import Reply, Unreachable
from consent.ledger.keys import Kind, SigningKey
from consent.ledger.notes import open_note, sign
from foundation import clock
from tests.consent.ledger.grown_log import GrownLog
from tests.consent.ledger.served_witness import served

LOG = GrownLog().grow(20)
FORK = GrownLog(LOG.bodies[:7]).add(actor="compliance").grow(12)


@pytest.fixture
def union(tmp_path):
    with served(tmp_path / "union") as union:
        yield union


def question(witness, old: int = 0) -> Question:
    return Question(witness.home.key.verifier, witness.url, old)


def asked(log: GrownLog, size: int, *questions: Question) -> list[Cosignature | Refusal]:
    return list(ask(log.checkpoint(size), questions, lambda old: log.consistency(old, size)))


def why(answers) -> str:
    (refusal,) = answers
    assert isinstance(refusal, Refusal)
    return refusal.why


def test_a_witness_s_signature_is_verified_and_handed_over(union):
    (found,) = asked(LOG, 5, question(union))
    signers = open_note(LOG.checkpoint(5) + found.line.encode(), [found.witness]).signers
    assert signers == {union.home.key.verifier: found.signed_at}


def test_a_witness_that_is_elsewhere_is_asked_again_from_there(union):
    asked(LOG, 5, question(union))
    for believed in (0, 3, 20):
        (found,) = asked(LOG, 9, question(union, believed))
        assert isinstance(found, Cosignature)


def test_a_witness_that_signed_another_tree_says_what_is_disputed(union):
    asked(FORK, 9, question(union))
    (same_size,) = asked(LOG, 9, question(union, 9))
    (grown,) = asked(LOG, 12, question(union, 9))
    (shrunk,) = asked(LOG, 8, question(union))
    assert (same_size.disputed, grown.disputed, shrunk.disputed) == (9, 9, 9)


def test_two_witnesses_are_asked_at_once(tmp_path, union):
    with served(tmp_path / "lab", "lab.example.org") as lab:
        found = asked(LOG, 9, question(union), question(lab))
    assert {each.witness.name for each in found} == {"union.example.org", "lab.example.org"}


@contextmanager
def silent():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield Question(
            SigningKey.create("silent.example.org", Kind.WITNESS).verifier,
            f"http://127.0.0.1:{server.getsockname()[1]}",
            0,
        )


def test_a_silent_witness_holds_nobody_up(union):
    began = time.monotonic()
    with silent() as nobody:
        answers = ask(LOG.checkpoint(9), [nobody, question(union)], lambda _: [])
        assert isinstance(next(answers), Cosignature)
        assert time.monotonic() - began < cosigning.WITHIN_S
        assert "no answer in time" in next(answers).why
    assert time.monotonic() - began < cosigning.TOGETHER_S + 0.5


def test_a_name_that_takes_for_ever_is_not_waited_for(monkeypatch):
    """Finding an address has no time-out; the round has one."""
    monkeypatch.setattr(cosigning, "TOGETHER_S", 0.2)
    over = threading.Event()
    witness = SigningKey.create("slow.example.org", Kind.WITNESS).verifier

    def for_ever(_url, _body):
        over.wait(10)
        raise Unreachable("at last")

    found = list(ask(LOG.checkpoint(9), [Question(witness, "", 0)], lambda _: [], for_ever))
    over.set()
    assert why(found) == "it gave no answer in time"


def test_who_drips_an_answer_is_cut_off():
    """Each byte alone comes well within the time."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server, pytest.raises(Unreachable):
        threading.Thread(target=drip, args=(server,), daemon=True).start()
        began = time.monotonic()
        try:
            fetching.get(address(server), within_s=0.5, largest=10**6)
        finally:
            assert time.monotonic() - began < 1.5


def drip(server: socket.socket) -> None:
    with closing(server.accept()[0]) as line:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            try:
                line.sendall(b"x")
            except OSError:
                return
            time.sleep(0.05)


def test_an_answer_without_end_is_not_kept():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        threading.Thread(target=pour, args=(server,), daemon=True).start()
        with pytest.raises(Unreachable, match="larger"):
            fetching.get(address(server), within_s=5, largest=1000)


def pour(server: socket.socket) -> None:
    with closing(server.accept()[0]) as line:
        try:
            line.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 10_000_000)
        except OSError:
            return


def address(server: socket.socket) -> str:
    return f"http://127.0.0.1:{server.getsockname()[1]}/"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/", "http://", "http://u:p@localhost/", "nonsense"]
)
def test_only_plain_http_addresses_are_asked(url):
    with pytest.raises(Unreachable, match="no http or https address"):
        fetching.get(url, within_s=1, largest=10)


class TestLyingWitnesses:
    KEY = SigningKey.from_seed("liar.example.org", Kind.WITNESS, b"\3" * 32)
    THIEF = SigningKey.from_seed("liar.example.org", Kind.WITNESS, b"\4" * 32)

    def said(self, *replies: Reply, size: int = 9) -> str:
        given = iter(replies)
        questions = [Question(self.KEY.verifier, "http://liar", 5)]
        proof = lambda old: LOG.consistency(old, size)  # noqa: E731
        return why(ask(LOG.checkpoint(size), questions, proof, lambda *_: next(given)))

    def line(self, text: str, key=KEY) -> bytes:
        return sign(text, key, at=clock.now()).line().encode()

    def test_a_signature_over_something_else_is_not_stored(self):
        other = LOG.checkpoint(8).decode().partition("\n\n")[0] + "\n"
        assert "does not fit" in self.said(Reply(200, self.line(other)))

    def test_a_signature_by_another_key_is_not_stored(self):
        right = LOG.checkpoint(9).decode().partition("\n\n")[0] + "\n"
        assert "no key that we know" in self.said(Reply(200, self.line(right, self.THIEF)))

    def test_a_log_s_own_signature_sent_back_is_none_of_a_witness(self):
        own = LOG.checkpoint(9).partition(b"\n\n")[2]
        assert "no key that we know" in self.said(Reply(200, own))

    @pytest.mark.parametrize("body", [b"", b"garbage", b"\xff\xfe", b"\n\n\n", b"x" * 60_000])
    def test_garbage_is_no_signature(self, body):
        assert self.said(Reply(200, body))

    @pytest.mark.parametrize("body", [b"", b"-1\n", b"05\n", b"five\n", b"\xff", b"9" * 40])
    def test_a_conflict_without_a_size_is_a_refusal(self, body):
        assert self.said(Reply(409, body))

    def test_it_cannot_lead_us_in_circles(self):
        circles = [Reply(409, b"3\n"), Reply(409, b"4\n"), Reply(409, b"3\n")]
        assert "contradicts itself" in self.said(*circles)

    @pytest.mark.parametrize("status", [302, 400, 403, 404, 500, 503])
    def test_any_other_answer_is_a_refusal(self, status):
        assert self.said(Reply(status, b"")) == f"it answers with {status}"
