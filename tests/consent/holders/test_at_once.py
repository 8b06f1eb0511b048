"""Withdrawals and deliveries at one moment: one order, and the ledger says which."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from consent.holders import handing
from consent.holders.errors import RecordingsRefused
from consent.holders.models import Holder
from consent.keeping.jobs import keep
from consent.keeping.openings import lines_of
from consent.ledger.explaining.replaying import replay
from consent.recalls.models import Recall
from foundation.clock import now
from foundation.database import db
from tests.cast import assemble
from tests.consent.holders.delivering import delivered
from tests.consent.licences.licensed import licensed
from tests.consent.recalls.ending import withdraw
from tests.consent.recordings.performed import recorded
from tests.databases.crowd import at_once

RECORDINGS = 10
A_HUNDRED = 100
SOON_S = 1.0


def faults(grants) -> list[str]:
    """What a stranger finds who replays the ledger; and who has a copy that nobody asked back."""
    db.session.rollback()
    keep()
    found: list[str] = []
    for grant in grants:
        lines = lines_of(db.session(), [grant.thread])
        standing = replay([(bytes(each.entry), each.payload) for each in lines], now().date())
        found += standing.faults
        if standing.moved == "withdrawn":
            found += _not_asked(grant)
    return found


def _not_asked(grant) -> list[str]:
    session = db.session()
    held = session.scalars(select(Holder).where(Holder.recording_id == grant.recording_id)).all()
    asked = session.scalars(select(Recall).where(Recall.grant_id == grant.id)).all()
    return ["a holder was not asked"] if held and not asked else []


@contextmanager
def before_it_is_registered(act) -> Iterator[None]:
    """Between the decision and its telling, once."""
    done = []

    def look(_connection, _cursor, statement, *_rest):
        if "INSERT INTO consent_handed_over" in statement and not done:
            done.append(True)
            act()

    event.listen(db.engine, "before_cursor_execute", look)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", look)


def withdrawn_meanwhile(app, grant) -> bool:
    """Whether somebody could withdraw between a decision and its telling."""
    came_between = threading.Event()

    def withdrawing():
        with app.app_context():
            withdraw(grant)
            came_between.set()
            db.session.remove()

    seen = []
    with ThreadPoolExecutor(1) as other:

        def meanwhile():
            other.submit(withdrawing)
            seen.append(came_between.wait(SOON_S))

        with before_it_is_registered(meanwhile):
            delivered(grant)
    assert came_between.is_set(), "it comes afterwards, and is not lost"
    return seen == [True]


@pytest.fixture
def grants(cast):
    licensed(cast.ada)
    return recorded(cast.omar.id, count=RECORDINGS)


@pytest.mark.usefixtures("each_connection")
def test_a_withdrawal_in_the_second_of_a_delivery_waits_and_recalls_it(app, grants):
    assert not withdrawn_meanwhile(app, grants[0])
    assert faults(grants) == []
    (recall,) = db.session().scalars(select(Recall)).all()
    assert recall.grant_id == grants[0].id


def test_without_the_locks_a_copy_would_leave_after_its_withdrawal(postgresql_app, monkeypatch):
    """The planted fault. On SQLite one who writes is alone anyway."""
    cast = assemble()
    licensed(cast.ada)
    grants = recorded(cast.omar.id)
    monkeypatch.setattr(handing, "lock_threads", lambda *_: None)
    assert withdrawn_meanwhile(postgresql_app, grants[0])
    assert any("withdrawn" in fault for fault in faults(grants))


def test_after_the_withdrawal_the_delivery_is_refused(each_connection, grants):
    withdraw(grants[0])
    with pytest.raises(RecordingsRefused):
        delivered(grants[0])


@pytest.mark.usefixtures("each_connection")
def test_a_hundred_withdrawals_and_deliveries_at_once_have_one_order(app, grants):
    def do(number: int) -> str:
        grant = grants[number % RECORDINGS]
        if number // RECORDINGS == 5:
            withdraw(grant)
            return "withdrawn"
        delivered(grant)
        return "delivered"

    outcomes = at_once(app, A_HUNDRED, do)
    unexpected = [each for each in outcomes if not isinstance(each, str | RecordingsRefused)]
    assert unexpected == []
    assert outcomes.count("withdrawn") == RECORDINGS
    assert faults(grants) == []
    made = db.session().scalars(select(Holder)).all()
    assert len(made) == outcomes.count("delivered")
