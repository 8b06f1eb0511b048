"""Amounts as somebody types them."""

from decimal import Decimal

import pytest
from marshmallow import ValidationError

from foundation.amounts import amount_in
from foundation.money import Money, as_decimal


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("31.08", "EUR", 3108), ("500", "JPY", 500), ("0", "EUR", 0), ("1.005", "BHD", 1005)],
)
def test_an_amount_is_read_by_its_currency_and_written_so(typed, currency, minor):
    assert amount_in({"amount": Decimal(typed)}, currency) == Money(minor, currency)
    assert Decimal(as_decimal(minor, currency)) == Decimal(typed)


@pytest.mark.parametrize(
    ("typed", "currency"), [("1.005", "EUR"), ("0.5", "JPY"), ("1e-9999999", "EUR")]
)
def test_what_is_finer_than_its_currency_is_refused_at_its_field(typed, currency):
    with pytest.raises(ValidationError) as refused:
        amount_in({"least": Decimal(typed)}, currency, "least")
    assert refused.value.messages_dict == {"least": ["This is finer than its currency."]}


def test_an_amount_below_zero_keeps_its_sign():
    assert as_decimal(-5, "EUR") == "-0.05"
