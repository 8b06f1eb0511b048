"""The demo has hours in every state, and a second start adds nothing."""

import pytest
from sqlalchemy import select

from consent.agreements import demo as agreements
from foundation.database import db
from foundation.hooks import DemoSize
from marketplace.accounts import demo as accounts
from marketplace.bookings import demo as bookings
from marketplace.clients import demo as clients
from marketplace.hours import demo
from marketplace.hours.models import (
    HoursDecision,
    HoursDispute,
    HoursLine,
    LogEvent,
    Phase,
    Timesheet,
)

pytestmark = pytest.mark.usefixtures("session")


def test_every_state_is_there_once_however_often_it_starts():
    _start()
    first = _counts()
    assert set(db.session().scalars(select(LogEvent.phase))) == set(Phase)
    sheets = db.session().scalars(select(Timesheet)).all()
    assert {each.settled_at is None for each in sheets} == {True, False}
    assert {each.end_agreed_at is None for each in sheets} == {True, False}
    assert all(first)
    _start()
    assert _counts() == first


def _start():
    for part in (accounts, clients, agreements, bookings, demo):
        part.make(DemoSize(performers=0, recordings=0, seed=1))
        db.session.rollback()


def _counts():
    session = db.session()
    session.rollback()
    corrected = session.query(HoursLine).filter(HoursLine.number > 0).count()
    kinds = (LogEvent, Timesheet, HoursLine, HoursDecision, HoursDispute)
    return [corrected, *(session.query(kind).count() for kind in kinds)]
