"""Earnings go into one payout, are with the bank, and may come back: facts learn of each step."""

from datetime import date

import pytest
from sqlalchemy import select

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.facts.models import FactOutcome, FactOutcomeRow, FactSettlement
from marketplace.facts.settled import overdue, overdue_performers, unsettled
from payouts.earnings import finance, queries
from payouts.earnings.errors import EarningMoved
from payouts.earnings.models import EarningState, SettlementOutcome, SettlementOutcomeRow
from payouts.earnings.settling import claim, let_go, settle
from payouts.journal.chart import Kind
from tests.cast import NORTHLAB
from tests.databases.crowd import at_once
from tests.payouts.earnings.earned import earned, of, payable, published

pytestmark = pytest.mark.usefixtures("each_database")
PAID, RETURNED = SettlementOutcome.PAID, SettlementOutcome.RETURNED
LATE = date(2026, 3, 31)


@pytest.fixture
def pair(cast):
    return earned(cast.omar.id, 1_000, 500)


def claimed(*ids, payout=None):
    payout = payout or new_id()
    with transaction() as session:
        return payout, claim(session, {payout: ids})[payout]


def settled(payout, outcome) -> int:
    with transaction() as session:
        return settle(session, payout, outcome, now())


def states(*ids):
    return [of(each).state for each in ids]


def outcomes(session):
    session.rollback()
    return list(session.scalars(select(FactSettlement.outcome).order_by(FactSettlement.n)))


def test_codes_of_the_database_are_those_of_the_code(session):
    assert set(session.scalars(select(FactOutcomeRow.code))) == set(FactOutcome)
    assert set(session.scalars(select(SettlementOutcomeRow.code))) == set(SettlementOutcome)


def test_a_payout_has_its_earnings_and_their_sum(session, pair):
    _, amount = claimed(*pair)
    assert amount.amount_minor == 1_500
    assert states(*pair) == [EarningState.ON_ITS_WAY] * 2
    assert payable() == []


def test_two_payouts_never_have_one_earning(pair):
    claimed(pair[0])
    with pytest.raises(EarningMoved):
        claimed(*pair)
    assert states(*pair) == [EarningState.ON_ITS_WAY, EarningState.PAYABLE]


def test_not_even_at_once(app, pair):
    found = at_once(app, 4, lambda _: claimed(*pair))
    assert len([each for each in found if isinstance(each, EarningMoved)]) == 3


def test_of_two_people_no_payout_is_made(cast, pair):
    (other,) = earned(cast.mira.id, 5)
    with pytest.raises(ValueError, match="one performer"):
        claimed(pair[0], other)


def test_a_definite_no_makes_them_payable_again(pair):
    payout, _ = claimed(*pair)
    with transaction() as session:
        assert let_go(session, payout) == 2
        assert let_go(session, payout) == 0
    assert states(*pair) == [EarningState.PAYABLE] * 2


def test_paid_is_said_once_and_what_is_paid_cannot_be_let_go(session, pair):
    payout, _ = claimed(*pair)
    assert (settled(payout, PAID), settled(payout, PAID)) == (2, 0)
    with transaction() as writing:
        assert let_go(writing, payout) == 0
    assert states(*pair) == [EarningState.PAID] * 2
    assert outcomes(session) == ["paid", "paid"]
    assert unsettled(session) == []


def test_what_came_back_is_owed_again_and_can_be_paid_again(session, pair):
    payout, _ = claimed(*pair)
    assert settled(payout, RETURNED) == 0
    settled(payout, PAID)
    settled(payout, RETURNED)
    assert len(unsettled(session)) == 2
    with transaction() as writing:
        let_go(writing, payout)
    again, _ = claimed(*pair)
    settled(again, PAID)
    assert outcomes(session) == ["paid", "paid", "returned", "returned", "paid", "paid"]
    assert unsettled(session) == []


def test_rights_can_follow_money(session, cast, pair):
    assert of(pair[0]).pay_by == date(2026, 3, 30)
    assert overdue(session, date(2026, 3, 30)) == []
    assert len(overdue(session, LATE)) == 2
    assert len(overdue(session, LATE, performers=[cast.mira.id])) == 0
    assert overdue_performers(session, NORTHLAB, LATE) == {cast.omar.id}
    payout, _ = claimed(*pair)
    assert len(overdue(session, LATE)) == 2
    settled(payout, PAID)
    session.rollback()
    assert overdue(session, LATE) == []
    assert overdue_performers(session, NORTHLAB, LATE) == set()


def test_sums_and_pages_are_asked_alike_of_every_database(session, cast, pair):
    earned(cast.omar.id, 90, currency="USD", order_id=new_id())
    published(cast.omar.id, 50)
    claimed(pair[0])
    euros, dollars = queries.totals(session, cast.omar.actor)
    assert euros.earned_minor == 1_550
    assert euros.by_state == {EarningState.ON_ITS_WAY: 1_000, EarningState.PAYABLE: 550}
    assert (dollars.currency, dollars.earned_minor) == ("USD", 90)
    asked = queries.Asked(EarningState.PAYABLE, date(2026, 3, 1))
    page = queries.page(session, cast.omar.actor, asked, after=None, limit=2)
    assert len(page.items) == 2
    rest = queries.page(session, cast.omar.actor, asked, after=page.next, limit=2)
    assert len(rest.items) == 1
    assert queries.months(session, cast.omar.actor) == [date(2026, 3, 1)]
    assert finance.receivables(session, Kind.RECEIVABLE_CLIENT)[0].amount.amount_minor == 1_725
    assert [str(state) for state, _ in finance.sums(session)] == [
        "on_its_way",
        "payable",
        "payable",
    ]
    assert len(finance.found(session, "omar")) == 3
