"""What every storage promises, asked of the folder and of S3 (moto, over real HTTP)."""

import io
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import boto3
import pytest
from moto.server import ThreadedMotoServer

from foundation import storage
from foundation.database import transaction
from foundation.storage import BadKey, Storage, StoredFileMissing
from foundation.storage.local import LocalStorage

BYTES = bytes(range(256)) * 4


@pytest.fixture(scope="session")
def s3_address() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(app, settings, s3_address) -> Storage:
    made = replace(
        settings,
        storage="s3://fairtake/files",
        s3_endpoint=s3_address,
        s3_key_id="id",
        s3_secret="secret",
    )
    client = boto3.client(
        "s3",
        endpoint_url=s3_address,
        region_name="us-east-1",
        aws_access_key_id="id",
        aws_secret_access_key="secret",
    )
    urllib.request.urlopen(
        urllib.request.Request(f"{s3_address}/moto-api/reset", method="POST")
    ).close()
    client.create_bucket(Bucket="fairtake")
    return storage.of(made)


@pytest.fixture
def folder(app, tmp_path) -> Storage:
    return LocalStorage(tmp_path / "storage", "k" * 32)


@pytest.fixture(params=["folder", "bucket"])
def store(request) -> Storage:
    return request.getfixturevalue(request.param)


def read(store: Storage, key: str, *span: int) -> bytes:
    return b"".join(store.open(key, *span))


def test_what_was_put_comes_back(store):
    assert store.put("takes/one", io.BytesIO(BYTES)) == len(BYTES)
    assert read(store, "takes/one") == BYTES


def test_a_range_is_only_that_range(store):
    store.put("one", io.BytesIO(BYTES))
    assert read(store, "one", 10, 20) == BYTES[10:20]
    assert read(store, "one", 1000) == BYTES[1000:]
    assert read(store, "one", 5, 5) == b""
    assert read(store, "one", 5000) == b""


def test_a_path_is_kept_even_if_its_own_name_goes(store, tmp_path):
    source = tmp_path / "given"
    source.write_bytes(BYTES)
    store.put("one", source)
    source.unlink()
    assert read(store, "one") == BYTES


def test_putting_again_replaces(store):
    store.put("one", io.BytesIO(b"old and longer"))
    store.put("one", io.BytesIO(b"new"))
    assert read(store, "one") == b"new"


def test_deleting_twice_is_once(store):
    store.put("one", io.BytesIO(BYTES))
    store.delete("one")
    store.delete("one")
    with pytest.raises(StoredFileMissing):
        store.open("one")


def test_the_list_is_what_begins_so(store):
    for key in ("b/x", "a/two", "a/one", "a-b"):
        store.put(key, io.BytesIO(b"12345"))
    listed = [(stored.key, stored.size_bytes) for stored in store.list("a/")]
    assert listed == [("a/one", 5), ("a/two", 5)]
    assert [stored.key for stored in store.list()] == ["a-b", "a/one", "a/two", "b/x"]
    assert storage.exists(store, "a/one")
    assert not storage.exists(store, "a/on")


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../x", "a/../../x", "a//b", ".x", "a\\b", "A"])
def test_no_key_leaves_the_folder(store, key):
    for attempt in (
        lambda: store.put(key, io.BytesIO(b"x")),
        lambda: store.open(key),
        lambda: store.delete(key),
        lambda: store.link(key, filename="x", media_type="text/plain"),
    ):
        with pytest.raises(BadKey):
            attempt()


def test_nothing_outside_is_listed(store):
    with pytest.raises(BadKey):
        list(store.list("../"))


def test_no_transaction_waits_for_a_file(store):
    with transaction(), pytest.raises(RuntimeError, match="no network"):
        store.put("one", io.BytesIO(b"x"))


def test_a_source_that_breaks_leaves_nothing(store):
    class Breaks(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _buffer) -> int:
            raise OSError("the line went dead")

    with pytest.raises(OSError, match="went dead"):
        store.put("one", Breaks())
    assert list(store.list()) == []


def test_a_stream_larger_than_a_part_arrives_in_parts(bucket):
    large = bytes(40 << 20)
    assert bucket.put("large", io.BytesIO(large)) == len(large)
    assert sum(len(piece) for piece in bucket.open("large")) == len(large)


def test_an_s3_link_names_the_file_and_lasts_a_minute(bucket):
    bucket.put("one", io.BytesIO(BYTES))
    link = bucket.link("one", filename="Tëst.wav", media_type="audio/wav", inline=True)
    assert "X-Amz-Expires=60" in urlsplit(link).query
    with urllib.request.urlopen(link) as answer:
        assert answer.read() == BYTES
        assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''T%C3%ABst.wav"


def test_a_folder_is_readable_by_us_alone(folder, tmp_path):
    folder.put("a/b", io.BytesIO(BYTES))
    given = tmp_path / "given"
    given.write_bytes(BYTES)
    given.chmod(0o644)
    folder.put("a/c", given)
    for path in (folder.folder, *folder.folder.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path


def test_when_a_file_was_put_there_is_known(store):
    before = datetime.now(UTC) - timedelta(seconds=2)  # Some systems know only whole seconds.
    store.put("one", io.BytesIO(BYTES))
    [stored] = store.list()
    assert before <= stored.kept_at <= datetime.now(UTC) + timedelta(seconds=2)
