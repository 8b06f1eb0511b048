"""Pauses over many grants: what there is, what comes later, and what a crash left undone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from consent.decisions.deciding import decide
from consent.grants.models import Lifting, Suspension
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.recordings.models import PausedGrant, StandingPause
from consent.rights import living, queries, reaching, standing
from consent.rights.errors import NotYourCause, PausedAlready, PauseNotFound
from consent.rights.jobs import carry_on
from consent.rights.pausing import resume_recording, suspend_recording
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation import clock, following
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import Lease
from foundation.notices.models import Notice
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
STRIKE, OWN = SuspensionCause.STRIKE, SuspensionCause.OWN_CHOICE
BREACH = SuspensionCause.CLIENT_BREACH
LEASE = Lease("test", new_id(), 1)


def permitted(session, grant, client=NORTHLAB):
    session.rollback()
    return decide(session, grant.recording_id, Purpose(client=client, use=Use.EVALUATION)).permitted


def held_back(monkeypatch):
    """As if the process ended right after the commit."""
    monkeypatch.setattr(following, "follow", following.forget)


def test_a_strike_pauses_all_that_one_gave_and_nobody_elses(session, cast):
    omars, miras = recorded(cast.omar.id, count=3), recorded(cast.mira.id)
    standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    assert not any(permitted(session, grant) for grant in omars)
    assert permitted(session, miras[0])


def test_what_is_registered_during_a_strike_is_paused_from_the_start(session, cast):
    standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    (grant,) = recorded(cast.omar.id)
    assert not permitted(session, grant)


def test_the_end_of_a_strike_lifts_what_it_paused(session, cast):
    before = recorded(cast.omar.id)
    pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    later = recorded(cast.omar.id)
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert all(permitted(session, grant) for grant in (*before, *later))
    (after,) = recorded(cast.omar.id)
    assert permitted(session, after)


def test_a_pause_may_be_for_one_client(session, cast):
    (northlabs,) = recorded(cast.omar.id)
    (rivals,) = recorded(cast.omar.id, client=RIVALLAB)
    standing.begin_own_pause(OWN, client_id=NORTHLAB, actor=cast.omar.actor)
    assert not permitted(session, northlabs)
    assert permitted(session, rivals, RIVALLAB)


def test_compliance_pauses_a_client_for_a_cause(session, cast):
    (omars,), (miras,) = recorded(cast.omar.id), recorded(cast.mira.id)
    (rivals,) = recorded(cast.omar.id, client=RIVALLAB)
    pause = standing.begin_pause_for_cause(BREACH, client_id=NORTHLAB, actor=cast.cora.actor)
    assert not permitted(session, omars)
    assert not permitted(session, miras)
    assert permitted(session, rivals, RIVALLAB)
    standing.lift_pause_for_cause(pause, actor=cast.cora.actor)
    assert permitted(session, omars)


def test_a_switch_that_is_on_cannot_be_turned_on(cast):
    standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    with pytest.raises(PausedAlready):
        standing.begin_own_pause(STRIKE, actor=cast.omar.actor)


def test_what_is_lifted_cannot_be_lifted_again(cast):
    pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    with pytest.raises(PauseNotFound):
        standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert standing.begin_own_pause(STRIKE, actor=cast.omar.actor) != pause


def test_nobody_lifts_anothers_pause(cast):
    own = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    of_client = standing.begin_pause_for_cause(BREACH, client_id=NORTHLAB, actor=cast.cora.actor)
    for pause, person in ((own, cast.mira), (of_client, cast.omar), (of_client, cast.ada)):
        with pytest.raises(PauseNotFound):
            standing.lift_own_pause(pause, actor=person.actor)
    with pytest.raises(PauseNotFound):
        standing.lift_pause_for_cause(own, actor=cast.cora.actor)
    with pytest.raises(NotPermitted):
        standing.lift_pause_for_cause(of_client, actor=cast.omar.actor)


def test_nobody_pauses_for_anothers_cause(cast):
    with pytest.raises(NotYourCause):
        standing.begin_own_pause(BREACH, actor=cast.omar.actor)
    with pytest.raises(NotYourCause):
        standing.begin_pause_for_cause(STRIKE, performer_id=cast.omar.id, actor=cast.cora.actor)
    with pytest.raises(NotPermitted):
        standing.begin_pause_for_cause(BREACH, client_id=NORTHLAB, actor=cast.omar.actor)


def test_what_a_crash_left_is_carried_on_by_the_job(session, cast, monkeypatch):
    grants = recorded(cast.omar.id, count=5)
    monkeypatch.setattr(living, "AT_ONCE", 2)
    with monkeypatch.context() as crash:
        held_back(crash)
        pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
        session.rollback()
        assert reaching._reach_some(pause) == 2
    assert [permitted(session, grant) for grant in grants].count(False) == 2
    session.rollback()
    assert carry_on(LEASE) == "3 grants changed"
    assert not any(permitted(session, grant) for grant in grants)
    session.rollback()
    assert carry_on(LEASE) == "0 grants changed"


def test_a_lifting_that_a_crash_cut_short_is_carried_on(session, cast, monkeypatch):
    grants = recorded(cast.omar.id, count=3)
    pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    with monkeypatch.context() as crash:
        held_back(crash)
        standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert not any(permitted(session, grant) for grant in grants)
    session.rollback()
    carry_on(LEASE)
    assert all(permitted(session, grant) for grant in grants)


def test_carried_twice_each_grant_is_paused_once(session, cast):
    recorded(cast.omar.id, count=2)
    pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    assert reaching.reach_pending(pause) == 0
    assert session.scalar(select(func.count()).select_from(Suspension)) == 2


def test_what_a_performer_resumes_by_hand_is_not_paused_again(session, cast):
    (grant,) = recorded(cast.omar.id)
    pause = standing.begin_own_pause(OWN, client_id=NORTHLAB, actor=cast.omar.actor)
    resume_recording(grant.recording_id, actor=cast.omar.actor)
    assert reaching.reach_pending(pause) == 0
    assert permitted(session, grant)
    session.rollback()
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert session.scalar(select(func.count()).select_from(Lifting)) == 1


def test_lifting_one_pause_leaves_another_of_the_same_cause(session, cast):
    """The ledger lifts the latest of a cause; here the earlier is meant."""
    (grant,) = recorded(cast.omar.id)
    of_client = standing.begin_own_pause(OWN, client_id=NORTHLAB, actor=cast.omar.actor)
    everything = standing.begin_own_pause(OWN, actor=cast.omar.actor)
    standing.lift_own_pause(of_client, actor=cast.omar.actor)
    assert not permitted(session, grant)
    session.rollback()
    standing.lift_own_pause(everything, actor=cast.omar.actor)
    assert permitted(session, grant)


def test_a_pause_of_one_recording_outlives_one_that_stood_over_it(session, cast):
    (grant,) = recorded(cast.omar.id)
    pause = standing.begin_own_pause(OWN, client_id=NORTHLAB, actor=cast.omar.actor)
    suspend_recording(grant.recording_id, until=date(2026, 6, 1), actor=cast.omar.actor)
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert not permitted(session, grant)
    resume_recording(grant.recording_id, actor=cast.omar.actor)
    assert permitted(session, grant)


def test_what_ended_meanwhile_stays_ended_when_a_pause_is_lifted(session, cast):
    first, second = recorded(cast.omar.id, count=2)
    pause = standing.begin_own_pause(STRIKE, actor=cast.omar.actor)
    withdraw_recording(first.recording_id, actor=cast.omar.actor)
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    assert not permitted(session, first)
    assert permitted(session, second)


def test_a_pause_whose_last_day_has_passed_reaches_nothing_new(session, cast):
    until = clock.now().date()
    standing.begin_own_pause(OWN, until=until, actor=cast.omar.actor)
    clock.move(timedelta(days=1))
    (grant,) = recorded(cast.omar.id)
    assert permitted(session, grant)
    assert session.scalar(select(func.count()).select_from(PausedGrant)) == 0
    assert session.scalars(select(StandingPause.until)).all() == [until]


def test_after_its_last_day_a_pause_may_be_begun_again(session, cast):
    (grant,) = recorded(cast.omar.id)
    begun = {"actor": cast.omar.actor}
    standing.begin_own_pause(STRIKE, until=clock.now().date(), **begun)
    clock.move(timedelta(days=1))
    assert permitted(session, grant)
    assert queries.pauses_of(session, cast.omar.id) == []
    standing.begin_own_pause(STRIKE, **begun)
    assert not permitted(session, grant)


def test_on_its_last_day_a_pause_is_still_on(cast):
    recorded(cast.omar.id)
    standing.begin_own_pause(STRIKE, until=clock.now().date(), actor=cast.omar.actor)
    with pytest.raises(PausedAlready):
        standing.begin_own_pause(STRIKE, actor=cast.omar.actor)


def test_a_pause_tells_nobody_whose_id_that_is(session, cast):
    recorded(cast.omar.id)
    for stranger in (cast.mira.id, RIVALLAB):
        standing.begin_own_pause(STRIKE, client_id=stranger, actor=cast.omar.actor)
    told = session.scalars(select(Notice).where(Notice.kind == "rights.pause_begun")).all()
    assert all("for one client" in each.text for each in told)
    standing.begin_own_pause(STRIKE, client_id=NORTHLAB, actor=cast.omar.actor)
    told = session.scalars(select(Notice).where(Notice.kind == "rights.pause_begun")).all()
    assert sum("for Northlab" in each.text for each in told) == 1
