"""What is played to whom: marked until accepted, without what is withheld from that moment on."""

import pytest
from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.words import DestructionCause, Media
from consent.media import choosing
from consent.media.choosing import Wanted
from consent.media.destroying import begin_destruction, order_destruction
from consent.media.errors import (
    CopyNotReady,
    MayNotBeOpened,
    RecordingNotFound,
    ViewingEnded,
)
from consent.media.models import ViewingReason
from consent.media.viewing import file_for, open_recording, read_bytes
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.takes import steps
from marketplace.takes.checking.marks import NewSpan, mark_span
from marketplace.takes.checking.models import MarkKind, TakeCopying
from marketplace.takes.deciding import accept
from tests.consent.grants.granted import tell, withdrawn
from tests.marketplace.takes.checking.checked import check, copy, sent_file, short_take
from tests.marketplace.takes.checking.recorded import voice, wav
from tests.marketplace.takes.played import track_of

pytestmark = pytest.mark.usefixtures("session")
SPAN = NewSpan(MarkKind.REAL_NAME, 500, 900)


@pytest.fixture
def take_id(cast, tmp_path):
    """Complete, with the bytes of both tracks."""
    found = short_take(cast)
    for person in (cast.omar, cast.mira):
        sent_file(found, person, wav(tmp_path / f"{person.id}.wav", voice(4)))
    check()
    return found


def recording(take_id, person):
    return track_of(take_id, person).recording_id


def played(take_id, cast, by, wanted=Wanted.PLAY, of=None):
    db.session.rollback()
    return file_for(db.session(), recording(take_id, of or cast.omar), by.actor, wanted)


def mark(take_id, cast):
    mark_span(take_id, track_of(take_id, cast.omar).id, SPAN, actor=cast.omar.actor)


def accepted(take_id, cast):
    db.session.rollback()
    with transaction() as session:
        accept(session, steps.locked(session, take_id), actor=cast.ben.actor)


def opened(take_id, cast, by):
    return [
        open_recording(recording(take_id, each), ViewingReason.JUDGE, actor=by.actor)
        for each in (cast.omar, cast.mira)
    ]


def test_marked_until_accepted_and_then_as_it_came_in(cast, take_id):
    assert played(take_id, cast, cast.ben).watermarked
    accepted(take_id, cast)
    assert played(take_id, cast, cast.ben).kind is Media.ORIGINAL
    for stranger in (cast.mira, cast.otto, cast.vera):
        with pytest.raises(RecordingNotFound):
            played(take_id, cast, stranger)


def test_what_is_withheld_is_played_to_nobody_else_from_that_moment_on(cast, take_id):
    whole = played(take_id, cast, cast.omar).id
    mark(take_id, cast)
    with pytest.raises(CopyNotReady):
        played(take_id, cast, cast.ben)
    assert played(take_id, cast, cast.omar).id == whole
    copy()
    assert played(take_id, cast, cast.ben).storage_key.endswith("/1-preview.webm")
    accepted(take_id, cast)
    assert played(take_id, cast, cast.ben).storage_key.endswith("/1-clean.flac")
    assert played(take_id, cast, cast.ben, Wanted.DOWNLOAD).storage_key.endswith("/1-clean.flac")
    assert played(take_id, cast, cast.omar, Wanted.DOWNLOAD).kind is Media.ORIGINAL
    mark_span(
        take_id,
        track_of(take_id, cast.omar).id,
        NewSpan(MarkKind.CUT, 2_000, 3_000),
        actor=cast.omar.actor,
    )
    with pytest.raises(CopyNotReady):
        played(take_id, cast, cast.ben)


def test_that_it_is_played_all_the_same_would_be_found(cast, take_id, monkeypatch):
    mark(take_id, cast)
    accepted(take_id, cast)
    monkeypatch.setattr(choosing, "made_for", ())
    assert played(take_id, cast, cast.ben).kind is Media.ORIGINAL


def test_a_mix_is_made_and_who_opened_every_track_hears_it(cast, take_id):
    copy()
    open_recording(recording(take_id, cast.omar), ViewingReason.JUDGE, actor=cast.ben.actor)
    with pytest.raises(ViewingEnded):
        played(take_id, cast, cast.ben, Wanted.MIX)
    viewing, _ = opened(take_id, cast, cast.ben)
    first = recording(take_id, cast.omar)
    found = read_bytes(first, viewing, actor=cast.ben.actor, wanted=Wanted.MIX)
    assert found.storage_key.endswith("/0-marked-mix.webm")
    accepted(take_id, cast)
    assert played(take_id, cast, cast.ben, Wanted.MIX).storage_key.endswith("/0-mix.flac")
    with pytest.raises(RecordingNotFound):
        played(take_id, cast, cast.omar, Wanted.MIX)


def test_who_takes_back_a_track_takes_back_the_mix(cast, take_id):
    copy()
    opened(take_id, cast, cast.ben)
    lena = db.session().scalars(
        select(Grant).where(Grant.recording_id == recording(take_id, cast.mira))
    )
    for grant in lena.all():
        tell(grant, withdrawn(grant))
    with pytest.raises(MayNotBeOpened):
        played(take_id, cast, cast.ben, Wanted.MIX)
    assert played(take_id, cast, cast.ben).watermarked


def test_a_mix_is_destroyed_with_either_of_its_tracks(cast, take_id):
    copy()
    for person in (cast.omar, cast.mira):
        gone = recording(take_id, person)
        with transaction() as session:
            cause = DestructionCause.AUDITION_ENDED
            order = order_destruction(session, gone, cause, due_on=now().date())
            files = begin_destruction(session, order.id)
            kept = {file.storage_key.rpartition("/")[2] for file in files}
        assert {"0-mix.flac", "0-marked-mix.webm"} <= kept


def test_made_twice_there_is_one_of_each(cast, take_id):
    mark(take_id, cast)
    copy()
    with transaction() as session:
        session.get_one(TakeCopying, take_id).is_due = True
    copy()
    assert not db.session().get_one(TakeCopying, take_id).is_due
    assert played(take_id, cast, cast.ben).watermarked
