"""Local links through the web edge: a minute, ranges, names, and nothing that runs."""

import io
from datetime import timedelta
from functools import partial

import pytest

from foundation import clock, storage
from foundation.storage import links

BYTES = bytes(range(256))


@pytest.fixture
def get(client):
    """Reads to the end, as a browser does."""
    return partial(client.get, buffered=True)


@pytest.fixture
def link(app, settings) -> str:
    store = storage.of(settings)
    store.put("take", io.BytesIO(BYTES))
    return store.link("take", filename='Tëst "1".wav', media_type="audio/wav", inline=True)


def test_a_link_serves_the_file_privately(get, link):
    answer = get(link)
    assert (answer.status_code, answer.data, answer.mimetype) == (200, BYTES, "audio/wav")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Content-Disposition"].startswith("inline; filename")


def test_a_link_serves_ranges(get, link):
    answer = get(link, headers={"Range": "bytes=10-19"})
    assert (answer.status_code, answer.data) == (206, BYTES[10:20])
    assert get(link, headers={"Range": "bytes=999-"}).status_code == 416


def test_a_link_ends_within_its_minute(get, link):
    clock.move(timedelta(seconds=59))
    assert get(link).status_code == 200
    clock.move(timedelta(seconds=1))
    assert get(link).status_code == 404


def test_a_changed_link_is_no_link(get, link):
    middle = len(link) // 2
    assert get(link[:middle] + "A" + link[middle + 1 :]).status_code == 404


def test_a_link_sealed_with_another_key_is_no_link(get, app):
    forged = links.seal("another key", links.Ticket("take", "x", "text/plain", False))
    assert get(f"/files/{forged}").status_code == 404


def test_a_page_is_downloaded_and_never_shown(get, app, settings):
    store = storage.of(settings)
    store.put("page", io.BytesIO(b"<script>alert(1)</script>"))
    link = store.link("page", filename="x.html", media_type="text/html", inline=True)
    assert get(link).headers["Content-Disposition"].startswith("attachment")


def test_a_deleted_file_is_not_found(get, link, settings):
    storage.of(settings).delete("take")
    assert get(link).status_code == 404
