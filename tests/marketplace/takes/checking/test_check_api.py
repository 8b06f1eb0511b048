"""The check, withheld spans and transcripts by token; what is kept of it, and what is forgotten."""

from types import SimpleNamespace
from uuid import uuid4

import pytest

from consent.media.models import MediaFile
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import run_due
from marketplace.takes.checking import own_data
from marketplace.takes.checking.copy_jobs import JOBS
from marketplace.takes.checking.transcribing import newest
from tests.api.asking import Program
from tests.marketplace.takes.checking.checked import file_of, ten_seconds
from tests.marketplace.takes.played import track_of

WORDS = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello, Anna.\n"


@pytest.fixture
def take_id(app, cast):
    return ten_seconds(cast)


@pytest.fixture
def track(cast, take_id):
    """By its ids, as they were: requests end their sessions."""
    found = track_of(take_id, cast.omar)
    return SimpleNamespace(id=found.id, recording_id=found.recording_id)


def wrote(app, cast, take_id, track):
    url = f"/api/v1/takes/{take_id}/tracks/{track.id}/transcript"
    return Program(app, cast.omar).post(url, {"text": WORDS})


def cut(app, cast, take_id, track, by, kind="cut"):
    span = {"track_id": str(track.id), "kind": kind, "begins_ms": 900, "ends_ms": 1500}
    return Program(app, by).post(f"/api/v1/takes/{take_id}/marks", span)


def test_a_program_reads_what_was_found(app, cast, take_id):
    own = Program(app, cast.omar).get(f"/api/v1/takes/{take_id}/check").json
    (track,) = own["tracks"]
    assert track["turns"] == [
        {"begins_ms": 500, "ends_ms": 2000},
        {"begins_ms": 3000, "ends_ms": 5000},
    ]
    assert len(Program(app, cast.ben).get(f"/api/v1/takes/{take_id}/check").json["tracks"]) == 2
    assert Program(app, cast.otto).get(f"/api/v1/takes/{take_id}/check").status_code == 404


def test_a_program_cuts_for_its_performer_and_for_nobody_else(app, cast, take_id, track):
    assert cut(app, cast, take_id, track, cast.ben).status_code == 404
    made = cut(app, cast, take_id, track, cast.omar)
    assert made.status_code == 201
    assert [each["kind"] for each in made.json["tracks"][0]["withheld"]] == ["cut"]
    assert cut(app, cast, take_id, track, cast.omar).status_code == 409


def test_a_program_writes_and_reads_what_is_said(app, cast, take_id, track):
    assert wrote(app, cast, take_id, track).json["text"] == WORDS
    cut(app, cast, take_id, track, cast.omar)
    url = f"/api/v1/takes/{take_id}/tracks/{track.id}/transcript"
    assert "Anna" not in Program(app, cast.ben).get(url).json["text"]
    assert Program(app, cast.omar).get(url, version=2).status_code == 404


def test_their_copy_has_it_and_who_leaves_takes_their_words_along(app, cast, take_id, track):
    wrote(app, cast, take_id, track)
    cut(app, cast, take_id, track, cast.omar)
    (found,) = own_data.exports_of(db.session(), cast.omar.id)["tracks_checked"]
    assert [each["kind"] for each in found["withheld"]] == ["cut"]
    assert [each["text"] for each in found["transcripts"]] == [WORDS]
    db.session.rollback()
    with transaction() as session:
        own_data.forget(session, cast.omar.id)
    assert newest(db.session(), track.recording_id)[1] == ""
    assert file_of(track.recording_id).report["measured"]["waveform"] == []


@pytest.mark.usefixtures("each_database")
def test_once_the_bytes_are_gone_words_and_waveform_go_too(app, cast, take_id, track):
    wrote(app, cast, take_id, track)
    other = track_of(take_id, cast.mira).recording_id
    for _ in range(2):
        run_due(JOBS, uuid4(), even_if_not_due=True)
    assert file_of(track.recording_id).report["measured"]["waveform"] == [-5, 5]
    with transaction() as session:
        for file in session.query(MediaFile).filter_by(recording_id=track.recording_id):
            file.destroyed_at = now()
    for _ in range(2):
        run_due(JOBS, uuid4(), even_if_not_due=True)
    kept = file_of(track.recording_id)
    assert kept.report["measured"]["waveform"] == []
    assert kept.report["measured"]["sound"]["voiced"] == []
    assert kept.report["measured"]["seconds"] == 10.0
    assert newest(db.session(), track.recording_id)[1] == ""
    assert file_of(other).report["measured"]["waveform"] == [-5, 5]
