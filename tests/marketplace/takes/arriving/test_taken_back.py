"""Consent that is taken back or paused between begin and judgement, and a legal hold: nobody looks
into what was taken back, and nobody loses what they earned."""

from datetime import timedelta
from uuid import uuid4

import pytest

from consent.media.holding import place
from consent.rights.pausing import resume_recording, suspend_recording
from consent.rights.withdrawing import withdraw_recording
from foundation.actors import SYSTEM
from foundation.clock import move, now
from foundation.database import db, transaction
from foundation.jobs import run_due
from marketplace.takes import deciding, steps
from marketplace.takes.arriving import jobs, standing
from marketplace.takes.checking import jobs as checking
from marketplace.takes.models import TakeState, TrackState
from marketplace.takes.reviewing import jobs as judging
from tests.marketplace.takes.arriving.sent import tone
from tests.marketplace.takes.checking.checked import check, file_of, sent_file
from tests.marketplace.takes.played import (
    begun,
    earned,
    fit,
    met,
    sent,
    signed_sisters,
    take,
    track_of,
)

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def take_id(cast):
    return begun(cast, met(cast, signed_sisters(cast)))


@pytest.fixture
def waiting(cast, take_id, tmp_path):
    """Omar's track, really in storage, before the machine has looked."""
    path = tmp_path / "tone"
    path.write_bytes(tone())
    return sent_file(take_id, cast.omar, path)


def both(cast):
    return sorted([(cast.omar.id, 1500), (cast.mira.id, 1500)])


def run(of):
    run_due(of.JOBS, uuid4(), even_if_not_due=True)


def withdrawn(cast, recording_id):
    withdraw_recording(recording_id, actor=cast.omar.actor)


def paused(cast, recording_id):
    suspend_recording(recording_id, actor=cast.omar.actor)


def held(cast, recording_id):
    until = now().date() + timedelta(days=90)
    with transaction() as session:
        place(session, recording_id, name="A court", reason="Asked.", until=until, by=SYSTEM.id)


@pytest.mark.parametrize("happens", [withdrawn, paused])
def test_the_machine_does_not_look_into_what_was_taken_back(cast, take_id, waiting, happens):
    happens(cast, waiting)
    check()
    assert file_of(waiting).report is None
    assert track_of(take_id, cast.omar).state is TrackState.CHECKING


def test_without_that_the_machine_would_look(cast, waiting, monkeypatch):
    """The planted fault."""
    withdrawn(cast, waiting)
    monkeypatch.setattr(checking, "taken_back", lambda *_: set())
    check()
    assert file_of(waiting).report is not None


def test_once_the_pause_is_lifted_it_is_checked(cast, waiting):
    paused(cast, waiting)
    resume_recording(waiting, actor=cast.omar.actor)
    check()
    assert file_of(waiting).report is not None


@pytest.mark.parametrize("happens", [withdrawn, paused])
def test_what_cannot_be_completed_any_more_ends_and_is_paid_to_both(cast, take_id, happens):
    recording_id = sent(take_id, cast.omar)
    sent(take_id, cast.mira)
    happens(cast, recording_id)
    move(standing.SENT_WITHIN)
    run(jobs)
    assert take(take_id).state is TakeState.CALLED_OFF
    assert earned("stop") == both(cast)


@pytest.mark.parametrize("happens", [withdrawn, paused, held])
def test_what_waits_to_be_judged_is_accepted_in_time_and_paid(cast, take_id, happens):
    recording_id = sent(take_id, cast.omar)
    sent(take_id, cast.mira)
    fit(take_id)
    happens(cast, recording_id)
    move(steps.JUDGED_WITHIN)
    run(judging)
    assert take(take_id).state is TakeState.ACCEPTED
    assert earned("take") == both(cast)


@pytest.mark.parametrize("happens", [withdrawn, paused, held])
def test_once_it_is_accepted_nothing_takes_the_pay_back(cast, take_id, happens):
    recording_id = sent(take_id, cast.omar)
    sent(take_id, cast.mira)
    fit(take_id)
    with transaction() as session:
        deciding.accept(session, steps.locked(session, take_id), actor=cast.ben.actor)
    happens(cast, recording_id)
    assert earned("take") == both(cast)


def test_a_stop_after_a_withdrawal_pays_both(cast, take_id):
    withdrawn(cast, sent(take_id, cast.omar))
    with transaction() as session:
        deciding.stop(session, steps.locked(session, take_id), actor=cast.mira.actor)
    assert earned("stop") == both(cast)


def test_a_withdrawal_of_all_before_the_track_comes_lets_who_plays_send_it(cast, take_id):
    """What is withdrawn is what was recorded; who sends another gives it anew."""
    first = sent(take_id, cast.omar)
    withdrawn(cast, first)
    other = begun(cast, take(take_id).booking_id)
    sent(other, cast.omar)
    assert track_of(other, cast.omar).state is TrackState.CHECKING
    db.session.rollback()
