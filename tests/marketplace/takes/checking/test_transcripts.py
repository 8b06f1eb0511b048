"""What is said in a track is written down in versions; what is withheld of it only its performer
reads."""

import io

import pytest
from sqlalchemy.exc import DBAPIError

from foundation.database import db, transaction
from foundation.notices.models import Notice
from marketplace.takes.checking.errors import (
    LineOutside,
    NotToTranscribe,
    SameTranscript,
    TranscriptNotFound,
    TranscriptNotText,
    TranscriptSaysNothing,
    WithheldText,
)
from marketplace.takes.checking.marks import NewSpan, mark_span
from marketplace.takes.checking.models import MarkKind, Transcript
from marketplace.takes.checking.transcribing import text_of, write_transcript
from marketplace.takes.checking.transcripts import WITHHELD, shown
from marketplace.takes.errors import TakeNotFound
from tests.cast import sign_in
from tests.marketplace.takes.checking.checked import delegated, ten_seconds
from tests.marketplace.takes.played import begun, met, signed_sisters, track_of

pytestmark = pytest.mark.usefixtures("session")
SAID = """WEBVTT

00:00.500 --> 00:02.000
Where is the letter, Anna?

00:03.000 --> 00:05.000
<v Lena>I burnt it.
"""
NAME = NewSpan(MarkKind.REAL_NAME, 1_500, 1_900)


@pytest.fixture
def take_id(cast):
    return ten_seconds(cast)


def write(cast, take_id, text=SAID, by=None):
    track = track_of(take_id, cast.omar)
    return write_transcript(take_id, track.id, text, actor=(by or cast.omar).actor)


def read(cast, take_id, by, number=None):
    db.session.rollback()
    return shown(db.session(), take_id, track_of(take_id, cast.omar).id, by.actor, number)


def words(found):
    return [line.cue.text for line in found.lines]


def withhold_the_name(cast, take_id):
    mark_span(take_id, track_of(take_id, cast.omar).id, NAME, actor=cast.omar.actor)


@pytest.mark.usefixtures("each_database")
def test_each_version_is_kept_and_read_again(app, cast, take_id):
    assert write(cast, take_id) == 1
    assert write(cast, take_id, SAID.replace("Anna", "Ada"), by=cast.ben) == 2
    assert words(read(cast, take_id, cast.ben))[0] == "Where is the letter, Ada?"
    assert words(read(cast, take_id, cast.omar, 1))[0] == "Where is the letter, Anna?"
    with pytest.raises(TranscriptNotFound):
        read(cast, take_id, cast.omar, 3)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        session.query(Transcript).update({"number": 9})


def test_a_reviewer_writes_where_the_client_lets_them_and_its_performer_is_told(cast, take_id):
    with pytest.raises(TakeNotFound):
        write(cast, take_id, by=cast.remy)
    delegated(cast, take_id, cast.remy)
    write(cast, take_id, by=cast.remy)
    told = db.session().query(Notice).filter_by(kind="track.transcribed")
    assert [each.account_id for each in told] == [cast.omar.id]


@pytest.mark.parametrize("name", ["mira", "otto", "vera", "fay"])
def test_to_partners_and_strangers_there_is_none(cast, take_id, name):
    write(cast, take_id)
    for do in (write, read):
        with pytest.raises(TakeNotFound):
            do(cast, take_id, by=getattr(cast, name))


def test_what_is_withheld_only_its_performer_reads(cast, take_id):
    write(cast, take_id)
    withhold_the_name(cast, take_id)
    assert words(read(cast, take_id, cast.ben)) == [WITHHELD, "I burnt it."]
    assert "Anna" not in read(cast, take_id, cast.ben).text
    assert "Anna" in read(cast, take_id, cast.omar).text


def test_that_it_would_be_read_without_the_mark_is_noticed(cast, take_id, monkeypatch):
    write(cast, take_id)
    withhold_the_name(cast, take_id)
    where = "marketplace.takes.checking.transcripts.withheld"
    monkeypatch.setattr(where, lambda *_: {})
    assert "Anna" in read(cast, take_id, cast.ben).text


def test_who_sees_gaps_does_not_write_them_over_the_words(cast, take_id):
    write(cast, take_id)
    withhold_the_name(cast, take_id)
    with pytest.raises(WithheldText):
        write(cast, take_id, read(cast, take_id, cast.ben).text + " ", by=cast.ben)
    assert write(cast, take_id, SAID.replace("burnt", "lost")) == 2


def test_the_turns_that_were_heard_are_lines_to_fill_in(cast, take_id):
    assert read(cast, take_id, cast.omar).skeleton == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\n…\n\n00:00:03.000 --> 00:00:05.000\n…\n"
    )


@pytest.mark.parametrize(
    ("text", "refused", "sentence"),
    [
        (SAID.replace("00:05", "00:15"), LineOutside, "the recording lasts 00:00:10.000"),
        ("WEBVTT\n", TranscriptSaysNothing, "Write at least one line"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", TranscriptSaysNothing, "Nothing is said"),
    ],
)
def test_what_cannot_be_of_this_track_is_refused_with_a_sentence(
    cast, take_id, text, refused, sentence
):
    with pytest.raises(refused, match=sentence):
        write(cast, take_id, text)


def test_the_same_again_is_no_new_version(cast, take_id):
    write(cast, take_id)
    with pytest.raises(SameTranscript, match="version 1"):
        write(cast, take_id, SAID.replace("\n", "\r\n"))


def test_what_is_no_text_is_no_transcript():
    with pytest.raises(TranscriptNotText):
        text_of(b"\xff\xfeW\x00E\x00")
    assert text_of("\ufeffWEBVTT\n".encode()) == "WEBVTT\n"


def test_what_is_not_here_yet_is_not_written_down(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    with pytest.raises(NotToTranscribe):
        write(cast, take_id)


def test_on_its_page_it_is_sent_read_and_taken_away(client, cast, take_id):
    sign_in(client, cast.omar)
    url = f"/takes/{take_id}/tracks/{track_of(take_id, cast.omar).id}/transcript"
    assert "Nothing is written down yet" in client.get(url).text
    assert "…" in client.get(f"{url}.vtt").text
    broken = {"text": "WEBVTT\n\n1 -> 2\nHello"}
    refused = client.post(url, data=broken)
    assert refused.status_code == 422
    assert "Line 4 of the transcript" in refused.text
    assert "1 -&gt; 2" in refused.text
    sent = {"file": (io.BytesIO(SAID.encode()), "rosa.vtt", "text/vtt")}
    assert client.post(url, data=sent, content_type="multipart/form-data").status_code == 302
    assert "Where is the letter, Anna?" in client.get(url).text
    assert client.get(f"{url}.vtt").mimetype == "text/vtt"
