"""The log over HTTP, as a stranger's reader finds it."""

import gzip

import metamorphic_log
import pytest

from consent.keeping import places
from consent.keeping.jobs import keep
from consent.ledger import sequencer, signing
from consent.ledger.proofs import LogProof
from foundation import clock
from foundation.database import transaction
from foundation.web import settings
from tests.consent.ledger.writing import event, fresh, write
from tests.consent.serving.strict_client import Reader, inclusion_path


@pytest.fixture
def get(client):
    def ask(path: str) -> bytes:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        return answer.data

    return ask


@pytest.fixture
def three(session):
    events = [event() for _ in range(3)]
    write(*events)
    keep()
    return events


def reader(get) -> Reader:
    vkey = get("/ledger/vkey").decode().split("\n")[0]
    assert vkey == str(places.keys(settings())[0].verifier)
    return Reader(get, vkey)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 600])
def test_a_reader_written_from_the_specification_works_out_the_signed_root(session, get, size):
    write(*(event() for _ in range(size)))
    keep()
    found = reader(get)
    assert found.size == size
    found.check()


def test_a_library_that_is_not_ours_verifies_what_the_tiles_prove(session, get):
    write(*(event() for _ in range(300)))
    keep()
    old = reader(get)
    write(*(event() for _ in range(40)))
    clock.move(signing.EVERY)
    keep()
    new = reader(get)
    leaves = new.leaves()
    for index in (0, 255, 256, 299, 339):
        path = inclusion_path(index, leaves)
        metamorphic_log.verify_inclusion(index, new.size, leaves[index], path, new.root)
    assert leaves[:300] == old.leaves()


def test_a_flipped_byte_in_a_tile_would_be_found(session, get, three):
    def lying(path: str) -> bytes:
        data = get(path)
        return data[:-1] + bytes([data[-1] ^ 1]) if "/tile/entries/" in path else data

    vkey = get("/ledger/vkey").decode().split("\n")[0]
    with pytest.raises(AssertionError):
        Reader(lying, vkey).check()


def test_the_proof_that_is_served_is_the_one_that_the_tiles_give(session, get, three):
    proof = LogProof.parse(get(f"/ledger/proof/{three[2].id}").decode())
    found = reader(get)
    assert list(proof.path) == inclusion_path(proof.index, found.leaves())
    assert proof.entry == found.entries()[proof.index]


def test_before_anything_is_signed_there_is_nothing(client, session):
    answers = [client.get(f"/ledger/{path}") for path in ("checkpoint", "vkey", "tile/0/000.p/1")]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


@pytest.mark.parametrize(
    "path", ["0/000.p/4", "0/000", "0/000.p/0", "0/000.p/03", "entries/000.p/4", "1/000.p/1", "x/0"]
)
def test_what_is_not_signed_or_not_spelled_right_is_not_there(client, three, path):
    write(event())
    with transaction() as placing:
        sequencer.sequence(placing)
    answer = client.get(f"/ledger/tile/{path}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")
    assert answer.mimetype == "text/plain"


def test_caches_keep_tiles_for_ever_and_ask_again_for_the_checkpoint(client, three):
    tile = client.get("/ledger/tile/0/000.p/3")
    assert "immutable" in tile.headers["Cache-Control"]
    assert tile.content_type == "application/octet-stream"
    checkpoint = client.get("/ledger/checkpoint")
    assert "no-cache" in checkpoint.headers["Cache-Control"]
    assert checkpoint.content_type == "text/plain; charset=utf-8"
    again = client.get("/ledger/checkpoint", headers={"If-None-Match": checkpoint.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["checkpoint", "vkey", "tile/0/000.p/3", "tile/entries/000.p/3"])
def test_nobody_is_known_by_a_cookie_and_every_page_may_read(client, three, path):
    answer = client.get(f"/ledger/{path}", headers={"Origin": "https://verifier.example"})
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_asking_only_for_the_head_answers_alike(client, three):
    head, full = (ask("/ledger/tile/0/000.p/3") for ask in (client.head, client.get))
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["Content-Length"] == full.headers["Content-Length"]


def test_a_bundle_comes_zipped_to_who_can_unzip(client, three):
    path = "/ledger/tile/entries/000.p/3"
    plain, zipped = client.get(path), client.get(path, headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == zipped.headers["Vary"] == "Accept-Encoding"


def test_the_proof_of_what_waits_is_to_be_asked_for_again(client, session):
    waiting = event()
    write(waiting)
    answer = client.get(f"/ledger/proof/{waiting.id}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (409, "2")
    assert client.get(f"/ledger/proof/{fresh()}").status_code == 404
