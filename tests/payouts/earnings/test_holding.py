"""An earning waits for a named reason until a day, by a named person: and for nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from foundation import clock
from foundation.actors import Power
from foundation.cases.models import Case
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.notices.models import Notice
from payouts.earnings import jobs
from payouts.earnings.errors import (
    EarningMoved,
    HoldIsOver,
    HoldNotFound,
    NoSuchEnd,
    NotLonger,
    NotOnYourOwnPay,
    ObjectedAlready,
)
from payouts.earnings.hold_models import HoldDecision, HoldEnding, HoldReason, PayHold
from payouts.earnings.holding import (
    LONGEST_DAYS,
    Why,
    end_hold,
    extend_hold,
    object_to_hold,
    place_hold,
)
from payouts.earnings.models import EarningState
from payouts.earnings.settling import claim
from payouts.journal.chart import Kind
from tests.cast import Person
from tests.databases.crowd import at_once
from tests.payouts.earnings.earned import difference, earned, holds, of, payable

TEXT = "The minutes of this take are counted twice."


@pytest.fixture
def ids(cast):
    return earned(cast.omar.id, 1_000, 500)


def why(days: int = 5) -> Why:
    return Why(clock.now().date() + timedelta(days=days), TEXT)


def held(earning_id, by: Person, days: int = 5):
    return place_hold(earning_id, HoldReason.POSSIBLE_ERROR, why(days), actor=by.actor)


def run(name: str) -> None:
    (job,) = [each for each in jobs.JOBS if each.name == name]
    run_due([job], new_id(), even_if_not_due=True)


def hold(id_) -> PayHold:
    db.session.rollback()
    db.session().expire_all()
    return db.session().get_one(PayHold, id_)


def told(person: Person) -> list[str]:
    db.session.rollback()
    wanted = select(Notice.text).where(Notice.account_id == person.id)
    return list(db.session().scalars(wanted.order_by(Notice.told_at, Notice.id)))


def money(person: Person) -> tuple[int, int]:
    return holds(Kind.PERFORMER_PAYABLE, person.id), holds(Kind.PERFORMER_HELD, person.id)


def test_what_is_undisputed_goes_on(cast, ids):
    held(ids[0], cast.fay)
    assert money(cast.omar) == (500, 1_000)
    assert [each.amount_minor for each in payable()] == [500]
    assert of(ids[0]).state is EarningState.HELD


def test_the_performer_is_told_why_by_whom_and_until_when(cast, ids):
    held(ids[0], cast.fay)
    (notice,) = told(cast.omar)
    for part in ("€10", "may be miscounted", "Fay", "Finance", "7 Mar"):
        assert part in notice


def test_it_ends_by_itself_when_its_last_day_is_over(cast, ids):
    id_ = held(ids[0], cast.fay)
    clock.move(timedelta(days=5))
    run("earnings.end_holds")
    assert hold(id_).ended_at is None
    clock.move(timedelta(days=1))
    run("earnings.end_holds")
    assert hold(id_).ending is HoldEnding.RAN_OUT
    assert money(cast.omar) == (1_500, 0)
    assert "wait no longer" in told(cast.omar)[-1]
    assert difference() == 0


def test_longer_is_a_new_decision_that_is_told(cast, ids):
    id_ = held(ids[0], cast.fay)
    extend_hold(id_, Why(why(9).until_on, "The second count is not in yet."), actor=cast.cora.actor)
    assert hold(id_).until_on == why(9).until_on
    assert any("Cora (Compliance)" in each for each in told(cast.omar))
    said = db.session().scalars(select(HoldDecision.text).order_by(HoldDecision.n)).all()
    assert said == [TEXT, "The second count is not in yet."]
    with pytest.raises(NotLonger):
        extend_hold(id_, why(9), actor=cast.fay.actor)


@pytest.mark.parametrize("days", [0, -1, LONGEST_DAYS + 1])
def test_a_hold_has_an_end_and_a_near_one(cast, ids, days):
    with pytest.raises(NoSuchEnd):
        held(ids[0], cast.fay, days)


def test_ended_by_hand_it_is_over_for_everybody(cast, ids):
    id_ = held(ids[0], cast.fay)
    end_hold(id_, "It was right.", actor=cast.cora.actor)
    assert money(cast.omar) == (1_500, 0)
    for act in (
        lambda: end_hold(id_, "Again.", actor=cast.fay.actor),
        lambda: extend_hold(id_, why(9), actor=cast.fay.actor),
        lambda: object_to_hold(id_, "Late.", actor=cast.omar.actor),
    ):
        with pytest.raises(HoldIsOver):
            act()
    run("earnings.end_holds")
    assert money(cast.omar) == (1_500, 0)


def test_twice_at_once_is_refused(cast, ids):
    held(ids[0], cast.fay)
    with pytest.raises(EarningMoved):
        held(ids[0], cast.cora)
    assert money(cast.omar) == (500, 1_000)


def test_what_is_on_its_way_cannot_be_held(cast, ids):
    with transaction() as session:
        claim(session, {new_id(): [ids[0]]})
    with pytest.raises(EarningMoved):
        held(ids[0], cast.fay)


@pytest.mark.usefixtures("each_database")
def test_a_hold_and_a_pay_run_at_once_never_both_have_it(app, cast, ids):
    def do(number: int):
        if number % 2:
            return held(ids[0], cast.fay)
        with transaction() as session:
            return claim(session, {new_id(): [ids[0]]})

    outcomes = at_once(app, 6, do)
    assert [each for each in outcomes if not isinstance(each, EarningMoved)] != []
    assert len([each for each in outcomes if isinstance(each, EarningMoved)]) == 5
    waits = of(ids[0]).state is EarningState.HELD
    assert money(cast.omar) == ((500, 1_000) if waits else (1_500, 0))


def test_the_database_keeps_one_live_hold_of_an_earning(cast, ids):
    held(ids[0], cast.fay)
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            PayHold(
                earning_id=ids[0],
                reason=HoldReason.IDENTITY,
                amount_minor=1,
                until_on=why().until_on,
                placed_by=cast.fay.id,
                placed_as="finance",
            )
        )


def test_nobody_holds_without_the_power_nor_their_own_pay(cast, ids):
    for person in (cast.cleo, cast.ada, cast.omar):
        with pytest.raises(NotPermitted):
            held(ids[0], person)
    (own,) = earned(cast.fay.id, 10)
    assert Power.KEEP_PAY in cast.fay.actor.powers
    with pytest.raises(NotOnYourOwnPay):
        held(own, cast.fay)


class TestObjecting:
    def test_opens_a_case_for_somebody_else(self, session, cast, ids):
        id_ = held(ids[0], cast.fay)
        case_id = object_to_hold(id_, "I played it twice.", actor=cast.omar.actor)
        session.rollback()
        case = session.get_one(Case, case_id)
        assert case.owner_id not in (None, cast.fay.id)
        assert case.about == f"/earnings/{ids[0]}"
        with pytest.raises(ObjectedAlready):
            object_to_hold(id_, "Once more.", actor=cast.omar.actor)

    def test_is_for_whose_pay_it_is(self, cast, ids):
        id_ = held(ids[0], cast.fay)
        for person in (cast.mira, cast.fay):
            with pytest.raises(HoldNotFound):
                object_to_hold(id_, "Me too.", actor=person.actor)
