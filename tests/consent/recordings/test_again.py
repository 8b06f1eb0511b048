"""What was recorded for one client is allowed to another, under a paper of its own."""

from datetime import date

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right, State
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import DestructionCause, Ending, SuspensionCause, Use
from consent.media.destroying import order_destruction
from consent.recordings.again import allow_again
from consent.recordings.errors import NotThereAnyMore
from consent.rights import standing
from consent.rights.ending_all import terminate_all
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation.database import transaction
from tests.cast import NORTHLAB, RIVALLAB
from tests.consent.recordings.performed import recorded, signed

pytestmark = pytest.mark.usefixtures("each_database", "app")
THEIRS = Purpose(client=RIVALLAB, use=Use.EVALUATION)
FIRST = Purpose(client=NORTHLAB, use=Use.EVALUATION)


def another(performer):
    limits = Limits(ends_on=date(2030, 1, 1), starts_on=date(2026, 3, 1), clients=(RIVALLAB,))
    return signed(performer, client=RIVALLAB, limits=limits)


def allowed(grants, terms):
    with transaction() as session:
        found = allow_again(
            session, [each.recording_id for each in grants], terms, role="performer"
        )
        session.flush()
        session.expunge_all()
    return found


def permitted(session, recording, purpose):
    session.rollback()
    return decide(session, recording, purpose).permits(recording)


def test_the_other_client_may_use_it_and_the_first_as_before(session, cast):
    (grant,) = recorded(cast.omar.id)
    recording = grant.recording_id
    assert not permitted(session, recording, THEIRS)
    allowed([grant], another(cast.omar.id))
    assert permitted(session, recording, THEIRS)
    assert permitted(session, recording, FIRST)


def test_twice_is_once(session, cast):
    (grant,) = recorded(cast.omar.id)
    terms = another(cast.omar.id)
    assert len(allowed([grant], terms)) == 1
    assert allowed([grant], terms) == []


def test_what_ends_for_one_client_goes_on_for_the_other(session, cast):
    (grant,) = recorded(cast.omar.id)
    recording = grant.recording_id
    allowed([grant], another(cast.omar.id))
    terminate_all(Ending.CLIENT_BREACH, "Sold on.", client_id=NORTHLAB, actor=cast.cora.actor)
    assert permitted(session, recording, THEIRS)
    assert not permitted(session, recording, FIRST)


def test_what_ends_for_the_other_goes_on_for_the_first(session, cast):
    (grant,) = recorded(cast.omar.id)
    recording = grant.recording_id
    allowed([grant], another(cast.omar.id))
    terminate_all(Ending.CLIENT_BREACH, "Sold on.", client_id=RIVALLAB, actor=cast.cora.actor)
    assert permitted(session, recording, FIRST)
    assert not permitted(session, recording, THEIRS)


def test_a_pause_that_stands_for_the_other_client_reaches_it(session, cast):
    (grant,) = recorded(cast.omar.id)
    standing.begin_own_pause(
        SuspensionCause.OWN_CHOICE, client_id=RIVALLAB, until=None, actor=cast.omar.actor
    )
    allowed([grant], another(cast.omar.id))
    assert not permitted(session, grant.recording_id, THEIRS)
    assert permitted(session, grant.recording_id, FIRST)


def test_a_withdrawal_of_the_recording_ends_it_for_everybody(session, cast):
    (grant,) = recorded(cast.omar.id)
    allowed([grant], another(cast.omar.id))
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    session.rollback()
    assert {right.state for right in session.scalars(select(Right))} == {State.WITHDRAWN}


def test_what_was_never_accepted_or_is_being_destroyed_is_not_there(session, cast):
    waiting = recorded(cast.omar.id, accepted=False)
    with pytest.raises(NotThereAnyMore):
        allowed(waiting, another(cast.omar.id))
    (grant,) = recorded(cast.omar.id)
    with transaction() as inner:
        order_destruction(
            inner, grant.recording_id, DestructionCause.WITHDRAWN, due_on=date(2026, 5, 1)
        )
    with pytest.raises(NotThereAnyMore):
        allowed([grant], another(cast.omar.id))
