"""What came in is checked in a process apart, and its performer knows at once what to mend."""

import subprocess
import sys
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from consent.ledger.explaining.words import Media
from consent.media.filing import files_of
from consent.media.viewing import file_for
from foundation import apart, storage
from foundation.clock import move
from foundation.database import db
from foundation.jobs import leases
from foundation.jobs.models import JobRun
from foundation.notices.models import Notice
from foundation.web import settings
from marketplace.takes.checking import jobs, running
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss
from marketplace.takes.checking.reports import report_of
from marketplace.takes.models import TakeState, TrackState
from tests.marketplace.takes.checking.checked import check, file_of, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import take, track_of

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def good(tmp_path):
    made = iter(range(9))
    return lambda: wav(tmp_path / f"good{next(made)}.wav", voice())


@pytest.fixture
def quiet(tmp_path):
    return wav(tmp_path / "quiet.wav", voice(loud=0.006, noise=0.0002))


def told(person):
    found = select(Notice.kind).where(Notice.account_id == person.id)
    return [kind for kind in db.session().scalars(found) if kind.startswith(("track.", "take."))]


def test_fit_tracks_complete_the_take_and_both_are_told(cast, good):
    take_id = short_take(cast)
    sent = [sent_file(take_id, each, good()) for each in (cast.omar, cast.mira)]
    check()
    assert take(take_id).state is TakeState.TO_JUDGE
    report = report_of(file_of(sent[0]))
    assert report.missed == ()
    assert report.measured.seconds == 6.0
    assert file_of(sent[0]).progress == 100
    assert "take.complete" in told(cast.mira)


def test_a_miss_is_told_to_its_performer_alone_and_another_file_mends_it(cast, good, quiet):
    take_id = short_take(cast)
    sent_file(take_id, cast.mira, good())
    missed = sent_file(take_id, cast.omar, quiet)
    check()
    assert track_of(take_id, cast.omar).state is TrackState.MISSED
    assert [each.miss for each in report_of(file_of(missed)).missed] == [Miss.TOO_QUIET]
    assert (told(cast.omar), told(cast.mira)) == (["track.missed"], ["track.fit"])
    sent_file(take_id, cast.omar, good())
    check()
    assert take(take_id).state is TakeState.TO_JUDGE


def test_what_is_judged_is_marked_and_is_no_part_of_the_original(cast, good):
    take_id = short_take(cast)
    recording_id = sent_file(take_id, cast.omar, good())
    check()
    files = files_of(db.session(), [recording_id])
    assert [file.watermarked for file in files if file.kind is Media.DERIVED] == [True]
    shown = file_for(db.session(), recording_id, cast.omar.actor)
    assert (shown.watermarked, shown.media_type) == (True, "audio/webm")


def test_what_nobody_wrote_down_is_swept_after_a_day(cast, good):
    take_id = short_take(cast)
    sent_file(take_id, cast.omar, good())
    check()
    store = storage.of(settings())
    store.put(f"derived/{uuid4()}/preview.webm", good())
    move(timedelta(days=365 * 50))
    check()
    assert len(list(store.list("derived/"))) == 1


def test_what_is_no_media_is_said_to_be_unreadable(cast, tmp_path):
    take_id = short_take(cast)
    path = tmp_path / "letter.wav"
    path.write_text("Dear sister, " * 500)
    sent = sent_file(take_id, cast.omar, path)
    check()
    assert [each.miss for each in report_of(file_of(sent)).missed] == [Miss.UNREADABLE]


def test_a_check_that_is_killed_says_nothing_of_the_file_and_is_done_again(cast, good, monkeypatch):
    take_id = short_take(cast)
    sent = sent_file(take_id, cast.omar, good())
    dying = ["/bin/sh", "-c", "kill -9 $$"]
    monkeypatch.setattr(running, "command_for", lambda *_: dying)
    check()
    assert track_of(take_id, cast.omar).state is TrackState.CHECKING
    assert file_of(sent).report is None
    monkeypatch.undo()
    check()
    assert track_of(take_id, cast.omar).state is TrackState.FIT


def test_a_decoder_that_falls_over_its_file_finds_it_unreadable(monkeypatch, tmp_path):
    monkeypatch.setattr(running, "command_for", lambda *_: ["/bin/sh", "-c", "kill -SEGV $$"])
    found = running.measure_apart(tmp_path / "any", lambda _: None)
    assert found == Measured(damaged=1)


def test_the_server_never_loads_what_decodes():
    """Its licence, and what a strange file does to it, stay in the process apart."""
    asked = "import sys, wsgi; sys.exit('av' in sys.modules)"
    subprocess.run([sys.executable, "-c", asked], cwd=apart.ROOT, check=True)


def test_a_take_that_was_stopped_meanwhile_stays_as_it_is(cast, good):
    take_id = short_take(cast)
    sent = sent_file(take_id, cast.omar, good())
    take(take_id).state = TakeState.STOPPED
    db.session().commit()
    check()
    assert file_of(sent).report is None
    assert told(cast.omar) == []


def test_who_lost_the_job_writes_nothing(cast, good):
    """Planted: the lease goes to another worker before the check is over."""
    take_id = short_take(cast)
    sent = sent_file(take_id, cast.omar, good())
    lease = leases.claim("takes.check_tracks", uuid4(), jobs.JOBS[0].every)
    lease.lost.set()
    with pytest.raises(leases.LeaseLost):
        jobs.check_tracks(lease)
    assert file_of(sent).report is None
    assert db.session().scalars(select(JobRun)).all()
