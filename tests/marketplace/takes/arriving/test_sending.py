"""A track comes in once, whole and looked at; of what is refused nothing is kept."""

import hashlib
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from consent.recordings.models import Recording
from foundation import storage
from foundation.database import db
from foundation.uploads import jobs, taking
from foundation.uploads.actions import begin_upload
from foundation.uploads.errors import (
    UploadNotFound,
    UploadTaken,
    UploadUnfinished,
)
from foundation.uploads.models import Upload
from foundation.uploads.sniff import KindNotTaken, NotWhatItSays
from foundation.web import settings
from marketplace.takes.arriving import sending
from marketplace.takes.arriving.errors import CannotBeOpened, EmptyTrack, EndsEarly, NoTrack
from marketplace.takes.arriving.files import keep_upload
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.errors import (
    NothingSigned,
    SameFileAgain,
    TakeNotFound,
    TakeNotInThatState,
    TrackIsThere,
)
from marketplace.takes.models import TrackFile, TrackState
from tests.marketplace.bookings.booked import sisters
from tests.marketplace.takes.arriving.sent import receive, tone, uploaded
from tests.marketplace.takes.played import begun, met, signed_sisters, track_of

pytestmark = pytest.mark.usefixtures("session")
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm" + bytes(200)
PDF = b"%PDF-1.7\n" + bytes(200)


@pytest.fixture
def take_id(cast):
    return begun(cast, met(cast, signed_sisters(cast)))


def counted(table):
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(table))


def nothing_is_kept(upload_id):
    """No recording, no file, and the upload is on its way out."""
    db.session.rollback()
    upload = db.session().get(Upload, upload_id)
    return not counted(Recording) and not counted(TrackFile) and upload.ended_at is not None


def test_a_track_is_the_very_bytes_that_were_sent(cast, take_id):
    content = tone()
    receive(take_id, cast.omar, uploaded(cast.omar, content))
    file = db.session().scalars(select(TrackFile)).one()
    assert file.sha256 == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert b"".join(storage.of(settings()).open(file.storage_key)) == content
    assert track_of(take_id, cast.omar).state is TrackState.CHECKING
    assert track_of(take_id, cast.mira).state is TrackState.AWAITED


@pytest.mark.parametrize(
    ("content", "says", "refusal"),
    [
        (PDF, "application/pdf", NoTrack),
        (WEBM, "audio/wav", NotWhatItSays),
        (b"MZ" + bytes(200), "audio/wav", NotWhatItSays),
        (bytes(200), "application/x-msdownload", KindNotTaken),
        (b"", "audio/wav", EmptyTrack),
        (tone(80_000)[:40_000], "audio/wav", EndsEarly),
        (b"ID3" + bytes(200), "audio/mpeg", CannotBeOpened),
    ],
    ids=[
        "wrong type",
        "a video named .wav",
        "a program named .wav",
        "a program",
        "empty",
        "truncated",
        "nothing inside",
    ],
)
def test_of_what_is_no_track_nothing_is_kept(cast, take_id, content, says, refusal):
    upload_id = uploaded(cast.omar, content, says)
    with pytest.raises(refusal):
        receive(take_id, cast.omar, upload_id)
    assert nothing_is_kept(upload_id)
    stored = {each.key for each in storage.of(settings()).list("uploads/")}
    assert taking.key_of(upload_id) not in stored


def test_what_is_refused_is_gone_from_storage_too(cast):
    """It was copied there before the lock showed that nothing was signed."""
    take_id = begun(cast, met(cast, sisters(cast)))
    upload_id = uploaded(cast.omar, tone())
    with pytest.raises(NothingSigned):
        receive(take_id, cast.omar, upload_id)
    assert nothing_is_kept(upload_id)
    db.session.rollback()
    jobs._remove(settings(), upload_id)
    with pytest.raises(storage.StoredFileMissing):
        list(storage.of(settings()).open(taking.key_of(upload_id)))


def test_half_a_file_is_waited_for(cast, take_id):
    upload_id = begin_upload(
        actor=cast.omar.actor, settings=settings(), length=5000, metadata_header=""
    ).id
    with pytest.raises(UploadUnfinished):
        receive(take_id, cast.omar, upload_id)
    db.session.rollback()
    assert db.session().get(Upload, upload_id).ended_at is None


def test_nobody_sends_what_somebody_else_uploaded(cast, take_id):
    upload_id = uploaded(cast.mira, tone())
    with pytest.raises(UploadNotFound):
        receive(take_id, cast.omar, upload_id)
    receive(take_id, cast.mira, upload_id)


@pytest.mark.parametrize("who", ["otto", "ben", "ada", "cora"])
def test_to_who_does_not_play_in_it_the_take_does_not_exist(cast, take_id, who):
    person = getattr(cast, who)
    upload_id = uploaded(person, tone())
    for wanted in (take_id, uuid4()):
        with pytest.raises(TakeNotFound):
            receive(wanted, person, upload_id)
    assert db.session().get(Upload, upload_id).ended_at is None


def test_the_same_file_is_noticed_also_as_somebody_elses(cast, take_id):
    receive(take_id, cast.omar, uploaded(cast.omar, tone()))
    again = uploaded(cast.mira, tone())
    with pytest.raises(SameFileAgain):
        receive(take_id, cast.mira, again)
    assert db.session().get(Upload, again).ended_at is not None
    assert counted(TrackFile) == 1


def test_a_repeat_after_a_lost_answer_makes_one_recording(cast, take_id):
    upload_id = uploaded(cast.omar, tone())
    receive(take_id, cast.omar, upload_id)
    with pytest.raises(TrackIsThere):
        receive(take_id, cast.omar, upload_id)
    assert counted(Recording) == 1


def test_killed_between_storage_and_record_it_is_sent_again(cast, take_id):
    upload_id = uploaded(cast.omar, tone())
    keep_upload(upload_id, actor=cast.omar.actor, settings=settings())
    receive(take_id, cast.omar, upload_id)
    assert counted(Recording) == 1


def test_of_two_tabs_at_once_one_is_let_through(cast, take_id):
    """Both had looked, and stored their file, before either had the lock."""
    uploads = [uploaded(cast.omar, tone(level=level)) for level in (1, 2)]
    kept = [keep_upload(each, actor=cast.omar.actor, settings=settings()) for each in uploads]
    sending.attach_track(take_id, uploads[0], kept[0], actor=cast.omar.actor)
    with pytest.raises(TrackIsThere):
        sending.attach_track(take_id, uploads[1], kept[1], actor=cast.omar.actor)
    with pytest.raises(UploadTaken):
        sending.attach_track(take_id, uploads[0], kept[0], actor=cast.omar.actor)
    assert counted(Recording) == 1


def test_a_take_that_was_stopped_takes_nothing_more(cast, take_id):
    upload_id = uploaded(cast.omar, tone())
    stop_take(take_id, actor=cast.mira.actor)
    with pytest.raises(TakeNotInThatState):
        receive(take_id, cast.omar, upload_id)
    assert nothing_is_kept(upload_id)
