"""The demo: one use paused, a decision appealed, a finding for compliance; and once only."""

from collections import Counter

from sqlalchemy import select

from consent.console.checks.recorded import older_than_brief
from consent.grants.models import Right
from consent.recordings.models import Recording
from consent.rights import demo
from foundation.cases.models import Case
from foundation.demo import load
from foundation.web import settings


def states(session):
    session.rollback()
    return Counter(session.scalars(select(Right.state)))


def test_every_state_is_there_once(session):
    load(settings())
    before = states(session)
    assert {"given", "withdrawn", "expired", "terminated"} <= before.keys()
    load(settings())
    assert states(session) == before


def test_one_appeal_waits_and_a_check_finds_one_recording(session):
    load(settings())
    appeals = session.scalars(
        select(Case.about).where(
            Case.subject.startswith("Appeal"), Case.about.startswith("/rights/")
        )
    ).all()
    assert len(appeals) == 1
    (wrong,) = older_than_brief(session)
    found = session.get_one(Recording, wrong.recording_id)
    assert found.brief_dated_at > found.recorded_at
    assert found.client_id == demo.NORTHLAB
