"""Ending many grants by one will, and what a crash left of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Ending, Use
from consent.rights import ending_all, living
from consent.rights.ending_all import terminate_all, terminate_grant, withdraw_all
from consent.rights.errors import GrantNotFound, NothingAllowed, ReasonMissing
from consent.rights.jobs import carry_on
from consent.rights.models import BulkEnding
from consent.terms.purpose import Purpose
from foundation import clock, following
from foundation.database import transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import Lease, SomeFailed
from foundation.notices.models import Notice
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
LEASE = Lease("test", new_id(), 1)
BREACH = Ending.CLIENT_BREACH


def states(session, *performers):
    session.rollback()
    found = session.scalars(select(Right.state).where(Right.performer_id.in_(performers)))
    return sorted(found)


def test_all_that_one_gave_ends_and_nobody_elses(session, cast):
    recorded(cast.omar.id, count=3)
    recorded(cast.mira.id)
    withdraw_all(actor=cast.omar.actor)
    assert states(session, cast.omar.id) == [State.WITHDRAWN] * 3
    assert states(session, cast.mira.id) == [State.GIVEN]


def test_it_may_be_for_one_client(session, cast):
    recorded(cast.omar.id)
    recorded(cast.omar.id, client=RIVALLAB)
    withdraw_all(client_id=RIVALLAB, actor=cast.omar.actor)
    assert states(session, cast.omar.id) == [State.GIVEN, State.WITHDRAWN]


def test_there_is_one_receipt_for_all(session, cast):
    recorded(cast.omar.id, count=3)
    withdraw_all(reason="I stop.", actor=cast.omar.actor)
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "rights.all_withdrawn"))
    assert "3 recordings" in notice.text


def test_the_words_are_with_the_entries_and_nowhere_else(session, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_all(reason="I stop.", actor=cast.omar.actor)
    assert lines_of(session, [grant.thread])[-1].payload["reason"] == "I stop."
    assert session.scalars(select(BulkEnding.reason)).all() == [""]


def test_nothing_to_end_is_refused(cast):
    with pytest.raises(NothingAllowed):
        withdraw_all(actor=cast.omar.actor)
    recorded(cast.omar.id)
    withdraw_all(actor=cast.omar.actor)
    with pytest.raises(NothingAllowed):
        withdraw_all(actor=cast.omar.actor)


def test_what_a_crash_left_is_carried_on_and_told_once(session, cast, monkeypatch):
    recorded(cast.omar.id, count=5)
    monkeypatch.setattr(living, "AT_ONCE", 2)
    with monkeypatch.context() as crash:
        crash.setattr(following, "follow", following.forget)
        ending = withdraw_all(reason="I stop.", actor=cast.omar.actor)
        assert ending_all._end_some(ending) == 2
    assert states(session, cast.omar.id).count(State.WITHDRAWN) == 2
    session.rollback()
    assert carry_on(LEASE) == "3 grants changed"
    assert states(session, cast.omar.id) == [State.WITHDRAWN] * 5
    session.rollback()
    assert carry_on(LEASE) == "0 grants changed"
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "rights.all_withdrawn"))
    assert "5 recordings" in notice.text


def test_a_will_that_cannot_be_carried_out_does_not_stop_the_others(session, cast, monkeypatch):
    recorded(cast.omar.id)
    recorded(cast.mira.id)
    with monkeypatch.context() as crash:
        crash.setattr(following, "follow", following.forget)
        stuck = withdraw_all(actor=cast.omar.actor)
        withdraw_all(actor=cast.mira.actor)
    with transaction() as writing:
        writing.get_one(BulkEnding, stuck).reason = "No opening says \u202e this."
    with pytest.raises(SomeFailed, match=f"1 done, 1 tried again .*{stuck}"):
        carry_on(LEASE)
    assert states(session, cast.mira.id) == [State.WITHDRAWN]
    assert states(session, cast.omar.id) == [State.GIVEN]


def test_what_is_given_after_a_withdrawal_is_not_meant(session, cast, monkeypatch):
    recorded(cast.omar.id)
    with monkeypatch.context() as crash:
        crash.setattr(following, "follow", following.forget)
        withdraw_all(actor=cast.omar.actor)
    clock.move(timedelta(seconds=1))
    recorded(cast.omar.id)
    carry_on(LEASE)
    assert states(session, cast.omar.id) == [State.GIVEN, State.WITHDRAWN]


def test_what_was_being_registered_at_that_moment_ends_with_the_rest(session, cast):
    """Made before the order and kept after it, so that the order could not see it."""
    recorded(cast.omar.id)
    clock.move(timedelta(seconds=1))
    withdraw_all(reason="I stop.", actor=cast.omar.actor)
    clock.move(-timedelta(seconds=1))
    (late,) = recorded(cast.omar.id, accepted=False)
    clock.move(timedelta(minutes=1))
    purpose = Purpose(client=NORTHLAB, use=Use.GENERATIVE_TRAINING)
    assert not decide(session, late.recording_id, purpose).permitted
    session.rollback()
    assert carry_on(LEASE) == "1 grants changed"
    assert states(session, cast.omar.id) == [State.WITHDRAWN] * 2
    session.rollback()
    assert carry_on(LEASE) == "0 grants changed"


def test_compliance_ends_all_of_a_client_for_a_reason(session, cast):
    recorded(cast.omar.id, cast.mira.id)
    recorded(cast.mira.id, client=RIVALLAB)
    terminate_all(BREACH, "Sold on.", client_id=NORTHLAB, actor=cast.cora.actor)
    assert states(session, cast.omar.id) == [State.TERMINATED]
    assert states(session, cast.mira.id) == [State.GIVEN, State.TERMINATED]
    told = session.scalars(select(Notice).where(Notice.kind == "rights.terminated")).all()
    assert {notice.account_id for notice in told} == {cast.omar.id, cast.mira.id}


def test_compliance_ends_one_grant_for_a_reason(session, cast):
    omars, _miras = recorded(cast.omar.id, cast.mira.id)
    terminate_grant(omars.id, BREACH, "Sold on.", actor=cast.cora.actor)
    assert states(session, cast.omar.id) == [State.TERMINATED]
    assert states(session, cast.mira.id) == [State.GIVEN]
    with pytest.raises(GrantNotFound):
        terminate_grant(omars.id, BREACH, "Sold on.", actor=cast.cora.actor)


def test_a_reason_is_needed(session, cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(ReasonMissing):
        terminate_grant(grant.id, BREACH, " ", actor=cast.cora.actor)
    with pytest.raises(ReasonMissing):
        terminate_all(BREACH, "", client_id=NORTHLAB, actor=cast.cora.actor)
    with pytest.raises(NothingAllowed):
        terminate_all(BREACH, "Everybody.", actor=cast.cora.actor)
    assert states(session, cast.omar.id) == [State.GIVEN]


@pytest.mark.parametrize("name", ["omar", "ada", "remy"])
def test_others_terminate_nothing(session, cast, name):
    (grant,) = recorded(cast.omar.id)
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        terminate_grant(grant.id, BREACH, "Sold on.", actor=actor)
    with pytest.raises(NotPermitted):
        terminate_all(BREACH, "Sold on.", client_id=NORTHLAB, actor=actor)
    assert states(session, cast.omar.id) == [State.GIVEN]
