"""Reference material: what it is by its first bytes, whose it is, and which version names it."""

from io import BytesIO

import pytest

from foundation.database import db
from marketplace.requests import actions, copying, queries, reviewing
from marketplace.requests.errors import ReferenceNotFound, UnfitReference
from marketplace.requests.references import (
    MOST,
    NewReference,
    add_reference,
    in_draft,
    readable,
    remove_reference,
)
from tests.cast import sign_in
from tests.marketplace.requests.written import begun, covered, newest

pytestmark = pytest.mark.usefixtures("session")
MOOD = NewReference("mood.txt", "references/mood", "text/plain", 4, "00")
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)


def added(cast, request_id, new=MOOD):
    return add_reference(request_id, new, actor=cast.ben.actor)


def submitted(cast, request_id):
    actions.submit_request(request_id, actor=cast.ben.actor)
    return set(queries.newest_version(db.session(), request_id).scene().brief.references)


def send(client, request_id, content, name, media_type):
    file = (BytesIO(content), name, media_type)
    return client.post(f"/requests/{request_id}/references", data={"file": file})


def test_a_file_comes_in_by_the_page_and_is_handed_out_again(cast, client):
    request_id = begun(cast.ben)
    sign_in(client, cast.ben)
    send(client, request_id, PICTURE, "mood.png", "image/png")
    assert "mood.png" in client.get(f"/requests/{request_id}").text
    row = in_draft(db.session(), request_id)[0]
    link = client.get(f"/requests/references/{row.id}").location
    db.session.rollback()
    with client.get(link) as answer:
        assert answer.data == PICTURE
        assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("content", "name", "media_type", "said"),
    [
        (b"", "", "", "Choose a file."),
        (b"", "mood.png", "image/png", "This file is empty."),
        (b"<script>", "mood.png", "image/png", "it is not"),
        (b"MZ" + bytes(64), "mood.exe", "application/x-msdownload", "We do not take"),
    ],
)
def test_what_is_unfit_is_refused_at_the_field(cast, client, content, name, media_type, said):
    request_id = begun(cast.ben)
    sign_in(client, cast.ben)
    answer = send(client, request_id, content, name, media_type)
    assert answer.status_code == 422
    assert said in answer.text
    assert in_draft(db.session(), request_id) == []


def test_there_is_a_most(cast):
    request_id = begun(cast.ben)
    for _ in range(MOST):
        added(cast, request_id)
    with pytest.raises(UnfitReference):
        added(cast, request_id)


def test_a_version_keeps_what_the_draft_lets_go(cast):
    covered(cast)
    request_id = begun(cast.ben)
    kept, gone = added(cast, request_id), added(cast, request_id)
    assert submitted(cast, request_id) == {kept, gone}
    reviewing.return_request(
        request_id, newest(request_id), {"brief.title": "Say more."}, actor=cast.cora.actor
    )
    remove_reference(request_id, gone, actor=cast.ben.actor)
    assert submitted(cast, request_id) == {kept}
    assert gone in queries.version(db.session(), request_id, 1).scene().brief.references


def test_a_copy_speaks_of_the_same_files(cast):
    request_id = begun(cast.ben)
    added(cast, request_id)
    copy = copying.copy_request(request_id, actor=cast.ben.actor)
    assert [row.storage_key for row in in_draft(db.session(), copy)] == [MOOD.storage_key]


def test_compliance_reads_it_with_the_version_and_not_before(cast):
    covered(cast)
    request_id = begun(cast.ben)
    first = added(cast, request_id)
    submitted(cast, request_id)
    reviewing.return_request(
        request_id, newest(request_id), {"brief.title": "Say more."}, actor=cast.cora.actor
    )
    later = added(cast, request_id)
    assert readable(db.session(), first, cast.cora.actor).id == first
    with pytest.raises(ReferenceNotFound):
        readable(db.session(), later, cast.cora.actor)
