"""Recordings of one evening are told apart by what they are called."""

from consent.recordings.naming import title_of
from foundation.database import db
from tests.cast import sign_in
from tests.marketplace.takes.played import begun, met, sent, signed_sisters


def test_a_recording_is_called_by_its_scene_and_take(client, cast):
    booking = met(cast, signed_sisters(cast))
    recordings = [sent(begun(cast, booking), cast.omar) for _ in range(2)]
    db.session.rollback()
    scene = "Two sisters and a lost letter (AI training)"
    assert [title_of(db.session(), each) for each in recordings] == [
        f"{scene}, take 1 of 13 April 2026",
        f"{scene}, take 2 of 13 April 2026",
    ]
    sign_in(client, cast.omar)
    page = client.get("/rights").text
    assert all(f"{scene}, take {number} of" in page for number in (1, 2))
