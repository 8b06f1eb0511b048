"""The last look: for 48 hours a performer listens to their own track and cuts a span of it."""

from datetime import timedelta

import pytest

from foundation.clock import move
from foundation.database import db
from marketplace.takes.checking.marks import withheld
from tests.cast import sign_in
from tests.marketplace.takes.checking.checked import check, sent_file, short_take, ten_seconds
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import earned, track_of


@pytest.fixture
def take_id(cast):
    return ten_seconds(cast)


def cut(client, take_id, begins="0:04", ends="0:06"):
    return client.post(f"/takes/{take_id}/last-look", data={"begins": begins, "ends": ends})


def held(take_id, person):
    db.session.rollback()
    recording_id = track_of(take_id, person).recording_id
    return withheld(db.session(), [recording_id]).get(recording_id, [])


def test_a_span_is_cut_without_a_reason_and_costs_nothing(client, cast, take_id):
    before = earned("take")
    sign_in(client, cast.omar)
    assert "Nothing is cut" in client.get(f"/takes/{take_id}/last-look").text
    assert cut(client, take_id).status_code == 302
    assert "0:04.0 to 0:06.0" in client.get(f"/takes/{take_id}/last-look").text
    assert held(take_id, cast.omar) == [(4_000, 6_000)]
    assert (held(take_id, cast.mira), earned("take")) == ([], before)


def test_what_is_typed_wrong_is_said_at_its_field_and_kept(client, cast, take_id):
    sign_in(client, cast.omar)
    for said, why in (("soon", "Write minutes and seconds"), ("0:09", "begin before it ends")):
        refused = cut(client, take_id, begins=said)
        assert refused.status_code == 422
        assert why in refused.text
        assert said in refused.text


def test_after_48_hours_it_is_over_and_the_page_says_so(client, cast, take_id):
    move(timedelta(hours=48))
    sign_in(client, cast.omar)
    assert "The last look ended" in client.get(f"/takes/{take_id}/last-look").text
    assert cut(client, take_id).status_code == 422
    assert held(take_id, cast.omar) == []


@pytest.mark.parametrize("name", ["ben", "remy", "otto"])
def test_nobody_else_has_a_last_look(client, cast, take_id, name):
    sign_in(client, getattr(cast, name))
    assert client.get(f"/takes/{take_id}/last-look").status_code == 404
    assert cut(client, take_id).status_code == 404


def test_a_performer_opens_their_own_track_and_hears_it(client, cast, tmp_path):
    found = short_take(cast)
    for person in (cast.omar, cast.mira):
        sent_file(found, person, wav(tmp_path / f"{person.id}.wav", voice(4)))
    check()
    sign_in(client, cast.omar)
    url = f"/takes/{found}/last-look"
    assert "<audio" not in client.get(url).text
    client.post(f"/takes/{found}/open", data={"to": "last-look"})
    page = client.get(url).text
    assert page.count("<audio") == 1
    address = page.partition('src="/recordings/')[2].partition('"')[0]
    assert client.get(f"/recordings/{address}").mimetype == "audio/webm"
