"""The demo's money: somebody in every state that pages know, and books that are Stripe's."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from foundation import clock
from foundation.database import db
from foundation.demo import USUAL
from marketplace.accounts import demo as accounts_demo
from marketplace.accounts.demo import character
from marketplace.clients import demo as clients_demo
from marketplace.facts.models import FactKind
from payouts.demo import clients, performers
from payouts.demo.visiting import Visitor
from payouts.funding.models import Funding, FundingState, GivingBack
from payouts.journal.chart import PLATFORM, Kind
from payouts.pay_runs.models import Payout, PayoutState, PayRun, RunState
from payouts.payees.queries import payee_states
from payouts.payees.standing import State
from tests.payouts.earnings.earned import earned, holds
from tests.payouts.pay_runs.earned import all_of
from tests.payouts.standing_in_for_stripe import at_stripe  # noqa: F401 - a fixture

PEOPLE = (performers.PAID, performers.SENT_BACK, performers.ASKED, performers.UNFINISHED)


@pytest.fixture
def made(app, at_stripe):  # noqa: F811 - the fixture
    accounts_demo.make(USUAL)
    clients_demo.make(USUAL)
    for name in PEOPLE:
        earned(character(name).id, 5_000, client_id=clients_demo.NORTHLAB)
    use = FactKind.OPTIONAL_USE.value
    earned(character(performers.PAID).id, 9_000, client_id=clients_demo.NORTHLAB, kind=use)
    clock.move(timedelta(minutes=1))
    visitor = Visitor(at_stripe.address)
    for _ in range(2):
        clients.pay(visitor)
        performers.be_paid(visitor)
    return at_stripe


def test_clients_have_paid_in_every_way_and_once(made):
    db.session.rollback()
    states = db.session().execute(select(Funding.state, func.count()).group_by(Funding.state))
    assert dict(states.all()) == {FundingState.PAID: 2, FundingState.OPEN: 1}
    assert [each.disputed for each in all_of(Funding)].count(True) == 1
    assert len(all_of(GivingBack)) == 1


def test_one_is_paid_one_was_sent_back_one_waits_and_one_has_not_finished(made):
    states = {(each.performer_id, each.state) for each in all_of(Payout)}
    paid, sent_back, asked, unfinished = (character(name).id for name in PEOPLE)
    assert states == {
        (paid, PayoutState.PAID),
        (sent_back, PayoutState.VOID),
        (asked, PayoutState.PAID),
        (paid, PayoutState.PLANNED),
    }
    known = payee_states(db.session(), [paid, sent_back, asked, unfinished])
    assert [each.state for each in known.values()] == [
        State.READY,
        State.RESTRICTED,
        State.NEEDS,
        State.STARTED,
    ]
    runs = {each.state for each in all_of(PayRun)}
    assert runs == {RunState.APPROVED, RunState.PLANNED}


def test_our_books_are_the_stand_ins(made):
    assert holds(Kind.STRIPE_AVAILABLE, PLATFORM) == made.available("", "eur")
    assert holds(Kind.STRIPE_PENDING, PLATFORM) == made.pending("", "eur")
