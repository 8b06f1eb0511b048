"""Two tabs at the same moment: one recording, one ending, one pay, on either database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from consent.recordings.models import Recording
from foundation.clock import move
from foundation.database import db
from foundation.jobs import run_due
from marketplace.takes import coming_in
from marketplace.takes.arriving import jobs, sending, standing
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.coming_in import NewTrack
from marketplace.takes.errors import TakeNotInThatState, TrackIsThere
from marketplace.takes.models import TakeState, TrackFile, TrackState
from tests.databases.crowd import at_once
from tests.marketplace.takes.arriving.sent import tone, uploaded
from tests.marketplace.takes.played import begun, earned, met, sent, signed_sisters, take

TABS = 4


def stored(number):
    """As if its bytes were in storage: what is asked here is who gets the track."""
    digits = f"{number:064x}"
    return NewTrack(
        sha256=f"sha256:{digits}", media_type="audio/wav", size_bytes=9, storage_key=digits
    )


def sent_by_tabs(app, cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    uploads = [uploaded(cast.omar, tone(level=level + 1)) for level in range(TABS)]
    db.session.remove()
    return at_once(
        app,
        TABS,
        lambda tab: sending.attach_track(take_id, uploads[tab], stored(tab), actor=cast.omar.actor),
    )


def counted(table):
    db.session.rollback()
    return db.session().scalar(select(func.count()).select_from(table))


@pytest.mark.usefixtures("each_connection")
def test_of_tabs_at_once_one_is_let_through(app, cast):
    outcomes = sent_by_tabs(app, cast)
    refused = [each for each in outcomes if isinstance(each, Exception)]
    assert {type(each) for each in refused} == {TrackIsThere}, refused
    assert len(refused) == TABS - 1
    assert (counted(Recording), counted(TrackFile)) == (1, 1)


@pytest.mark.usefixtures("session")
def test_tracks_that_are_always_awaited_would_be_found(app, cast, monkeypatch):
    """The planted fault: a track that is here looks as if it were not."""
    monkeypatch.setattr(coming_in, "AWAITS", tuple(TrackState))
    outcomes = sent_by_tabs(app, cast)
    assert sum(not isinstance(each, Exception) for each in outcomes) > 1
    assert counted(Recording) > 1


@pytest.mark.usefixtures("each_connection")
def test_a_stop_word_at_the_moment_of_the_deadline_is_paid_once(app, cast):
    take_id = begun(cast, met(cast, signed_sisters(cast)))
    sent(take_id, cast.omar)
    move(standing.SENT_WITHIN + timedelta(hours=1))
    db.session.remove()

    def one(number):
        if number:
            run_due(jobs.JOBS[:1], uuid4(), even_if_not_due=True)
        else:
            stop_take(take_id, actor=cast.mira.actor)

    stopped, ended = at_once(app, 2, one)
    assert ended is None
    assert stopped is None or isinstance(stopped, TakeNotInThatState)
    assert earned("stop").count((cast.omar.id, 1500)) == 1
    assert take(take_id).state in (TakeState.STOPPED, TakeState.CALLED_OFF)
