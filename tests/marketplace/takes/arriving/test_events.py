"""The client's machines hear what happens to takes: by ids, and never what has to be mended."""

import json

import pytest
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.webhooks.models import Endpoint, Event, EventBody
from marketplace.takes import deciding, steps
from marketplace.takes.checking.finishing import finish
from marketplace.takes.checking.measured import Measured
from marketplace.takes.checking.misses import Miss, Missed
from marketplace.takes.checking.reports import Report
from tests.cast import NORTHLAB
from tests.marketplace.takes.played import begun, fit, met, sent, signed_sisters

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def take_id(cast):
    with transaction() as session:
        session.add(
            Endpoint(
                owner_id=NORTHLAB,
                url="http://127.0.0.1:9/hook",
                note="",
                created_by=cast.ada.id,
            )
        )
    return begun(cast, met(cast, signed_sisters(cast)))


def test_each_step_up_to_the_decision_is_announced_by_ids_alone(cast, take_id):
    for person in (cast.omar, cast.mira):
        sent(take_id, person)
    fit(take_id)
    with transaction() as session:
        deciding.accept(session, steps.locked(session, take_id), actor=cast.ben.actor)
    heard = _heard()
    assert [each["type"] for each in heard] == [
        "take.begun",
        "take.arrived",
        "take.arrived",
        "take.to_judge",
        "take.accepted",
    ]
    assert {frozenset(each["data"]) for each in heard} == {frozenset(("take", "booking"))}


def test_what_has_to_be_mended_is_not_announced(cast, take_id):
    recording_id = sent(take_id, cast.omar)
    with transaction() as session:
        finish(session, recording_id, Report(Measured(), (Missed(Miss.SILENT),)))
    assert [each["type"] for each in _heard()] == ["take.begun", "take.arrived"]


def _heard():
    session = db.session()
    session.rollback()
    wanted = select(EventBody.text).join(Event, Event.id == EventBody.event_id)
    found = session.scalars(wanted.where(Event.type.startswith("take.")))
    order = list(steps.EVENTS.values())
    heard = (json.loads(each) for each in found)
    return sorted(heard, key=lambda each: order.index(each["type"].removeprefix("take.")))
