"""However a reason is typed, what it is given for happens, and the ledger has it on one line."""

import pytest
from sqlalchemy import select

from consent.grants.models import Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Ending, Flaw
from consent.recordings.actions import reject_take
from consent.recordings.models import Recording
from consent.rights.ending_all import terminate_all, terminate_grant
from consent.rights.errors import ReasonMissing
from consent.rights.invalidating import confirm_invalidation, propose_invalidation
from consent.rights.models import BulkEnding
from tests.cast import sign_in
from tests.consent.recordings.performed import recorded

pytestmark = pytest.mark.usefixtures("app")
TYPED, SAID = "I stop.\r\nAsk my \u202eagent.", "I stop. Ask my agent."
BREACH = Ending.CLIENT_BREACH


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


def ended(session, grant) -> tuple[State, str]:
    """How it stands, and the reason that its thread ends with."""
    session.rollback()
    state = session.scalars(select(Right.state).where(Right.grant_id == grant.id)).one()
    payload = lines_of(session, [grant.thread])[-1].payload
    return state, payload["reason"]


def test_one_is_withdrawn_with_a_reason_on_two_lines(omar, session, cast):
    (grant,) = recorded(cast.omar.id)
    answer = omar.post(f"/rights/{grant.recording_id}/withdraw", data={"reason": TYPED})
    assert answer.status_code == 302
    assert ended(session, grant) == (State.WITHDRAWN, SAID)


def test_all_is_withdrawn_with_a_reason_on_two_lines(omar, session, cast):
    (grant,) = recorded(cast.omar.id)
    assert omar.post("/rights/withdraw", data={"reason": TYPED}).status_code == 302
    assert ended(session, grant) == (State.WITHDRAWN, SAID)
    assert session.scalars(select(BulkEnding.finished_at)).one()


def test_compliance_ends_one_and_all_of_it(session, cast):
    one, other = recorded(cast.omar.id, count=2)
    terminate_grant(one.id, BREACH, TYPED, actor=cast.cora.actor)
    terminate_all(BREACH, TYPED, performer_id=cast.omar.id, actor=cast.cora.actor)
    assert ended(session, one) == ended(session, other) == (State.TERMINATED, SAID)


def test_what_never_was_valid_is_invalidated(session, cast):
    (grant,) = recorded(cast.omar.id)
    proposed = propose_invalidation(grant.id, Flaw.PRESSURE, TYPED, actor=cast.cora.actor)
    confirm_invalidation(proposed, actor=cast.admin.actor)
    assert ended(session, grant) == (State.INVALIDATED, SAID)


def test_a_take_is_rejected(session, cast):
    (grant,) = recorded(cast.omar.id, accepted=False)
    take = session.get_one(Recording, grant.recording_id).take_id
    reject_take(take, cause="off_brief", reason=TYPED, actor=cast.remy.actor)
    assert ended(session, grant)[1] == SAID


def test_a_reason_of_which_nothing_can_be_said_is_none(cast):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(ReasonMissing):
        terminate_grant(grant.id, BREACH, "\u202e", actor=cast.cora.actor)
    with pytest.raises(ReasonMissing):
        terminate_all(BREACH, "\u2028", performer_id=cast.omar.id, actor=cast.cora.actor)
