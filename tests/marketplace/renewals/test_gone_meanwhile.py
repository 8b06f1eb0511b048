"""What a promise was for is gone before its last day: the money is free again at once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.grants.models import Right
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.pausing import suspend_recording
from consent.rights.renewing import accept_renewal
from consent.rights.withdrawing import withdraw_recording
from foundation.notices.models import Notice
from marketplace.facts.models import Fact
from marketplace.renewals import jobs
from marketplace.renewals.models import RenewalState
from tests.consent.recordings.performed import ENDS_ON
from tests.marketplace.renewals.ending import asked, ends_soon, fund, keys, run
from tests.marketplace.renewals.test_renewals import PRICE, budget, lines, offered

pytestmark = pytest.mark.usefixtures("session")


def recordings(session):
    session.rollback()
    found = session.scalars(select(Right.recording_id).order_by(Right.recording_id)).all()
    session.rollback()
    return found


def states(session):
    return [line.state for line in lines(session)]


def test_all_withdrawn_the_promise_is_free_with_the_next_run(session, cast):
    ends_soon(cast.omar.id, count=2)
    offered(session, asked(cast.ada))
    for each in recordings(session):
        withdraw_recording(each, actor=cast.omar.actor)
    assert run(jobs.follow) == "1 followed"
    assert states(session) == [RenewalState.LAPSED]
    assert budget(session).committed_minor == 0
    assert keys() == []
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "renewal.answered"))
    assert "0 renewed, 1 not" in notice.text


def test_before_anybody_was_offered_it_too(session, cast):
    ends_soon(cast.omar.id)
    fund(asked(cast.ada))
    run(jobs.promise)
    withdraw_recording(*recordings(session), actor=cast.omar.actor)
    run(jobs.follow)
    assert states(session) == [RenewalState.LAPSED]
    assert budget(session).committed_minor == 0


def test_what_nobody_paid_for_is_no_longer_asked_to_be_paid(session, cast):
    ends_soon(cast.omar.id)
    asked(cast.ada)
    withdraw_recording(*recordings(session), actor=cast.omar.actor)
    run(jobs.follow)
    assert states(session) == [RenewalState.LAPSED]


def test_of_two_recordings_one_keeps_the_promise(session, cast):
    ends_soon(cast.omar.id, count=2)
    offer = offered(session, asked(cast.ada))
    withdraw_recording(recordings(session)[0], actor=cast.omar.actor)
    assert run(jobs.follow) == "0 followed"
    assert budget(session).committed_minor == PRICE
    accept_renewal(offer.id, actor=cast.omar.actor)
    run(jobs.follow)
    assert states(session) == [RenewalState.RENEWED]


def test_a_pause_is_no_end(session, cast):
    ends_soon(cast.omar.id)
    offered(session, asked(cast.ada))
    suspend_recording(*recordings(session), actor=cast.omar.actor)
    assert run(jobs.follow) == "0 followed"
    assert budget(session).committed_minor == PRICE


def test_what_is_to_end_sooner_is_another_paper(session, cast):
    ends_soon(cast.omar.id)
    offered(session, asked(cast.ada))
    sooner = ENDS_ON - timedelta(days=5)
    (recording,) = recordings(session)
    narrow_recording(recording, replace(Narrowing(), ends_on=sooner), actor=cast.omar.actor)
    run(jobs.follow)
    assert states(session) == [RenewalState.LAPSED]
    assert len(keys()) == 1


def test_a_yes_that_was_carried_out_is_no_end_and_is_paid(session, cast):
    """The last day has moved by then, which looks the same as if it were gone."""
    ends_soon(cast.omar.id)
    offer = offered(session, asked(cast.ada))
    accept_renewal(offer.id, actor=cast.omar.actor)
    assert {right.ends_on for right in session.scalars(select(Right))} != {ENDS_ON}
    session.rollback()
    run(jobs.follow)
    assert states(session) == [RenewalState.RENEWED]
    assert len(session.scalars(select(Fact)).all()) == 1
