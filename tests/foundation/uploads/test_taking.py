"""How a slice makes an upload its own, and what happens to those that nobody wants."""

import hashlib
import os
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock, storage, uploads
from foundation.database import transaction
from foundation.jobs import Lease
from foundation.uploads import UploadNotFound, UploadTaken, UploadUnfinished, spool
from foundation.uploads.jobs import JOBS
from foundation.uploads.models import Upload
from tests.databases.crowd import at_once
from tests.foundation.uploads.tus import TUS, append, begun, id_of

BODY = b"RIFF....WAVE and so on"
LEASE = Lease("uploads.expire", holder=None, fence=1)


@pytest.fixture
def upload_id(omar):
    place = begun(omar, len(BODY), filename="take.wav")
    append(omar, place, 0, BODY)
    return id_of(place)


def take(settings, session, upload_id, owner):
    found = uploads.finished(session, upload_id, owner)
    key = uploads.store(settings, found)
    with transaction() as writing:
        uploads.take_over(writing, upload_id, owner)
    return key


def run_job():
    return JOBS[0].run(LEASE)


def kept(settings, key) -> bytes:
    return b"".join(storage.of(settings).open(key))


def test_taken_over_it_is_a_stored_file(upload_id, settings, session, cast):
    key = take(settings, session, upload_id, cast.omar.id)
    run_job()
    assert kept(settings, key) == BODY
    assert not spool.path(settings.var, upload_id).exists()


def test_a_taken_upload_stays_when_a_week_has_gone(upload_id, settings, session, cast):
    key = take(settings, session, upload_id, cast.omar.id)
    clock.move(timedelta(days=8))
    run_job()
    assert kept(settings, key) == BODY
    assert session.scalar(select(func.count()).select_from(Upload)) == 0


def test_it_is_taken_once(upload_id, settings, session, cast, omar):
    take(settings, session, upload_id, cast.omar.id)
    with pytest.raises(UploadTaken):
        take(settings, session, upload_id, cast.omar.id)
    assert omar.delete(f"/uploads/{upload_id}", headers=TUS).status_code == 409


@pytest.mark.usefixtures("each_connection")
def test_of_many_at_once_one_takes_it(app, upload_id, cast):
    def one(_number):
        with transaction() as session:
            return uploads.take_over(session, upload_id, cast.omar.id).sha256

    outcomes = at_once(app, 8, one)
    assert outcomes.count(hashlib.sha256(BODY).hexdigest()) == 1
    assert sum(isinstance(each, UploadTaken) for each in outcomes) == 7


def test_half_an_upload_cannot_be_taken(omar, session, cast):
    place = begun(omar, 10)
    append(omar, place, 0, b"abc")
    with pytest.raises(UploadUnfinished):
        uploads.finished(session, id_of(place), cast.omar.id)
    with pytest.raises(UploadUnfinished), transaction() as writing:
        uploads.take_over(writing, id_of(place), cast.omar.id)


def test_what_the_slice_undoes_can_be_taken_again(upload_id, settings, session, cast):
    with pytest.raises(ZeroDivisionError), transaction() as writing:
        uploads.take_over(writing, upload_id, cast.omar.id)
        raise ZeroDivisionError
    assert kept(settings, take(settings, session, upload_id, cast.omar.id)) == BODY


def test_what_nobody_takes_is_removed_everywhere(upload_id, settings, session, cast):
    key = uploads.store(settings, uploads.finished(session, upload_id, cast.omar.id))
    clock.move(timedelta(days=7))
    with pytest.raises(UploadNotFound):
        uploads.finished(session, upload_id, cast.omar.id)
    assert run_job() == "1 removed, 0 taken over, 0 strays"
    assert not storage.exists(storage.of(settings), key)
    assert list(spool.folder(settings.var).iterdir()) == []
    assert session.scalar(select(func.count()).select_from(Upload)) == 0
    assert run_job() == "0 removed, 0 taken over, 0 strays"


def test_one_that_is_still_fed_is_left_alone(omar, session):
    place = begun(omar, 10)
    clock.move(timedelta(days=5))
    append(omar, place, 0, b"abc")
    clock.move(timedelta(days=5))
    run_job()
    assert session.get(Upload, id_of(place)).received_bytes == 3


def test_bytes_that_no_row_knows_are_removed_after_a_day(app, settings):
    spool.folder(settings.var).mkdir(exist_ok=True)
    stray = spool.folder(settings.var) / "stray"
    stray.touch()
    at = clock.now().timestamp()
    os.utime(stray, (at, at))
    run_job()
    assert stray.exists()
    clock.move(timedelta(days=1, seconds=1))
    run_job()
    assert not stray.exists()
