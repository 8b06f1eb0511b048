"""What is withheld for taxes stays in our balance at Stripe: our books agree with Stripe's all the
way, and a tax that was sent along is a difference."""

import pytest

from foundation.money import Money
from payouts.reconciliation.models import ReconciliationState
from payouts.taxes.actions import declare_status
from payouts.transfers import opening
from payouts.transfers.models import Step
from tests.payouts.pay_runs.earned import faults
from tests.payouts.reconciliation.reconciled import later, open_with, reconciled, still_open
from tests.payouts.transfers.sent import attempts, state_of


@pytest.fixture
def payout(desk, cast):
    """2,500.00 of omar's are approved: 600.00 of them are withheld."""
    declare_status(country="US", us_person=True, actor=cast.omar.actor)
    desk.payee(cast.omar)
    open_with(desk, 500_000)
    (payout,) = desk.approved((cast.omar, 250_000))
    return payout


def agrees(desk) -> bool:
    run = reconciled(desk)
    assert run.state is ReconciliationState.COMPLETE
    return run.still_open == 0


def test_both_books_agree_on_its_way_and_when_it_comes_back(desk, payout):
    desk.send()
    assert agrees(desk)
    later(days=4)
    desk.look()
    assert state_of(payout.id) == "paid"
    assert agrees(desk)
    desk.visitor.lever(f"payouts/{attempts(Step.BANK)[0].stripe_id}/return")
    desk.look()
    desk.send()
    assert state_of(payout.id) == "void"
    assert agrees(desk)
    assert faults() == []


def test_a_tax_that_was_sent_along_is_a_difference(desk, payout, monkeypatch):
    """Planted: the whole of it is transferred."""
    prepare = opening.transfers.prepare

    def whole(amount, **more):
        return prepare(amount + Money(payout.withheld_minor, amount.currency), **more)

    monkeypatch.setattr(opening.transfers, "prepare", whole)
    desk.send()
    assert not agrees(desk)
    assert -60_000 in {each.off_minor for each in still_open()}
