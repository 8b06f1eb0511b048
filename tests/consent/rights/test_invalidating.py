"""Consent that never was valid needs two people to say so."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from consent.grants.models import Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Flaw
from consent.rights.errors import (
    GrantNotFound,
    InvalidationDecided,
    InvalidationNotFound,
    InvalidationOpen,
    ReasonMissing,
    SamePerson,
)
from consent.rights.invalidating import (
    confirm_invalidation,
    drop_invalidation,
    propose_invalidation,
)
from consent.rights.models import Invalidation
from consent.rights.withdrawing import withdraw_recording
from foundation.database import transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("each_database", "app")
WRONG = Flaw.WRONG_PERSON


@pytest.fixture
def grant(cast):
    (grant,) = recorded(cast.omar.id)
    return grant


@pytest.fixture
def proposed(cast, grant):
    return propose_invalidation(grant.id, WRONG, "His brother signed.", actor=cast.cora.actor)


def state(session):
    session.rollback()
    return session.scalars(select(Right.state)).one()


def test_a_second_person_confirms_it(session, cast, grant, proposed):
    assert state(session) is State.GIVEN
    confirm_invalidation(proposed, actor=cast.admin.actor)
    assert state(session) is State.INVALIDATED
    said = lines_of(session, [grant.thread])[-1].payload
    assert (said["flaw"], said["reason"]) == ("wrong_person", "His brother signed.")


def test_who_proposed_it_cannot_confirm_it(session, cast, proposed):
    with pytest.raises(SamePerson):
        confirm_invalidation(proposed, actor=cast.cora.actor)
    assert state(session) is State.GIVEN


def test_the_database_refuses_one_person_too(cast, proposed):
    with pytest.raises(IntegrityError), transaction() as session:
        row = session.get_one(Invalidation, proposed)
        row.outcome, row.decided_by = "confirmed", cast.cora.id
    with pytest.raises(IntegrityError), transaction() as session:
        session.get_one(Invalidation, proposed).outcome = "confirmed"


def test_who_proposed_it_may_think_again(session, cast, grant, proposed):
    drop_invalidation(proposed, actor=cast.cora.actor)
    assert state(session) is State.GIVEN
    with pytest.raises(InvalidationDecided):
        confirm_invalidation(proposed, actor=cast.admin.actor)
    assert propose_invalidation(grant.id, WRONG, "Again.", actor=cast.admin.actor)


def test_what_was_decided_stays_decided(cast, proposed):
    confirm_invalidation(proposed, actor=cast.admin.actor)
    with pytest.raises(InvalidationDecided):
        confirm_invalidation(proposed, actor=cast.admin.actor)
    with pytest.raises(InvalidationDecided):
        drop_invalidation(proposed, actor=cast.admin.actor)


def test_there_is_one_proposal_at_a_time(cast, grant, proposed):
    with pytest.raises(InvalidationOpen):
        propose_invalidation(grant.id, WRONG, "Me too.", actor=cast.admin.actor)


def test_what_was_withdrawn_can_be_found_invalid_too(session, cast, grant, proposed):
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    confirm_invalidation(proposed, actor=cast.admin.actor)
    assert state(session) is State.INVALIDATED


def test_the_words_are_with_the_entry_once_it_was_decided(session, cast, proposed):
    confirm_invalidation(proposed, actor=cast.admin.actor)
    assert session.scalars(select(Invalidation.reason)).all() == [""]


def test_what_nobody_knows_is_not_found(cast):
    with pytest.raises(GrantNotFound):
        propose_invalidation(new_id(), WRONG, "Who?", actor=cast.cora.actor)
    with pytest.raises(InvalidationNotFound):
        confirm_invalidation(new_id(), actor=cast.cora.actor)


def test_a_reason_is_needed(cast, grant):
    with pytest.raises(ReasonMissing):
        propose_invalidation(grant.id, WRONG, "", actor=cast.cora.actor)


@pytest.mark.parametrize("name", ["omar", "ada", "remy"])
def test_it_is_for_who_keeps_rights(cast, grant, proposed, name):
    actor = getattr(cast, name).actor
    with pytest.raises(NotPermitted):
        propose_invalidation(grant.id, WRONG, "Why not.", actor=actor)
    with pytest.raises(NotPermitted):
        confirm_invalidation(proposed, actor=actor)
    with pytest.raises(NotPermitted):
        drop_invalidation(proposed, actor=actor)
