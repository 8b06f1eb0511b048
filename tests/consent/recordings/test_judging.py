"""A take is accepted or rejected once, by its client or the staff."""

from datetime import date

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.erasure.actions import erase_own
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import DestructionCause, Use
from consent.media.models import Destruction
from consent.recordings import actions, judging
from consent.recordings.errors import JudgedOtherwise, TakeNotFound
from consent.recordings.models import Judgement, Recording
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation.database import transaction
from foundation.ids import new_id
from tests.cast import NORTHLAB
from tests.consent.erasure.settled import destroyed
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)


def take_of(session, grant):
    found = session.get_one(Recording, grant.recording_id).take_id
    session.rollback()
    return found


def told_of(session, grant):
    return [line.entry.event.type.value for line in lines_of(session, [grant.thread])]


def test_an_accepted_take_may_be_used_as_was_allowed(session, cast):
    omars, miras = recorded(cast.omar.id, cast.mira.id, accepted=False)
    assert actions.accept_take(take_of(session, omars), actor=cast.ben.actor) == 1
    assert decide(session, omars.recording_id, TO_EVALUATE).permitted
    for grant in (omars, miras):
        assert told_of(session, grant)[-1] == "take.accepted"


def test_a_rejected_take_may_not_be_used(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = take_of(session, grant)
    assert actions.reject_take(take, cause="off_brief", actor=cast.remy.actor) == 1
    assert not decide(session, grant.recording_id, TO_EVALUATE).permitted
    assert told_of(session, grant)[-1] == "take.rejected"


def test_judging_twice_alike_is_told_once(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = take_of(session, grant)
    assert actions.accept_take(take, actor=cast.ben.actor) == 1
    assert actions.accept_take(take, actor=cast.ben.actor) == 0
    assert told_of(session, grant).count("take.accepted") == 1


def test_judging_otherwise_is_refused(session, cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(JudgedOtherwise, match="accepted already"):
        actions.reject_take(take_of(session, grant), cause="off_brief", actor=cast.ben.actor)
    assert session.scalars(select(Recording.judged)).all() == [Judgement.ACCEPTED]


@pytest.mark.parametrize("name", ["rolf", "vera", "omar", "fay", "otto"])
def test_to_strangers_the_take_does_not_exist(session, cast, name):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = take_of(session, grant)
    with pytest.raises(TakeNotFound):
        actions.accept_take(take, actor=getattr(cast, name).actor)
    with pytest.raises(TakeNotFound):
        actions.reject_take(take, cause="off_brief", actor=getattr(cast, name).actor)


def test_a_take_nobody_knows_is_not_found(cast):
    with pytest.raises(TakeNotFound):
        actions.accept_take(new_id(), actor=cast.ben.actor)


def orders(session):
    return session.scalars(select(Destruction).order_by(Destruction.id)).all()


def test_rejected_material_is_destroyed_after_thirty_days(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = take_of(session, grant)
    actions.reject_take(take, cause="off_brief", actor=cast.ben.actor)
    actions.reject_take(take, cause="off_brief", actor=cast.ben.actor)
    (order,) = orders(session)
    assert (order.recording_id, order.due_on) == (grant.recording_id, date(2026, 4, 1))
    assert order.cause is DestructionCause.TAKE_REJECTED


def test_an_appeal_that_is_granted_keeps_it(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = take_of(session, grant)
    actions.reject_take(take, cause="off_brief", actor=cast.ben.actor)
    with transaction() as writing:
        judging.accept_take(writing, take, role="reviewer", on_appeal=True)
    assert decide(session, grant.recording_id, TO_EVALUATE).permitted
    assert [order.called_off_at is None for order in orders(session)] == [False]


def test_who_was_erased_keeps_nobody_elses_take_from_being_judged(session, cast):
    omars, miras = recorded(cast.omar.id, cast.mira.id, accepted=False)
    take = take_of(session, omars)
    withdraw_recording(omars.recording_id, actor=cast.omar.actor)
    destroyed(omars)
    erase_own([omars.thread], actor=cast.omar.actor)
    assert actions.accept_take(take, actor=cast.ben.actor) == 1
    assert told_of(session, miras)[-1] == "take.accepted"
    assert told_of(session, omars)[-1] == "erasure.performed"
