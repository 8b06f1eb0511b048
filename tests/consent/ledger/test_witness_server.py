"""The witness on HTTP: addresses, bounds, and people who never finish their sentence."""

import hashlib
import re
import socket
import sqlite3
import time
from contextlib import closing

import pytest

from consent.ledger.keys import VerifierKey
from consent.ledger.notes import open_note
from consent.ledger.witness import server
from consent.ledger.witness.asked import LARGEST
from consent.ledger.witness.home import MEMORY
from tests.consent.ledger.grown_log import ORIGIN, GrownLog
from tests.consent.ledger.served_witness import served

NEWEST = f"/{hashlib.sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
LOG = GrownLog().grow(9)


@pytest.fixture
def union(tmp_path):
    with served(tmp_path / "union") as union:
        yield union


def test_a_checkpoint_is_signed_over_http_and_shown_to_monitors(union):
    status, lines, headers = union.ask("POST", "/add-checkpoint", LOG.asks(0))
    assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    key = VerifierKey.parse(union.vkey)
    assert key in open_note(LOG.checkpoint() + lines, [key]).signers
    assert union.ask("GET", NEWEST)[:2] == (200, LOG.checkpoint() + lines)


def test_a_conflict_tells_the_size_in_its_own_type(union):
    union.add(LOG.asks(0, 5))
    status, body, headers = union.ask("POST", "/add-checkpoint", LOG.asks(0))
    assert (status, body, headers["Content-Type"]) == (409, b"5\n", "text/x.tlog.size")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", NEWEST, 404),
        ("GET", "/", 404),
        ("GET", "/../witness-key", 404),
        ("GET", "/add-checkpoint", 404),
        ("POST", "/", 404),
        ("POST", NEWEST, 404),
        ("PUT", "/add-checkpoint", 501),
        ("DELETE", NEWEST, 501),
    ],
)
def test_nothing_else_is_there(union, method, path, status):
    assert union.ask(method, path, b"")[0] == status


def test_a_connection_can_be_kept_for_the_next_checkpoint(union):
    with closing(socket.create_connection(("127.0.0.1", union.port), 5)) as line:
        for old, size in ((0, 5), (5, 9)):
            line.sendall(request(LOG.asks(old, size)))
            assert whole_answer(line).startswith(b"HTTP/1.1 200")


def whole_answer(line: socket.socket) -> bytes:
    """Head and body may come in two pieces; what is left of one would begin the next."""
    with line.makefile("rb", buffering=0) as reading:
        head = b"".join(iter(reading.readline, b"\r\n"))
        length = re.search(rb"(?i)content-length: (\d+)", head)
        return head + reading.read(int(length[1]))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        (f"Content-Length: {LARGEST + 1}", b"413"),
        ("Content-Length: 99999999999999999999", b"400"),
        ("Content-Length: -1", b"411"),
        ("Content-Length: 1\r\nContent-Length: 2", b"411"),
        ("X-Nothing: 1", b"411"),
        ("Content-Length: 5\r\nTransfer-Encoding: chunked", b"400"),
    ],
)
def test_a_body_without_an_honest_length_ends_the_connection(union, headers, status):
    said = exchange(
        union, f"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n{headers}\r\n\r\n".encode()
    )
    assert said.split()[1] == status
    assert b"Connection: close" in said


@pytest.mark.parametrize(
    "garbage", [b"\0\1\2\r\n\r\n", b"GET\r\n\r\n", b"A" * 70_000 + b"\r\n\r\n"]
)
def test_what_is_no_http_is_refused_and_the_next_is_answered(union, garbage):
    exchange(union, garbage)
    assert union.add(LOG.asks(0)) == 200


def test_a_body_that_breaks_off_signs_nothing(union):
    exchange(union, request(LOG.asks(0))[:-10], hang_up=True)
    assert union.home.store.seen(ORIGIN) is None


def test_where_it_cannot_keep_what_it_signs_it_does_not_sign(union):
    with closing(sqlite3.connect(union.home.folder / MEMORY)) as connection:
        connection.execute("DROP TABLE seen")
    assert union.add(LOG.asks(0)) == 503


class TestSlowSenders:
    """Drips that would never run into a time-out of each byte for itself."""

    @pytest.fixture(autouse=True)
    def _impatient(self, monkeypatch):
        monkeypatch.setattr(server, "PATIENCE_S", 0.5)

    @pytest.mark.parametrize("beginning", [b"", b"POST /add-checkpoint HTTP/1.1\r\n"])
    def test_who_drips_bytes_is_cut_off(self, union, beginning):
        assert dripped(union, beginning) < 3

    def test_without_the_bound_on_the_whole_request_drips_would_go_on(self, union, monkeypatch):
        """The planted fault: each byte gets the whole patience anew."""

        def anew(reader, buffer):
            reader._connection.settimeout(server.PATIENCE_S)
            return reader._connection.recv_into(buffer)

        monkeypatch.setattr(server._Reader, "readinto", anew)
        assert dripped(union, b"POST /add-checkpoint HTTP/1.1\r\n") >= 3

    def test_many_silent_connections_do_not_keep_others_out_for_long(self, union):
        silent = [socket.create_connection(("127.0.0.1", union.port), 5) for _ in range(80)]
        try:
            end = time.monotonic() + 5
            while not answers(union):
                assert time.monotonic() < end
        finally:
            for each in silent:
                each.close()


def answers(union) -> bool:
    try:
        return union.ask("GET", NEWEST)[0] == 404
    except OSError:
        return False  # All places are taken.


def dripped(union, beginning: bytes) -> float:
    """Seconds until the witness hangs up on one who sends a byte every tenth of a second."""
    began = time.monotonic()
    with closing(socket.create_connection(("127.0.0.1", union.port), 5)) as line:
        line.settimeout(0.1)
        line.sendall(beginning)
        while time.monotonic() - began < 3:
            try:
                line.sendall(b"X")
                if line.recv(1) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
    return time.monotonic() - began


def request(body: bytes) -> bytes:
    head = f"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def exchange(union, data: bytes, hang_up: bool = False) -> bytes:
    with closing(socket.create_connection(("127.0.0.1", union.port), 5)) as line:
        line.sendall(data)
        if hang_up:
            line.shutdown(socket.SHUT_WR)
        said = b""
        try:
            while more := line.recv(4096):
                said += more
        except ConnectionResetError:
            pass  # It hung up before it had read all that was sent.
        return said
