"""What clients pay and get back is the same by our books and by Stripe's."""

from datetime import timedelta

import pytest

from foundation import clock
from foundation.actors import SYSTEM
from foundation.database import db
from payouts.capital import asking as topping_up
from payouts.capital.models import OwnTopUp
from payouts.funding import asking
from payouts.reconciliation import asking as naming
from payouts.reconciliation import turns
from payouts.reconciliation.reconciling import reconcile
from payouts.stripe_gateway.making import stripe
from tests.payouts.funding.paying import AT_ONCE, an_order, paid, usd
from tests.payouts.reconciliation.reconciled import named
from tests.payouts.standing_in_for_stripe import at_stripe, hear  # noqa: F401 - a fixture


@pytest.fixture
def given_back(cast, at_stripe):  # noqa: F811 - the fixture
    an_order()
    funding_id = paid(at_stripe, cast.ada, AT_ONCE)
    hear()
    asking.give_back(funding_id, usd(4_000), actor=cast.ada.actor)
    hear()


def differences():
    clock.move(timedelta(minutes=20))
    assert reconcile(stripe(), turns.ask_for(actor=SYSTEM))
    return named()


def test_a_payment_and_its_refund_are_no_difference(given_back):
    assert differences() == []


def test_a_refund_that_nobody_names_would_be_found(given_back, monkeypatch):
    """The planted fault: who asked for refunds does not say which they are."""
    monkeypatch.setattr(naming, "named_in", ())
    assert {kind for kind, *_ in differences()} == {"missing_at_stripe", "unknown_to_us"}


def test_our_own_money_in_and_taken_back_is_no_difference(cast, at_stripe):  # noqa: F811
    top_up_id = topping_up.propose(usd(50_000), "Friday's run.", actor=cast.fay.actor)
    there = db.session().get_one(OwnTopUp, top_up_id).stripe_id
    db.session.rollback()
    at_stripe.lever(f"topups/{there}/succeed")
    hear()
    assert differences() == []
    at_stripe.lever(f"topups/{there}/reverse")
    hear()
    assert differences() == []
