"""The page of a take's check: what to mend, what was measured, what is withheld."""

import pytest

from tests.cast import sign_in
from tests.marketplace.takes.checking.checked import check, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import track_of


@pytest.fixture
def take_id(cast, tmp_path):
    found = short_take(cast)
    sent_file(found, cast.omar, wav(tmp_path / "quiet.wav", voice(loud=0.006, noise=0.0002)))
    sent_file(found, cast.mira, wav(tmp_path / "mira.wav", voice()))
    check()
    return found


def page(client, take_id, person):
    sign_in(client, person)
    return client.get(f"/takes/{take_id}/check")


def withhold(client, take_id, person, **said):
    track = str(track_of(take_id, person).id)
    span = {"track": track, "kind": "real_name", "begins": "0:01", "ends": "0:02.5", **said}
    return client.post(f"/takes/{take_id}/marks", data=span)


def test_a_performer_reads_how_to_mend_it_before_anybody_else_sees_it(client, cast, take_id):
    assert "Turn the input level up" in page(client, take_id, cast.omar).text
    assert "Turn the input level up" not in page(client, take_id, cast.mira).text
    assert page(client, take_id, cast.ben).status_code == 404


def test_once_complete_a_span_is_withheld_and_said(client, cast, take_id, tmp_path):
    sent_file(take_id, cast.omar, wav(tmp_path / "good.wav", voice()))
    check()
    assert "Withhold a span" in page(client, take_id, cast.omar).text
    assert withhold(client, take_id, cast.omar).status_code == 302
    assert "0:01.0 to 0:02.5: A real name is said" in page(client, take_id, cast.omar).text
    assert "A real name is said, since" in page(client, take_id, cast.ben).text


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"begins": "soon"}, "Write minutes and seconds"),
        ({"ends": "0:59"}, "lie within the recording"),
        ({"kind": ""}, "Say what it is"),
    ],
)
def test_a_span_that_is_none_is_said_at_its_field(client, cast, take_id, tmp_path, said, why):
    sent_file(take_id, cast.omar, wav(tmp_path / "good.wav", voice()))
    check()
    sign_in(client, cast.omar)
    answer = withhold(client, take_id, cast.omar, **said)
    assert answer.status_code == 422
    assert why in answer.text
    assert said.get("begins", "0:01") in answer.text
