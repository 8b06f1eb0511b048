"""Takes by token: begun, sent, stopped and followed by the same rules as on the pages."""

import pytest

from consent.recordings.models import Recording
from foundation.database import db
from marketplace.takes.models import TakeState, TrackState
from tests.api.asking import Program
from tests.marketplace.takes.arriving.sent import tone, uploaded
from tests.marketplace.takes.played import begun, met, signed_sisters, take, track_of

PATH = "/api/v1/takes"


@pytest.fixture
def take_id(cast, app):
    return begun(cast, met(cast, signed_sisters(cast)))


def send(app, person, take_id, content):
    body = {"upload_id": str(uploaded(person, content))}
    return Program(app, person).put(f"{PATH}/{take_id}/track", body)


def test_an_upload_that_is_finished_is_a_track(app, cast, take_id):
    answer = send(app, cast.omar, take_id, tone())
    assert answer.status_code == 200
    states = {each["performer_id"]: each["state"] for each in answer.json["tracks"]}
    assert states == {str(cast.omar.id): "checking", str(cast.mira.id): "awaited"}
    assert track_of(take_id, cast.omar).state is TrackState.CHECKING


def test_an_upload_sent_twice_is_one_recording(app, cast, take_id):
    body, omar = {"upload_id": str(uploaded(cast.omar, tone()))}, Program(app, cast.omar)
    sent = [omar.put(f"{PATH}/{take_id}/track", body).status_code for _ in range(2)]
    assert sent == [200, 409]
    db.session.rollback()
    assert db.session().query(Recording).count() == 1


def test_what_cannot_be_opened_is_refused_in_words_and_not_kept(app, cast, take_id):
    answer = send(app, cast.omar, take_id, tone(80_000)[:40_000])
    assert answer.status_code == 422
    assert "ends early" in answer.json["detail"]
    assert track_of(take_id, cast.omar).state is TrackState.AWAITED


@pytest.mark.parametrize("who", ["ben", "otto"])
def test_to_who_does_not_play_in_it_there_is_no_track_to_send(app, cast, take_id, who):
    assert send(app, getattr(cast, who), take_id, tone()).status_code == 404


def test_a_take_is_begun_and_stopped_by_token(app, cast, take_id):
    omar, booking_id = Program(app, cast.omar), take(take_id).booking_id
    second = omar.post(PATH, {"booking_id": str(booking_id)}).json["id"]
    assert {each["number"] for each in omar.get(PATH).json["items"]} == {1, 2}
    assert omar.post(f"{PATH}/{second}/stop", {}).json["state"] == TakeState.STOPPED.value
