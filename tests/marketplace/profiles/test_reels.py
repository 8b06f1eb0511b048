"""Reels: decoded before anybody else sees them, gone when removed, never a recording."""

import wave
from io import BytesIO

import pytest
from sqlalchemy import func, select

from consent.recordings import registering
from consent.recordings.errors import NeverARecording
from consent.recordings.registering import register_recording
from foundation import storage
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs.running import run_due
from foundation.storage.interface import StoredFileMissing
from foundation.web import settings
from marketplace.clients.finding.visibility import may_see
from marketplace.profiles.models import Reel, ReelLook
from marketplace.profiles.reels import jobs
from marketplace.profiles.reels.queries import own_reels, shown_reels
from tests.access.performers import findable
from tests.cast import sign_in
from tests.consent.recordings.performed import a_recording, signed
from tests.marketplace.profiles.films import film


@pytest.fixture(name="film")
def a_film():
    return film()


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


def add(client, content, title="Grief, then relief", name="reel.webm", kind="video/webm"):
    file = (BytesIO(content), name, kind)
    return client.post("/profile/reels", data={"title": title, "file": file})


def tone():
    made = BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x00\x10\x00\xf0" * 4000)
    return made.getvalue()


def looked():
    run_due(jobs.JOBS[:1], new_id(), even_if_not_due=True)


def test_a_reel_is_shown_to_others_once_it_was_decoded(omar, cast, film):
    add(omar, film)
    assert shown_reels(db.session(), cast.omar.id) == []
    looked()
    [shown] = shown_reels(db.session(), cast.omar.id)
    assert 800 <= shown.look.duration_ms <= 1100
    poster = b"".join(storage.of(settings()).open(shown.look.poster_key))
    assert poster.startswith(b"\xff\xd8")
    assert shown.look.preview_key


def test_sound_is_a_reel_too(omar, cast):
    add(omar, tone(), name="voice.wav", kind="audio/wav")
    looked()
    assert own_reels(db.session(), cast.omar.id)[0].look.duration_ms == 1000


def test_what_only_begins_like_a_film_is_shown_to_nobody(omar, cast, film):
    add(omar, film[:60] + bytes(4000))
    looked()
    assert shown_reels(db.session(), cast.omar.id) == []
    assert "cannot be decoded" in omar.get("/profile/reels").text


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7 not a film", "This file says it is"), (b"", "this one is empty")],
)
def test_what_is_no_film_is_refused_at_its_field(omar, content, said):
    answer = add(omar, content, title="My title")
    assert answer.status_code == 422
    assert "My title" in answer.text


def test_a_sixth_is_refused(omar, film):
    for _ in range(5):
        add(omar, film)
    assert "Remove one first" in add(omar, film).text
    assert db.session().scalar(select(func.count()).select_from(Reel)) == 5


def test_a_verified_client_plays_parts_of_it_and_a_stranger_nothing(omar, cast, film, app):
    findable(cast.omar)
    add(omar, film)
    looked()
    [reel] = shown_reels(db.session(), cast.omar.id)
    address = f"/performers/{cast.omar.id}/reels/{reel.reel.id}"
    ada, rolf = app.test_client(), app.test_client()
    sign_in(ada, cast.ada)
    sign_in(rolf, cast.rolf)
    part = ada.get(address, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, film[4:8])
    assert rolf.get(address).status_code == 404


def test_removed_it_is_gone_for_all_and_then_its_bytes(omar, cast, film):
    add(omar, film)
    looked()
    [shown] = own_reels(db.session(), cast.omar.id)
    reel_id = shown.reel.id
    keys = [shown.reel.storage_key, shown.look.poster_key, shown.look.preview_key]
    omar.post(f"/profile/reels/{reel_id}/remove")
    assert omar.get(f"/profile/reels/{reel_id}/play").status_code == 404
    run_due(jobs.JOBS[1:], new_id(), even_if_not_due=True)
    assert db.session().get(ReelLook, reel_id) is None
    for key in keys:
        with pytest.raises(StoredFileMissing):
            b"".join(storage.of(settings()).open(key))


def registered(cast, sha256):
    recording = a_recording(sha256=f"sha256:{sha256}")
    with transaction() as session:
        return register_recording(session, recording, [signed(cast.omar.id)])


def test_no_consent_can_be_about_a_reel(omar, cast, film):
    add(omar, film)
    [shown] = own_reels(db.session(), cast.omar.id)
    with pytest.raises(NeverARecording):
        registered(cast, shown.reel.sha256)


def test_without_that_refusal_a_reel_would_become_a_recording(omar, cast, film, monkeypatch):
    """The fault: nobody asks what the file is. So the test above can fail."""
    add(omar, film)
    [shown] = own_reels(db.session(), cast.omar.id)
    monkeypatch.setattr(registering, "never_recorded", ())
    assert registered(cast, shown.reel.sha256)


def test_who_may_not_see_the_profile_sees_no_reel(omar, cast, film):
    add(omar, film)
    looked()
    assert not may_see(db.session(), cast.cleo.actor, cast.omar.id)
