"""Every fact becomes one earning, and moves its money once."""

import pytest
from sqlalchemy import func, select

from foundation import hooks
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from foundation.notices.models import Notice
from marketplace.budgets import steps as budgets
from marketplace.facts.models import FactKind
from payouts.earnings import collecting
from payouts.earnings.models import Earning, EarningState
from payouts.journal.chart import PLATFORM, Kind
from payouts.journal.models import Posting
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once
from tests.payouts.earnings.earned import (
    ORDER,
    collected,
    difference,
    earned,
    funded,
    holds,
    of,
    payable,
    published,
)

pytestmark = pytest.mark.usefixtures("each_database")


def test_what_was_approved_is_payable_and_the_fee_is_ours(cast):
    funded(2_000)
    (id_,) = earned(cast.omar.id, 1_000)
    assert (of(id_).amount_minor, of(id_).fee_minor, of(id_).unfunded_minor) == (1_000, 150, 0)
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 1_000
    assert holds(Kind.PLATFORM_FEE, PLATFORM) == 150
    assert holds(Kind.ORDER_FUNDS, ORDER) == 850
    assert holds(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 0


def test_nobodys_pay_waits_for_a_clients_money(cast):
    funded(1_100)
    first, second = earned(cast.omar.id, 1_000, 500)
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 1_500
    assert holds(Kind.ORDER_FUNDS, ORDER) == 0
    assert holds(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 1_725 - 1_100
    assert of(first).unfunded_minor + of(second).unfunded_minor == 1_725 - 1_100
    assert difference() == 0


def test_without_any_funds_too(cast):
    earned(cast.omar.id, 1_000)
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 1_000
    assert holds(Kind.RECEIVABLE_CLIENT, NORTHLAB) == 1_150


def test_what_we_were_at_fault_for_is_our_money(cast):
    funded(5_000)
    (id_,) = earned(cast.omar.id, 700, kind=FactKind.REMEDY.value)
    assert of(id_).fee_minor == 0
    assert holds(Kind.REMEDIES, PLATFORM) == 700
    assert holds(Kind.ORDER_FUNDS, ORDER) == 5_000


def test_collecting_again_finds_nothing(cast):
    earned(cast.omar.id, 1_000)
    assert collected() == 0
    assert db.session().scalar(select(func.count()).select_from(Posting)) == 2


def test_a_correction_upwards_is_an_earning_and_one_downwards_is_none(cast):
    published(cast.omar.id, 300, kind=FactKind.CORRECTION.value)
    published(cast.omar.id, -300, kind=FactKind.CORRECTION.value)
    assert collected() == 1
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 300


def test_work_without_worth_is_on_the_page_and_never_payable(cast):
    (id_,) = earned(cast.omar.id, 0)
    assert of(id_).state is EarningState.NOTHING_LEFT
    assert payable() == []


def test_a_kill_between_leaves_nothing_half_done(cast, monkeypatch):
    published(cast.omar.id, 1_000)
    monkeypatch.setattr(collecting, "post_all", _killed)
    with pytest.raises(KeyboardInterrupt):
        collected()
    monkeypatch.undo()
    assert db.session().scalar(select(func.count()).select_from(Earning)) == 0
    assert collected() == 1
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 1_000


def _killed(*_args):
    raise KeyboardInterrupt


def test_two_collectors_at_once_take_each_fact_once(app, cast):
    for performer in (cast.omar.id, cast.mira.id):
        published(performer, *range(1, 41))
    funded(500)

    def run(_number):
        return collected()

    outcomes = at_once(app, 4, run)
    assert [each for each in outcomes if isinstance(each, Exception)] == []
    while collected():
        pass
    assert sum(outcomes) == 80
    assert holds(Kind.PERFORMER_PAYABLE, cast.omar.id) == 820
    assert holds(Kind.PERFORMER_PAYABLE, cast.mira.id) == 820
    assert difference() == 0


class TestBeyondABudget:
    @pytest.fixture
    def order(self, cast):
        order_id = new_id()
        with transaction() as session:
            budgets.open_budget(session, order_id, NORTHLAB, "EUR")
            money = Money(1_150, "EUR")
            budgets.confirm(session, order_id, money, cause="test", actor=cast.fay.actor)
        return order_id

    def test_the_client_is_told(self, client, cast, order):
        earned(cast.omar.id, 1_000, order_id=order)
        assert told(cast.ada) == []
        earned(cast.omar.id, 100, order_id=order)
        (notice,) = told(cast.ada)
        assert "€1.15" in notice
        assert "beyond what is set aside" in notice


def told(person) -> list[str]:
    db.session.rollback()
    return list(
        db.session().scalars(
            select(Notice.text).where(Notice.account_id == person.id).order_by(Notice.told_at)
        )
    )


def test_a_recording_says_what_it_earned(cast):
    recording = new_id()
    earned(cast.omar.id, 100, 50, recording_id=recording)
    earned(cast.mira.id, 70, recording_id=recording)
    (amount,) = hooks.earned(db.session(), cast.omar.id, [recording])[recording]
    assert (amount.amount_minor, amount.currency) == (150, "EUR")
