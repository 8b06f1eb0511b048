"""Uploads by programs: the same tus with a token, and within what the token may."""

import hashlib
import random
from collections.abc import Iterator
from io import BytesIO

import pytest
from tusclient.client import TusClient

from foundation import clock, uploads
from tests.api.asking import Program
from tests.cast import Person, sign_in
from tests.foundation.uploads.serving import Served, serving
from tests.foundation.uploads.tus import TUS, begin, id_of

PLACE = "/api/v1/uploads"
MIB = 1 << 20


def bearer(app, person: Person, *scopes: str) -> dict[str, str]:
    secret = Program(app, person, scopes or ("uploads:write",)).secret
    return {**TUS, "Authorization": f"Bearer {secret}"}


@pytest.fixture
def served(settings) -> Iterator[Served]:
    clock.release()  # The server's clock is the real one.
    yield from serving(settings, cookie="")


def test_tuspy_uploads_and_resumes_with_a_token(app, cast, session, served):
    body = random.Random(8).randbytes(3 * MIB)
    token = bearer(app, cast.omar)["Authorization"]
    client = TusClient(f"{served.address}{PLACE}", headers={"Authorization": token})
    first = client.uploader(file_stream=BytesIO(body), chunk_size=MIB, upload_checksum=True)
    first.upload_chunk()
    again = client.uploader(file_stream=BytesIO(body), chunk_size=MIB, url=first.url)
    assert (first.url.startswith(f"{served.address}{PLACE}/"), again.offset) == (True, MIB)
    again.upload()
    session.rollback()
    found = uploads.finished(session, id_of(first.url), cast.omar.id)
    assert found.sha256 == hashlib.sha256(body).hexdigest()


def test_without_the_scope_a_token_sends_nothing(app, cast):
    headers = {**bearer(app, cast.omar, "cases:read"), "Upload-Length": "3"}
    answer = app.test_client().post(PLACE, headers=headers)
    assert answer.status_code == 403
    assert "uploads:write" in answer.json["detail"]


def test_a_stranger_s_token_does_not_see_it(app, cast):
    headers = {**bearer(app, cast.omar), "Upload-Length": "3"}
    place = app.test_client().post(PLACE, headers=headers).headers["Location"]
    assert place.startswith(f"{PLACE}/")
    stranger = app.test_client().head(place, headers=bearer(app, cast.mira))
    assert stranger.status_code == 404


def test_neither_door_opens_with_the_other_s_key(app, client, cast):
    sign_in(client, cast.omar)
    assert client.post(PLACE, headers={**TUS, "Upload-Length": "3"}).status_code == 401
    token = {**bearer(app, cast.omar), "Upload-Length": "3"}
    assert app.test_client().post("/uploads", headers=token).status_code == 401


def test_what_a_program_sent_its_person_sees_on_the_pages(app, client, cast):
    headers = {**bearer(app, cast.omar), "Upload-Length": "3"}
    place = app.test_client().post(PLACE, headers=headers).headers["Location"]
    sign_in(client, cast.omar)
    seen = client.head(place.replace("/api/v1", ""), headers=TUS)
    assert (seen.status_code, seen.headers["Upload-Offset"]) == (200, "0")
    assert begin(client, 3).headers["Location"].startswith("/uploads/")


def test_a_refusal_is_a_problem_that_programs_read(app, cast):
    headers = {**bearer(app, cast.omar), "Upload-Length": str(1 << 50)}
    answer = app.test_client().post(PLACE, headers=headers)
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")
