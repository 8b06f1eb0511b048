"""tus 1.0 as its specification says it."""

import hashlib
from datetime import timedelta

import pytest

from foundation import clock, uploads
from tests.cast import sign_in
from tests.foundation.uploads.tus import (
    TUS,
    append,
    begin,
    begun,
    checksum,
    id_of,
    metadata,
    received,
    stand,
)

BODY = b"To be, or not to be" * 100


def test_what_arrives_in_pieces_is_whole_and_hashed(omar, cast, session):
    place = begun(omar, len(BODY), filename="take.wav", filetype="audio/wav")
    assert append(omar, place, 0, BODY[:700]).headers["Upload-Offset"] == "700"
    assert append(omar, place, 700, BODY[700:]).status_code == 204
    found = uploads.finished(session, id_of(place), cast.omar.id)
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()
    assert (found.filename, found.media_type, found.size_bytes) == (
        "take.wav",
        "audio/wav",
        len(BODY),
    )


def test_discovery_needs_no_sign_in(client):
    answer = client.options("/uploads")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Max-Size"] == str(4096 << 20)
    assert set(answer.headers["Tus-Extension"].split(",")) == {
        "creation",
        "creation-defer-length",
        "termination",
        "checksum",
        "expiration",
    }
    assert "sha256" in answer.headers["Tus-Checksum-Algorithm"]


