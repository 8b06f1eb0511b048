"""Stripe's smallest units and ours are the same amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.money import Money
from payouts.stripe_gateway.amounts import NotExpressible, as_read, as_sent, payable
from payouts.stripe_gateway.bank_payouts import prepare


@pytest.mark.parametrize(
    ("amount", "sent"),
    [
        (Money(4200, "USD"), (4200, "usd")),
        (Money(500, "JPY"), (500, "jpy")),
        (Money(500, "ISK"), (50000, "isk")),
        (Money(500, "UGX"), (50000, "ugx")),
        (Money(50000, "MGA"), (500, "mga")),
        (Money(1234, "KWD"), (1234, "kwd")),
    ],
)
def test_an_amount_is_sent_in_stripes_units(amount, sent):
    assert as_sent(amount) == sent


def test_what_stripe_cannot_express_is_refused():
    with pytest.raises(NotExpressible):
        as_sent(Money(50001, "MGA"))
    with pytest.raises(NotExpressible):
        as_read(50001, "isk")


@given(st.integers(-(10**12), 10**12), st.sampled_from(["USD", "JPY", "ISK", "UGX", "EUR", "BHD"]))
def test_there_and_back_is_the_same(number, currency):
    assert as_read(*as_sent(Money(number, currency))) == Money(number, currency)


def test_a_payout_leaves_behind_what_a_bank_cannot_take():
    assert payable(Money(12345, "HUF")) == (Money(12300, "HUF"), Money(45, "HUF"))
    assert payable(Money(12345, "USD")) == (Money(12345, "USD"), Money(0, "USD"))
    assert payable(Money(123, "ISK")) == (Money(123, "ISK"), Money(0, "ISK"))
    with pytest.raises(ValueError, match="exactly"):
        prepare(Money(12345, "HUF"), account="acct_1", metadata={})
