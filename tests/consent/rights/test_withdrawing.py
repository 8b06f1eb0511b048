"""Taking consent back for one recording."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.grants.models import Right, State
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Use
from consent.rights.errors import NothingAllowed, RightNotFound
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation.audit import AuditEvent
from foundation.database import db
from foundation.ids import new_id
from foundation.notices.models import Notice
from tests.cast import NORTHLAB
from tests.consent.recordings.performed import a_recording, recorded, signed
from tests.consent.recordings.test_registering import register

pytestmark = pytest.mark.usefixtures("each_database", "app")
TO_EVALUATE = Purpose(client=NORTHLAB, use=Use.EVALUATION)


def test_a_withdrawn_recording_may_not_be_used(session, cast):
    (grant,) = recorded(cast.omar.id)
    assert decide(session, grant.recording_id, TO_EVALUATE).permitted
    withdraw_recording(grant.recording_id, reason="Not told all.", actor=cast.omar.actor)
    assert not decide(session, grant.recording_id, TO_EVALUATE).permitted


def test_the_ledger_says_who_withdrew_and_why(session, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, reason="Not told all.", actor=cast.omar.actor)
    last = lines_of(session, [grant.thread])[-1]
    assert (last.entry.event.type, last.entry.event.actor) == ("consent.withdrawn", "performer")
    assert last.payload["reason"] == "Not told all."


def test_the_performer_gets_a_receipt(session, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    (notice,) = session.scalars(select(Notice).where(Notice.kind == "rights.withdrawn"))
    assert notice.account_id == cast.omar.id
    assert "Recording of 2 March 2026 for Northlab" in notice.text
    acts = session.scalars(select(AuditEvent.action)).all()
    assert "right.withdrawn" in acts


def test_every_agreement_of_the_performer_ends_and_nobody_elses(session, cast):
    papers = [signed(cast.omar.id), signed(cast.omar.id), signed(cast.mira.id)]
    recording = a_recording()
    register(recording, *papers)
    assert withdraw_recording(recording.id, actor=cast.omar.actor) == 2
    states = session.execute(select(Right.performer_id, Right.state)).all()
    assert sorted(states, key=str) == sorted(
        [
            (cast.omar.id, State.WITHDRAWN),
            (cast.omar.id, State.WITHDRAWN),
            (cast.mira.id, State.GIVEN),
        ],
        key=str,
    )


def test_one_agreement_can_be_withdrawn_alone(session, cast):
    papers = [signed(cast.omar.id), signed(cast.omar.id)]
    recording = a_recording()
    register(recording, *papers)
    withdraw_recording(recording.id, agreement_id=papers[0].agreement, actor=cast.omar.actor)
    states = sorted(session.scalars(select(Right.state)))
    assert states == [State.GIVEN, State.WITHDRAWN]


def test_withdrawing_twice_is_refused_and_told_once(session, cast):
    (grant,) = recorded(cast.omar.id)
    withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    with pytest.raises(NothingAllowed):
        withdraw_recording(grant.recording_id, actor=cast.omar.actor)
    told = [line.entry.event.type for line in lines_of(session, [grant.thread])]
    assert told.count("consent.withdrawn") == 1


@pytest.mark.parametrize("name", ["mira", "ada", "cora", "admin", "otto"])
def test_nobody_else_withdraws_it(session, cast, name):
    (grant,) = recorded(cast.omar.id)
    with pytest.raises(RightNotFound):
        withdraw_recording(grant.recording_id, actor=getattr(cast, name).actor)
    assert session.scalars(select(Right.state)).all() == [State.GIVEN]


def test_a_recording_nobody_knows_is_not_found(cast):
    with pytest.raises(RightNotFound):
        withdraw_recording(new_id(), actor=cast.omar.actor)


def test_of_two_at_once_one_withdraws(app, session, cast):
    (grant,) = recorded(cast.omar.id)

    def withdraw(_: int) -> str:
        with app.app_context():
            try:
                withdraw_recording(grant.recording_id, actor=cast.omar.actor)
            except NothingAllowed:
                return "refused"
            finally:
                db.session.remove()
            return "withdrawn"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(withdraw, range(4))) == ["refused"] * 3 + ["withdrawn"]
    told = [line.entry.event.type for line in lines_of(session, [grant.thread])]
    assert told.count("consent.withdrawn") == 1
