"""A take that nobody completes: whoever sent theirs is paid, the others were reminded, it ends."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from consent.media.models import Destruction
from foundation.clock import move, now
from foundation.database import db, transaction
from foundation.jobs import run_due
from foundation.notices.models import Notice
from marketplace.accounts.people.actions import end_role
from marketplace.budgets.models import Commitment
from marketplace.takes import steps
from marketplace.takes.arriving import jobs, standing
from marketplace.takes.arriving.beginning import begin_take, call_off_take
from marketplace.takes.arriving.errors import TooManyStopped
from marketplace.takes.arriving.stopping import stop_take
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss, Missed
from marketplace.takes.checking.reports import Report
from marketplace.takes.errors import TooManyTakes
from marketplace.takes.models import TakeState
from tests.marketplace.takes.played import begun, earned, fit, met, sent, signed_sisters, take

pytestmark = pytest.mark.usefixtures("session")
WEEK = standing.SENT_WITHIN


@pytest.fixture
def booking_id(cast):
    return met(cast, signed_sisters(cast))


def run():
    run_due(jobs.JOBS, uuid4(), even_if_not_due=True)


def missed(recording_id):
    with transaction() as session:
        finish(session, recording_id, Report(Measured(), (Missed(Miss.UNREADABLE),)))


def told(kind):
    db.session.rollback()
    return sorted(db.session().scalars(select(Notice.account_id).where(Notice.kind == kind)))


def test_who_sent_theirs_is_paid_when_the_other_never_did(cast, booking_id):
    take_id = begun(cast, booking_id)
    recording_id = sent(take_id, cast.omar)
    move(WEEK - timedelta(seconds=1))
    run()
    assert take(take_id).state is TakeState.COMING_IN
    move(timedelta(seconds=1))
    run()
    run()
    assert take(take_id).state is TakeState.CALLED_OFF
    assert earned("stop") == [(cast.omar.id, 1500)]
    assert told("take.not_completed") == sorted([cast.omar.id, cast.mira.id, cast.ben.id])
    orders = db.session().scalars(select(Destruction.recording_id)).all()
    assert orders == [recording_id]


def test_the_one_who_is_waited_for_is_reminded_twice(cast, booking_id):
    take_id = begun(cast, booking_id)
    sent(take_id, cast.omar)
    for hours in (73, 72, 71, 24, 23):
        move(take(take_id).begun_at + WEEK - timedelta(hours=hours) - now())
        run()
    assert told("take.send_soon") == [cast.mira.id] * 2


def test_what_waits_for_our_machine_alone_waits_on(cast, booking_id):
    take_id = begun(cast, booking_id)
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    move(2 * WEEK)
    run()
    assert take(take_id).state is TakeState.COMING_IN


def test_a_take_that_was_completed_does_not_end(cast, booking_id):
    take_id = begun(cast, booking_id)
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    move(WEEK)
    run()
    assert take(take_id).state is TakeState.TO_JUDGE


@pytest.mark.parametrize("by_then", [timedelta(hours=1), timedelta(hours=-1)])
def test_what_has_to_be_mended_at_the_last_minute_has_two_days(cast, booking_id, by_then):
    """Sent in time, and found wanting shortly before the end, or shortly after."""
    take_id = begun(cast, booking_id)
    move(WEEK - timedelta(hours=2))
    recording_id = sent(take_id, cast.omar)
    move(timedelta(hours=2) - by_then)
    missed(recording_id)
    for hours, state in ((47, TakeState.COMING_IN), (1, TakeState.CALLED_OFF)):
        move(timedelta(hours=hours))
        run()
        assert take(take_id).state is state
    assert earned("stop") == []


def test_what_is_sent_late_and_missed_again_waits_no_longer(cast, booking_id):
    take_id = begun(cast, booking_id)
    move(WEEK - timedelta(hours=1))
    missed(sent(take_id, cast.omar))
    move(timedelta(hours=2))
    missed(sent(take_id, cast.omar))
    run()
    assert take(take_id).state is TakeState.CALLED_OFF


def test_of_nobody_s_take_nothing_is_paid(cast, booking_id):
    take_id = begun(cast, booking_id)
    move(WEEK)
    run()
    assert take(take_id).state is TakeState.CALLED_OFF
    assert earned("stop") == []


def test_a_retake_that_was_never_completed_can_be_begun_again(cast, booking_id):
    first = begun(cast, booking_id)
    take(first).state = TakeState.RETAKE
    db.session().commit()
    again = begun(cast, booking_id)
    assert take(again).retake_of == first
    move(WEEK)
    run()
    assert take(begun(cast, booking_id)).retake_of == first


def test_a_take_that_was_stopped_is_not_one_of_those_asked_for(cast, booking_id):
    """Three are asked for; what the fourth costs is promised before it begins."""
    stop_take(begin_take(booking_id, actor=cast.ben.actor), actor=cast.omar.actor)
    takes = [begin_take(booking_id, actor=cast.ben.actor) for _ in range(3)]
    assert _promised() == 3450
    with pytest.raises(TooManyTakes):
        begin_take(booking_id, actor=cast.ben.actor)
    call_off_take(takes[-1], actor=cast.ben.actor)
    assert _promised() == 0


def test_who_plays_does_not_begin_and_stop_without_end(cast, booking_id):
    """Three are asked for, each that is stopped is paid: the fourth is the client's to begin."""
    for _ in range(3):
        stop_take(begin_take(booking_id, actor=cast.omar.actor), actor=cast.omar.actor)
    with pytest.raises(TooManyStopped):
        begin_take(booking_id, actor=cast.mira.actor)
    stop_take(begin_take(booking_id, actor=cast.ben.actor), actor=cast.omar.actor)
    assert len(earned("stop")) == 8


def _promised():
    db.session.rollback()
    wanted = select(func.sum(Commitment.amount_minor)).where(Commitment.kind == "take.again")
    return db.session().scalar(wanted)


def test_a_deadline_that_forgets_who_sent_theirs_would_be_found(cast, booking_id, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(standing, "HERE", ())
    take_id = begun(cast, booking_id)
    sent(take_id, cast.omar)
    move(WEEK)
    run()
    assert steps.tracks_of(db.session(), take_id)
    assert earned("stop") == []


def test_who_arranged_it_and_left_hears_no_more_of_it(cast, booking_id):
    take_id = begun(cast, booking_id)
    end_role(cast.ben.id, cast.ben.grant_id, because="left", actor=cast.admin.actor)
    stop_take(take_id, actor=cast.omar.actor)
    assert told("take.stopped") == sorted([cast.mira.id, cast.ada.id])
