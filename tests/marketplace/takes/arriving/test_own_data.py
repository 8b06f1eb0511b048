"""A copy of what is kept of one's tracks; when somebody leaves, what draws their voice goes."""

import pytest

from foundation.database import db, transaction
from marketplace.takes.arriving import own_data
from marketplace.takes.checking.reports import Report, report_of
from marketplace.takes.demo_sounds import Tone
from marketplace.takes.models import TrackFile
from tests.marketplace.takes.played import begun, met, sent, signed_sisters

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def recordings(cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    found = [sent(take_id, person) for person in (cast.omar, cast.mira)]
    report = Report(Tone(hertz=200, seat=0).measured(), ()).as_json()
    with transaction() as session:
        for each in found:
            session.get_one(TrackFile, each).report = report
    return found


def measured(recording_id):
    db.session.rollback()
    return report_of(db.session().get_one(TrackFile, recording_id)).measured


def test_a_copy_has_each_file_of_one_s_own_and_nobody_else_s(cast, recordings):
    (track,) = own_data.exports_of(db.session(), cast.omar.id)["tracks"]
    assert [each["recording"] for each in track["files"]] == [str(recordings[0])]
    assert track["files"][0]["found"]["measured"]["seconds"] == 8.0


def test_what_draws_a_voice_is_erased_and_the_figures_stay(cast, recordings):
    with transaction() as session:
        own_data.forget(session, cast.omar.id)
    gone, kept = (measured(each) for each in recordings)
    assert (gone.waveform, gone.sound.head, gone.sound.voiced) == ((), "", ())
    assert gone.seconds == 8.0
    assert kept.waveform