def test_another_version_is_told_ours(omar):
    answer = omar.post("/uploads", headers={"Tus-Resumable": "0.2.2", "Upload-Length": "1"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")


def test_where_it_stands_can_be_asked(omar):
    said = metadata(filename="Tëst.wav", draft="")
    place = begin(omar, 10, **{"Upload-Metadata": said}).headers["Location"]
    append(omar, place, 0, b"abc")
    answer = stand(omar, place)
    assert answer.headers["Upload-Offset"] == "3"
    assert answer.headers["Upload-Length"] == "10"
    assert answer.headers["Upload-Metadata"] == said
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert answer.headers["Upload-Expires"] == "Mon, 09 Mar 2026 09:00:00 GMT"


def test_a_wrong_offset_is_told_the_right_one(omar):
    place = begun(omar, 10)
    append(omar, place, 0, b"abc")
    for offset in (0, 2, 4):
        answer = append(omar, place, offset, b"x")
        assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "3")


def test_a_length_may_come_last(omar, cast, session):
    place = begun(omar, None)
    assert stand(omar, place).headers["Upload-Defer-Length"] == "1"
    append(omar, place, 0, b"abc")
    assert append(omar, place, 3, **{"Upload-Length": "3"}).status_code == 204
    assert uploads.finished(session, id_of(place), cast.omar.id).size_bytes == 3
    assert append(omar, place, 3, **{"Upload-Length": "3"}).status_code == 204


def test_a_settled_length_stays(omar):
    place = begun(omar, None)
    append(omar, place, 0, b"abc", **{"Upload-Length": "9"})
    assert append(omar, place, 3, b"d", **{"Upload-Length": "8"}).status_code == 409
    place = begun(omar, None)
    append(omar, place, 0, b"abc")
    assert append(omar, place, 3, **{"Upload-Length": "2"}).status_code == 413


@pytest.mark.parametrize("algorithm", ["sha256", "sha1"])
def test_bytes_that_match_their_checksum_are_kept(omar, algorithm):
    place = begun(omar, len(BODY))
    assert append(omar, place, 0, BODY, **checksum(BODY, algorithm)).status_code == 204


def test_bytes_that_do_not_match_are_not_kept(omar, cast, session):
    place = begun(omar, len(BODY))
    append(omar, place, 0, BODY[:100])
    assert append(omar, place, 100, b"damaged", **checksum(b"sent")).status_code == 460
    assert received(omar, place) == 100
    append(omar, place, 100, BODY[100:])
    found = uploads.finished(session, id_of(place), cast.omar.id)
    assert found.sha256 == hashlib.sha256(BODY).hexdigest()


@pytest.mark.parametrize(
    "value", ["md5 1B2M2Y8AsgTpgAmY7PhCfg==", "sha256", "sha256 !!", "sha256 eA=="]
)
def test_a_checksum_we_cannot_check_is_refused(omar, value):
    place = begun(omar, 1)
    assert append(omar, place, 0, b"x", **{"Upload-Checksum": value}).status_code == 400
    assert received(omar, place) == 0


def test_too_large_is_refused_before_a_byte(omar):
    assert begin(omar, (4096 << 20) + 1).status_code == 413
    assert begin(omar, 4096 << 20).status_code == 201


def test_more_than_declared_is_refused(omar):
    place = begun(omar, 3)
    assert append(omar, place, 0, b"abcd").status_code == 413
    assert received(omar, place) == 0


def test_the_limit_of_forms_is_not_the_limit_of_files(omar, app):
    body = bytes(app.config["MAX_CONTENT_LENGTH"] + 1)
    place = begun(omar, len(body))
    assert append(omar, place, 0, body).status_code == 204


def test_an_empty_file_is_finished_at_once(omar, cast, session, settings):
    place = begun(omar, 0, filename="empty.txt")
    found = uploads.finished(session, id_of(place), cast.omar.id)
    assert found.sha256 == hashlib.sha256(b"").hexdigest()
    assert uploads.head_of(settings, found.id) == b""


def test_a_removed_upload_is_gone_with_its_bytes(omar, settings):
    place = begun(omar, 10)
    append(omar, place, 0, b"abc")
    assert omar.delete(place, headers=TUS).status_code == 204
    assert stand(omar, place).status_code == 404
    assert append(omar, place, 3, b"d").status_code == 404
    assert omar.delete(place, headers=TUS).status_code == 404
    assert list((settings.var / "uploads").iterdir()) == []


def test_an_upload_expires_a_week_after_its_last_byte(omar, cast):
    place = begun(omar, 10)
    clock.move(timedelta(days=6))
    append(omar, place, 0, b"abc")
    clock.move(timedelta(days=6))
    sign_in(omar, cast.omar)
    assert received(omar, place) == 3
    clock.move(timedelta(days=1))
    assert stand(omar, place).status_code == 404


def test_other_methods_can_be_asked_for_by_post(omar):
    place = begun(omar, 3)
    headers = {**TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    answer = omar.post(place, data=b"abc", headers={**headers, "X-HTTP-Method-Override": "PATCH"})
    assert answer.status_code == 204
    assert omar.post(place, headers=TUS).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload-Length": "-1"},
        {"Upload-Length": "1e3"},
        {"Upload-Length": "٣"},
        {"Upload-Length": "9" * 30},
        {"Upload-Length": "1", "Upload-Defer-Length": "1"},
        {"Upload-Defer-Length": "2"},
        {"Upload-Length": "1", "Upload-Metadata": "name not-base64!"},
        {"Upload-Length": "1", "Upload-Metadata": "a eA==,a eA=="},
        {"Upload-Length": "1", "Upload-Metadata": "a " + "eHh4" * 2000},
    ],
    ids=str,
)
def test_a_beginning_that_cannot_be_read_is_refused(omar, headers):
    assert omar.post("/uploads", headers={**TUS, **headers}).status_code == 400


def test_an_append_that_cannot_be_read_is_refused(omar):
    place = begun(omar, 3)
    bytes_of = {"Content-Type": "application/offset+octet-stream"}
    assert omar.patch(place, data=b"abc", headers={**TUS, **bytes_of}).status_code == 400
    assert append(omar, place, 0, b"abc", **{"Content-Type": "text/plain"}).status_code == 415
    assert received(omar, place) == 0


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\take 1.wav", "take 1.wav"),
        ("a\r\nSet-Cookie: x\u202egnp.exe", "aSet-Cookie: xgnp.exe"),
        ("", "unnamed"),
        ("...", "unnamed"),
        ("x" * 300 + ".wav", "x" * 196 + ".wav"),
    ],
)
def test_a_name_is_only_ever_data(omar, cast, session, sent, shown):
    place = begun(omar, 0, filename=sent)
    assert uploads.finished(session, id_of(place), cast.omar.id).filename == shown
