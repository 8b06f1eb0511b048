"""The door for whoever sends: each payout is begun once, and what is not paid goes free once."""

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from payouts.earnings.models import Earning, EarningState, Settlement
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.journal.resolving import post_pending
from payouts.pay_runs import approving, opening, outgoing, sums
from payouts.pay_runs.models import Payout, PayoutState
from tests.databases.crowd import at_once
from tests.payouts.pay_runs.earned import (
    all_of,
    earn,
    faults,
    kept,
    over,
    paid_in,
    payable,
    runs,
)

pytestmark = pytest.mark.usefixtures("session")


def approve(run_id, person) -> None:
    db.session.rollback()
    fingerprint = sums.fingerprint(runs()[-1], sums.totals(db.session(), [run_id])[run_id])
    approving.approve_run(run_id, fingerprint, actor=person.actor)


@pytest.fixture
def payout(cast) -> Payout:
    earn(cast.omar.id, 6_000)
    over()
    approve(opening.plan_due(), cast.fay)
    return all_of(Payout)[0]


def step(act, *more):
    with transaction() as session:
        return act(session, *more)


def state() -> tuple[PayoutState, EarningState]:
    return all_of(Payout)[0].state, all_of(Earning)[0].state


def sent(payout) -> None:
    """As transfers will: the state and its postings in one transaction."""
    step(outgoing.begin_sending, payout.id)
    connected = Account(Kind.CONNECTED, payout.performer_id, "EUR")
    cash = platform(Kind.STRIPE_AVAILABLE, "EUR")
    with transaction() as session:
        assert outgoing.mark_sent(session, payout.id)
        post_pending(session, f"sent {payout.id}", payout.posting_group_id)
        line = Line(connected, cash, payout.amount, Purpose.TRANSFER, payout.id)
        post(session, f"transfer {payout.id}", [line])


def reversed_(session, payout) -> None:
    in_flight = Account(Kind.PAYOUT_IN_FLIGHT, payout.id, "EUR")
    owed = Account(Kind.PERFORMER_PAYABLE, payout.performer_id, "EUR")
    line = Line(in_flight, owed, payout.amount, Purpose.REVERSE, payout.id)
    post(session, f"reversed {payout.id}", [line])


def test_only_what_was_approved_is_sent(cast):
    earn(cast.omar.id, 6_000)
    over()
    run_id = opening.plan_due()
    assert list(outgoing.to_send(db.session(), 10)) == []
    assert not step(outgoing.begin_sending, all_of(Payout)[0].id)
    approve(run_id, cast.fay)
    assert [each.id for each in outgoing.to_send(db.session(), 10)] == [all_of(Payout)[0].id]


def test_one_of_many_begins(app, payout):
    outcomes = at_once(app, 6, lambda _: step(outgoing.begin_sending, payout.id))
    assert sorted(outcomes) == [False] * 5 + [True]
    db.session.rollback()
    assert list(outgoing.to_send(db.session(), 10)) == []


def test_what_the_bank_has_is_settled_once(payout):
    sent(payout)
    assert step(outgoing.mark_paid, payout.id, clock.now())
    assert not step(outgoing.mark_paid, payout.id, clock.now())
    assert state() == (PayoutState.PAID, EarningState.PAID)
    assert [each.outcome for each in all_of(Settlement)] == ["paid"]


def test_what_comes_back_is_paid_again_by_the_next_run(cast, payout):
    sent(payout)
    step(outgoing.mark_paid, payout.id, clock.now())
    assert step(outgoing.mark_returned, payout.id, clock.now(), "The account is closed.")
    assert not step(outgoing.mark_returned, payout.id, clock.now(), "The account is closed.")
    over()
    assert opening.plan_due() is None  # The money is not ours again yet.
    with transaction() as session:
        reversed_(session, payout)
        assert outgoing.set_free(session, payout.id, "The account is closed.")
    assert not step(outgoing.set_free, payout.id, "Again.")
    assert state() == (PayoutState.VOID, EarningState.PAYABLE)
    assert payable(cast.omar.id) == (6_000, 0)
    over()
    assert paid_in(opening.plan_due()) == {(cast.omar.id, "EUR"): 6_000}
    assert faults() == []


def test_a_definite_no_frees_what_was_set_aside_once(cast, payout):
    step(outgoing.begin_sending, payout.id)
    assert step(outgoing.refuse, payout.id, "No such account.")
    assert not step(outgoing.refuse, payout.id, "No such account.")
    assert state() == (PayoutState.VOID, EarningState.PAYABLE)
    assert payable(cast.omar.id) == (6_000, 0)
    assert kept(Account(Kind.PAYOUT_IN_FLIGHT, payout.id, "EUR")) == (0, 0)
    assert faults() == []


def test_what_is_paid_or_sent_is_not_refused(payout):
    sent(payout)
    assert not step(outgoing.refuse, payout.id, "Late.")
    step(outgoing.mark_paid, payout.id, clock.now())
    assert not step(outgoing.set_free, payout.id, "Late.")
    assert state() == (PayoutState.PAID, EarningState.PAID)


def test_steps_are_taken_in_order(payout):
    assert not step(outgoing.mark_sent, payout.id)
    assert not step(outgoing.mark_paid, payout.id, clock.now())
    assert not step(outgoing.mark_returned, payout.id, clock.now(), "No.")
    assert db.session().scalars(select(Settlement)).all() == []
