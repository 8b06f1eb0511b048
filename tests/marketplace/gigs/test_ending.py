"""What a client does with a posted gig, and that ending it answers everybody in the same breath."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from foundation import clock
from foundation.clock import now
from foundation.database import db
from marketplace.gigs import actions, closing
from marketplace.gigs.errors import (
    BeforeItIsRecorded,
    EndsByItself,
    GigIs,
    GigNotFound,
    OnlyForward,
)
from marketplace.gigs.models import Gig, GigState, GigStep
from marketplace.gigs.searching import Search, found
from marketplace.profiles.words import Emotion
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.models import RequestKind, RequestVersion, SceneRequest
from tests.marketplace.gigs.posting import open_, run
from tests.marketplace.market import WINDOW, content


@pytest.fixture
def gig_id(cast):
    return open_(cast)


@pytest.fixture
def answered(monkeypatch):
    told = []
    monkeypatch.setattr(
        closing, "when_ended", (lambda _session, gig, _actor: told.append(gig.state.value),)
    )
    return told


def state(gig_id):
    db.session.rollback()
    return db.session().get(Gig, gig_id).state


def is_found():
    db.session.rollback()
    return bool(found(db.session(), Search()).places)


def test_a_paused_gig_is_not_found_and_comes_back(cast, gig_id):
    actions.pause_gig(gig_id, "Too many already.", actor=cast.ben.actor)
    assert state(gig_id) is GigState.PAUSED
    assert not is_found()
    actions.resume_gig(gig_id, actor=cast.ben.actor)
    assert is_found()


def test_closing_answers_everybody(cast, gig_id, answered):
    actions.close_gig(gig_id, "Everybody is found.", actor=cast.ben.actor)
    assert state(gig_id) is GigState.CLOSED
    assert answered == ["closed"]
    assert not is_found()


def test_what_cannot_answer_does_not_close(cast, gig_id, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(closing, "when_ended", (fails,))
    with pytest.raises(RuntimeError):
        actions.close_gig(gig_id, "Everybody is found.", actor=cast.ben.actor)
    assert state(gig_id) is GigState.OPEN
    assert is_found()


def test_cancelling_tells_those_who_settle_it(cast, gig_id, answered):
    actions.cancel_gig(gig_id, "No money.", actor=cast.ada.actor)
    assert answered == ["cancelled"]


@pytest.mark.parametrize("act", [actions.pause_gig, actions.close_gig, actions.cancel_gig])
def test_what_has_ended_stays_ended(cast, gig_id, act):
    actions.close_gig(gig_id, "Over.", actor=cast.ben.actor)
    with pytest.raises(GigIs):
        act(gig_id, "Again.", actor=cast.ben.actor)


@pytest.mark.parametrize("who", ["rolf", "vera", "omar", "cleo", "cora"])
def test_nobody_else_ends_it(cast, gig_id, who):
    with pytest.raises(GigNotFound):
        actions.close_gig(gig_id, "Mine now.", actor=getattr(cast, who).actor)
    assert state(gig_id) is GigState.OPEN


def test_more_time_is_a_version_that_differs_in_one_day(cast, gig_id):
    before = db.session().get(Gig, gig_id).version_id
    actions.extend_gig(gig_id, date(2026, 3, 25), actor=cast.ben.actor)
    db.session.rollback()
    gig = db.session().get(Gig, gig_id)
    older, newer = (db.session().get(RequestVersion, each) for each in (before, gig.version_id))
    assert gig.apply_by == date(2026, 3, 25)
    assert newer.number == older.number + 1
    assert newer.scene() == replace(
        older.scene(), window=replace(WINDOW, apply_by=date(2026, 3, 25))
    )
    assert db.session().get(SceneRequest, gig.request_id).approved_version_id == newer.id


def test_a_day_only_moves_forward_and_before_recording(cast, gig_id):
    with pytest.raises(OnlyForward):
        actions.extend_gig(gig_id, date(2026, 3, 19), actor=cast.ben.actor)
    with pytest.raises(BeforeItIsRecorded):
        actions.extend_gig(gig_id, WINDOW.first_day, actor=cast.ben.actor)


def test_after_the_last_day_it_leaves_the_list_and_more_time_brings_it_back(cast, gig_id):
    clock.move(timedelta(days=19))
    run("gigs.take_off_the_list")
    assert not is_found()
    run("gigs.take_off_the_list")
    actions.extend_gig(gig_id, date(2026, 3, 30), actor=cast.ben.actor)
    assert is_found()


def test_a_campaign_ends_after_its_notice_and_not_before(cast, answered):
    hours = Campaign(
        quotas=(Quota(language="en", begins=Emotion.ANGER, ends=Emotion.CALM, minutes=600),)
    )
    gig_id = open_(cast, content(campaign=hours))
    with_kind(gig_id)
    last_day = actions.close_gig(gig_id, "Enough hours.", actor=cast.ben.actor)
    assert last_day == now().date() + timedelta(days=14)
    with pytest.raises(EndsByItself):
        actions.close_gig(gig_id, "Now!", actor=cast.ben.actor)
    clock.move(timedelta(days=14))
    run("gigs.wind_down")
    assert (state(gig_id), answered) == (GigState.OPEN, [])
    clock.move(timedelta(days=1))
    run("gigs.wind_down")
    run("gigs.wind_down")
    assert (state(gig_id), answered) == (GigState.CLOSED, ["closed"])


def with_kind(gig_id):
    """The market's requests are all of scenes."""
    session = db.session()
    request = session.get(SceneRequest, session.get(Gig, gig_id).request_id)
    request.kind = RequestKind.CAMPAIGN
    session.commit()


def test_every_act_is_kept_with_its_reason(cast, gig_id):
    actions.pause_gig(gig_id, "Too many already.", actor=cast.ben.actor)
    steps = db.session().query(GigStep).filter_by(gig_id=gig_id, act="paused").one()
    assert (steps.by, steps.details["reason"]) == (cast.ben.id, "Too many already.")
