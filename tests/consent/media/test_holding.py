"""What the law needs is not destroyed before its day, and nothing else is held back."""

from datetime import timedelta

import pytest

from consent.ledger.explaining.words import DestructionCause
from consent.media import jobs
from consent.media.actions import lift_hold, place_hold
from consent.media.destroying import begin_destruction, order_destruction
from consent.media.errors import (
    DestructionBegan,
    HoldAlreadyLifted,
    HoldNotFound,
    HoldTooLong,
    RecordingNotFound,
)
from consent.media.jobs import JOBS
from foundation import clock
from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from tests.consent.grants.granted import tell, withdrawn
from tests.consent.media.files import is_stored, kept
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
WEEK = timedelta(days=7)


@pytest.fixture
def due(cast):
    """A withdrawn recording whose files are destroyed today, unless something holds them."""
    (grant,) = recorded(cast.omar.id)
    file = kept(grant.recording_id)
    tell(grant, withdrawn(grant))
    with transaction() as session:
        cause = DestructionCause.WITHDRAWN
        order_destruction(session, grant.recording_id, cause, due_on=now().date())
    return file


def hold(recording, actor, until=WEEK):
    return place_hold(
        recording,
        name="Court of Berlin, 3 O 12/26",
        reason="Claim for pay",
        until=(now() + until).date(),
        actor=actor,
    )


def run():
    run_due(JOBS, new_id(), even_if_not_due=True)
    db.session.rollback()


def test_held_it_is_kept_through_its_last_day_and_then_goes(cast, due):
    hold(due.recording_id, cast.cora.actor)
    clock.move(WEEK)
    run()
    assert is_stored(due)
    clock.move(timedelta(days=1))
    run()
    assert not is_stored(due)


def test_lifted_it_goes(cast, due):
    placed = hold(due.recording_id, cast.cora.actor)
    lift_hold(placed, actor=cast.cora.actor)
    run()
    assert not is_stored(due)


def test_one_of_two_lifted_the_other_still_holds(cast, due):
    first, _ = (hold(due.recording_id, cast.cora.actor) for _ in range(2))
    lift_hold(first, actor=cast.cora.actor)
    run()
    assert is_stored(due)


def test_a_hold_on_one_recording_keeps_no_other(cast, due):
    (other,) = recorded(cast.omar.id)
    kept(other.recording_id)
    hold(other.recording_id, cast.cora.actor)
    run()
    assert not is_stored(due)


def test_its_performer_is_told_until_when_and_not_why(cast, due):
    hold(due.recording_id, cast.cora.actor)
    texts = db.session().scalars(db.select(Notice.text).where(Notice.account_id == cast.omar.id))
    (text,) = texts
    assert "until 9 Mar 2026" in text
    assert "Berlin" not in text


def test_too_late_it_is_said_so(cast, due):
    with transaction() as session:
        order_id = order_destruction(
            session, due.recording_id, DestructionCause.WITHDRAWN, due_on=now().date()
        ).id
        assert begin_destruction(session, order_id)
    with pytest.raises(DestructionBegan):
        hold(due.recording_id, cast.cora.actor)


def test_without_end_or_already_over_it_is_refused(cast, due):
    for until in (timedelta(days=-1), timedelta(days=400)):
        with pytest.raises(HoldTooLong):
            hold(due.recording_id, cast.cora.actor, until)


def test_lifted_twice_is_refused(cast, due):
    placed = hold(due.recording_id, cast.cora.actor)
    lift_hold(placed, actor=cast.cora.actor)
    with pytest.raises(HoldAlreadyLifted):
        lift_hold(placed, actor=cast.cora.actor)


def test_what_is_not_there_is_not_found(cast):
    with pytest.raises(RecordingNotFound):
        hold(new_id(), cast.cora.actor)
    with pytest.raises(HoldNotFound):
        lift_hold(new_id(), actor=cast.cora.actor)


@pytest.mark.parametrize("name", ["omar", "ada", "remy", "fay"])
def test_only_who_keeps_rights_holds_anything_back(cast, due, name):
    placed = hold(due.recording_id, cast.cora.actor)
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        hold(due.recording_id, actor)
    with pytest.raises(NotPermitted):
        lift_hold(placed, actor=actor)


def test_however_many_are_held_what_is_due_behind_them_goes(cast, due, monkeypatch):
    (other,) = recorded(cast.omar.id)
    behind = kept(other.recording_id)
    tell(other, withdrawn(other))
    with transaction() as session:
        cause = DestructionCause.WITHDRAWN
        order_destruction(session, other.recording_id, cause, due_on=now().date())
    hold(due.recording_id, cast.cora.actor)
    clock.move(timedelta(days=1))
    monkeypatch.setattr(jobs, "_AT_ONCE", 1)
    for _ in range(2):
        run()
    assert is_stored(due)
    assert not is_stored(behind)
