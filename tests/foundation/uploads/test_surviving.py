"""What a real server keeps when it is killed, when the line breaks, when two send at once."""

import hashlib
import random
import socket
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Request
from tusclient.client import TusClient

from foundation import clock, uploads
from foundation.uploads import silence, spool
from foundation.uploads.arriving import SYNC_EVERY, Chunk, Writer
from foundation.uploads.digests import Digest
from foundation.uploads.errors import Interrupted, NoRoom
from tests.cast import sign_in
from tests.foundation.uploads.serving import Served, serving, soon
from tests.foundation.uploads.tus import id_of
from tests.running.programs import until

MIB = 1 << 20


@pytest.fixture
def cookie(client, cast) -> str:
    clock.release()  # The server's clock is the real one.
    sign_in(client, cast.omar)
    found = client.get_cookie("session")
    assert found is not None
    return f"session={found.value}"


@pytest.fixture
def served(settings, cookie) -> Iterator[Served]:
    yield from serving(settings, cookie)


@pytest.fixture
def two_processes(settings, cookie) -> Iterator[Served]:
    yield from serving(settings, cookie, "--workers", "2")


def content(length: int) -> bytes:
    return random.Random(length).randbytes(length)


def sha256_of(session, cast, place) -> str:
    session.rollback()
    return uploads.finished(session, id_of(place), cast.omar.id).sha256


def test_a_killed_server_has_kept_what_it_promised(served, session, cast):
    body = content(2 * SYNC_EVERY)
    place = served.begin(len(body))
    with served.appending(place, 0, len(body)) as sending:
        sending.send(body[:SYNC_EVERY])
        rest = iter(range(SYNC_EVERY, len(body) - MIB, MIB))
        while not (promised := served.received(place)):
            at = next(rest)
            sending.send(body[at : at + MIB])
        served.kill()
    served.start()
    assert served.received(place) == promised >= SYNC_EVERY
    assert served.append(place, promised, body[promised:]) == 204
    assert sha256_of(session, cast, place) == hashlib.sha256(body).hexdigest()


def test_a_broken_line_costs_nothing_that_had_arrived(served, session, cast):
    body = content(8 * MIB)
    place = served.begin(len(body))
    with served.appending(place, 0, len(body)) as sending:
        sending.send(body[: 3 * MIB])
    soon(served, place, 3 * MIB)
    assert served.append(place, 3 * MIB, body[3 * MIB :]) == 204
    assert sha256_of(session, cast, place) == hashlib.sha256(body).hexdigest()


def test_of_two_that_send_at_once_one_is_told_to_wait(served, settings, session, cast):
    body = content(4 * MIB)
    place = served.begin(len(body))
    with served.appending(place, 0, len(body)) as first:
        first.send(body[:MIB])
        arrived = spool.path(settings.var, id_of(place))
        until(lambda: arrived.exists() and arrived.stat().st_size == MIB, "the first never began")
        assert served.append(place, 0, body[:10]) == 423
        first.send(body[MIB:])
        assert first.status() == 204
    assert sha256_of(session, cast, place) == hashlib.sha256(body).hexdigest()


def test_two_processes_take_turns_with_one_upload(two_processes, session, cast):
    body = content(40 * 1000)
    place = two_processes.begin(len(body))
    for at in range(0, len(body), 1000):
        assert two_processes.append(place, at, body[at : at + 1000]) == 204
    assert sha256_of(session, cast, place) == hashlib.sha256(body).hexdigest()


def test_a_large_upload_needs_little_memory(served):
    body = content(MIB)
    warm = served.begin(8 * MIB)
    assert served.append(warm, 0, body * 8) == 204
    before = served.peak_memory_mib()
    place = served.begin(256 * MIB)
    with served.appending(place, 0, 256 * MIB) as sending:
        for _ in range(256):
            sending.send(body)
        assert sending.status() == 204
    assert served.peak_memory_mib() - before < 16


def test_memory_would_be_seen_to_grow(served):
    """The measure measures: one worker that holds nothing yet holds more than nothing."""
    assert served.peak_memory_mib() > 20


def test_tuspy_uploads_and_resumes(served, session, cast):
    body = content(3 * MIB)
    client = TusClient(f"{served.address}/uploads", headers={"Cookie": served.headers["Cookie"]})
    first = client.uploader(
        file_stream=BytesIO(body),
        chunk_size=MIB,
        metadata={"filename": "take.wav"},
        upload_checksum=True,
    )
    first.upload_chunk()
    assert first.offset == MIB

    again = client.uploader(file_stream=BytesIO(body), chunk_size=MIB, url=first.url)
    assert again.offset == MIB
    again.upload()
    place = first.url.removeprefix(served.address)
    assert sha256_of(session, cast, place) == hashlib.sha256(body).hexdigest()


def test_a_sender_that_went_silent_is_let_go(monkeypatch):
    monkeypatch.setattr(silence, "MOST_S", 0.05)
    ours, theirs = socket.socketpair()
    with ours, theirs, ours.makefile("rb", buffering=0) as source:
        theirs.sendall(b"half a ")
        with silence.not_for_long(Request({"gunicorn.socket": ours})):
            pieces = Chunk(source, size=100).pieces()
            assert next(pieces) == b"half a "
            with pytest.raises(Interrupted):
                next(pieces)
        assert ours.gettimeout() is None


def test_a_full_disk_is_said():
    with open("/dev/full", "wb", buffering=0) as full, pytest.raises(NoRoom):
        Writer(full, Digest(), at=0, most=10).write(b"0123456789")
