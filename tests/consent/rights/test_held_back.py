"""From the order to end many grants on nothing is permitted by any, though each is told in turn."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from consent.decisions.deciding import decide
from consent.decisions.reasons import ITS_END_IS_ORDERED
from consent.grants.models import OrderedEnd, Right
from consent.holders.errors import RecordingsRefused
from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Ending, SuspensionCause, Use
from consent.projections.answers import REFUSED, answers
from consent.recalls.models import Recall
from consent.rights import ending_all, living, standing
from consent.rights.ending_all import terminate_all, withdraw_all
from consent.rights.errors import NothingAllowed
from consent.rights.jobs import carry_on
from consent.terms.purpose import Purpose
from foundation import clock, following
from foundation.database import db
from foundation.ids import new_id
from foundation.jobs import Lease
from tests.cast import NORTHLAB, assemble
from tests.consent.holders.delivering import delivered
from tests.consent.holders.test_at_once import before_it_is_registered
from tests.consent.licences.licensed import licensed
from tests.consent.recordings.performed import recorded
from tests.databases.crowd import at_once

LEASE = Lease("test", new_id(), 1)
SOON_S = 1.0
each_database = pytest.mark.usefixtures("each_connection")


@pytest.fixture
def grants(cast):
    licensed(cast.ada)
    return recorded(cast.omar.id, count=5)


@pytest.fixture
def only_ordered(monkeypatch):
    """As if the process ended right after the commit of the order, two at a time at that."""
    monkeypatch.setattr(living, "AT_ONCE", 2)
    monkeypatch.setattr(following, "follow", following.forget)


def permitted(grant, use=Use.EVALUATION, known_at=None):
    db.session.rollback()
    asked = Purpose(client=NORTHLAB, use=use)
    return decide(db.session(), grant.recording_id, asked, known_at=known_at).permitted


def states():
    db.session.rollback()
    found = db.session.execute(select(Right.state, Right.suspended)).all()
    return sorted((state.value, held) for state, held in found)


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_once_it_is_ordered_nothing_is_permitted_and_why_is_said(cast, grants):
    withdraw_all(actor=cast.omar.actor)
    assert states() == [("given", True)] * 5
    for use in (Use.EVALUATION, Use.REVIEW):
        assert not any(permitted(grant, use) for grant in grants)
    many = decide(
        db.session(),
        [each.recording_id for each in grants],
        Purpose(client=NORTHLAB, use=Use.REVIEW),
    )
    assert many.refused_count == 5
    (refusal,) = many.refusals(grants[0].recording_id)
    assert list(refusal.sentences()) == [ITS_END_IS_ORDERED]
    assert answers(db.session(), grants[0].recording_id, clock.now().date()) == REFUSED


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_between_the_order_and_its_last_batch_no_copy_is_handed_over(cast, grants):
    ending = withdraw_all(actor=cast.omar.actor)
    with pytest.raises(RecordingsRefused):
        delivered(grants[0])
    assert ending_all._end_some(ending) == 2
    for grant in grants:
        with pytest.raises(RecordingsRefused) as refused:
            delivered(grant)
        assert refused.value.reasons[grant.recording_id]


@pytest.mark.usefixtures("app", "only_ordered")
def test_were_it_not_held_back_a_copy_would_leave_after_the_order(cast, grants, monkeypatch):
    """The planted fault."""
    monkeypatch.setattr(ending_all, "order_ends", lambda *_, **__: None)
    withdraw_all(actor=cast.omar.actor)
    assert delivered(grants[0])


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_carried_on_after_a_crash_all_has_ended_and_nothing_is_held(cast, grants):
    ending = withdraw_all(actor=cast.omar.actor)
    ending_all._end_some(ending)
    assert states() == [("given", True)] * 3 + [("withdrawn", False)] * 2
    db.session.rollback()
    assert carry_on(LEASE) == "3 grants changed"
    assert states() == [("withdrawn", False)] * 5
    left = select(OrderedEnd).where(OrderedEnd.known_until.is_(None))
    assert db.session().scalars(left).all() == []


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_a_pause_that_is_lifted_meanwhile_lets_nothing_through(cast, grants):
    pause = standing.begin_own_pause(SuspensionCause.STRIKE, actor=cast.omar.actor)
    carry_on(LEASE)
    withdraw_all(actor=cast.omar.actor)
    standing.lift_own_pause(pause, actor=cast.omar.actor)
    db.session.rollback()
    standing.reaching.lift_pending(pause)
    assert not any(permitted(grant) for grant in grants)
    db.session.rollback()
    carry_on(LEASE)
    assert states() == [("withdrawn", False)] * 5


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_what_was_known_in_between_stays_what_it_was(cast, grants):
    before = clock.now()
    clock.move(timedelta(seconds=2))
    withdraw_all(actor=cast.omar.actor)
    between = clock.now() + timedelta(seconds=1)
    clock.move(timedelta(seconds=2))
    carry_on(LEASE)
    assert permitted(grants[0], known_at=before)
    assert not permitted(grants[0], known_at=between)
    assert not permitted(grants[0])


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_what_is_ordered_is_not_ordered_again(cast, grants):
    withdraw_all(actor=cast.omar.actor)
    with pytest.raises(NothingAllowed):
        withdraw_all(actor=cast.omar.actor)
    with pytest.raises(NothingAllowed):
        terminate_all(Ending.CLIENT_BREACH, "Sold on.", client_id=NORTHLAB, actor=cast.cora.actor)


@each_database
def test_of_two_orders_at_once_one_ends_all_and_each_once(app, cast, grants):
    def do(_number: int) -> str:
        withdraw_all(actor=cast.omar.actor)
        return "ordered"

    outcomes = at_once(app, 2, do)
    assert sorted(map(str, outcomes))[-1] == "ordered"
    assert [type(each) for each in outcomes if each != "ordered"] == [NothingAllowed]
    assert states() == [("withdrawn", False)] * 5
    ends = [
        [each.entry.event.type.value for each in lines_of(db.session(), [grant.thread])]
        for grant in grants
    ]
    assert all(types.count("consent.withdrawn") == 1 for types in ends)


def ordered_during_a_delivery(app, person, grant) -> bool:
    """Whether somebody could order between a decision and its telling."""
    came_between = threading.Event()

    def ordering_it():
        with app.app_context():
            withdraw_all(actor=person.actor)
            came_between.set()
            db.session.remove()

    seen = []
    with ThreadPoolExecutor(1) as other:

        def meanwhile():
            other.submit(ordering_it)
            seen.append(came_between.wait(SOON_S))

        with before_it_is_registered(meanwhile):
            delivered(grant)
    assert came_between.is_set(), "it comes afterwards, and is not lost"
    return seen == [True]


@each_database
@pytest.mark.usefixtures("only_ordered")
def test_an_order_in_the_moment_of_a_delivery_waits_and_recalls_it(app, cast, grants):
    assert not ordered_during_a_delivery(app, cast.omar, grants[0])
    db.session.rollback()
    carry_on(LEASE)
    (recall,) = db.session().scalars(select(Recall)).all()
    assert recall.grant_id == grants[0].id


@pytest.mark.usefixtures("only_ordered")
def test_without_the_locks_the_order_would_come_between(postgresql_app, monkeypatch):
    """The planted fault. On SQLite one who writes is alone anyway."""
    cast = assemble()
    licensed(cast.ada)
    grants = recorded(cast.omar.id)
    monkeypatch.setattr(ending_all.outbox, "lock_threads", lambda *_: None)
    assert ordered_during_a_delivery(postgresql_app, cast.omar, grants[0])
