"""Only the owner; within what one person may have waiting; never for another site."""

from dataclasses import replace

import pytest

from foundation import uploads
from foundation.uploads import actions
from foundation.uploads.errors import QuotaSpent, UploadNotFound
from tests.databases.crowd import at_once
from tests.foundation.uploads.tus import TUS, append, begin, begun, id_of, stand

MIB = 1 << 20


def test_a_stranger_does_not_see_it(omar, mira, session, cast):
    place = begun(omar, 3)
    for answer in (
        stand(mira, place),
        append(mira, place, 0, b"abc"),
        mira.delete(place, headers=TUS),
    ):
        assert answer.status_code == 404
    append(omar, place, 0, b"abc")
    with pytest.raises(UploadNotFound):
        uploads.finished(session, id_of(place), cast.mira.id)
    assert uploads.finished(session, id_of(place), cast.omar.id)


def test_who_is_not_signed_in_uploads_nothing(omar, app):
    nobody, place = app.test_client(), begun(omar, 3)
    for answer in (begin(nobody, 3), stand(nobody, place), append(nobody, place, 0, b"abc")):
        assert answer.status_code == 401


@pytest.mark.parametrize(
    "sent", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_another_site_uploads_nothing_with_our_cookie(omar, sent):
    place = begun(omar, 3)
    assert begin(omar, 3, **sent).status_code == 403
    assert append(omar, place, 0, b"abc", **sent).status_code == 403
    assert omar.delete(place, headers={**TUS, **sent}).status_code == 403


@pytest.fixture
def small(settings):
    return replace(settings, upload_limit_mb=4, upload_quota_mb=10)


def test_a_person_has_only_so_much_waiting(app, cast, small):
    def begin_of(person, length):
        return actions.begin_upload(
            actor=person.actor, settings=small, length=length, metadata_header=""
        )

    first = begin_of(cast.omar, 4 * MIB)
    begin_of(cast.omar, None)  # Of unknown length: it may become 4 MiB.
    with pytest.raises(QuotaSpent):
        begin_of(cast.omar, 2 * MIB + 1)
    begin_of(cast.mira, 4 * MIB)  # Another person's room is their own.
    actions.remove_upload(actor=cast.omar.actor, settings=small, upload_id=first.id)
    begin_of(cast.omar, 4 * MIB)


@pytest.mark.usefixtures("each_database")
def test_many_at_once_do_not_get_past_the_quota(app, cast, small):
    def one(_number):
        return actions.begin_upload(
            actor=cast.omar.actor, settings=small, length=3 * MIB, metadata_header=""
        )

    outcomes = at_once(app, 8, one)
    assert sum(isinstance(each, actions.Standing) for each in outcomes) == 3
    assert sum(isinstance(each, QuotaSpent) for each in outcomes) == 5
