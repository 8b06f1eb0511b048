"""Money is whole minor units with a currency, rounded by one rule and split without loss."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.money import Money, decimals_of, round_half_up

AMOUNTS = st.integers(min_value=-(10**12), max_value=10**12)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=9).filter(any)


@pytest.mark.parametrize(
    ("currency", "decimals"), [("EUR", 2), ("JPY", 0), ("KRW", 0), ("KWD", 3), ("CLF", 4)]
)
def test_a_currency_has_its_own_decimals(currency, decimals):
    assert decimals_of(currency) == decimals


@pytest.mark.parametrize(
    ("exact", "rounded"), [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("5/2", 3), ("149/100", 1)]
)
def test_a_half_goes_away_from_zero(exact, rounded):
    assert round_half_up(Fraction(exact)) == rounded


def test_an_hourly_rate_is_rounded_once_for_all_its_minutes():
    assert Money(10_000, "EUR").for_minutes(50) == Money(8333, "EUR")
    assert Money(1, "JPY").for_minutes(30) == Money(1, "JPY")


@given(amount=AMOUNTS, weights=WEIGHTS)
def test_shares_add_up_to_the_whole(amount, weights):
    shares = Money(amount, "EUR").split(weights)
    assert sum(each.amount_minor for each in shares) == amount


@given(amount=AMOUNTS, weights=WEIGHTS)
def test_no_share_is_a_whole_unit_from_what_is_exact(amount, weights):
    shares = Money(amount, "EUR").split(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share.amount_minor - Fraction(amount * weight, sum(weights))) < 1


def test_the_largest_remainder_gets_what_is_left_and_a_tie_falls_to_the_earlier():
    assert [each.amount_minor for each in Money(100, "EUR").split([1, 1, 1])] == [34, 33, 33]
    assert [each.amount_minor for each in Money(5, "JPY").split([1, 2, 1])] == [1, 3, 1]


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_that_mean_nothing_are_refused(weights):
    with pytest.raises(ValueError, match=r"weights|empty"):
        Money(100, "EUR").split(weights)


def test_currencies_do_not_mix():
    for mix in (Money.__add__, Money.__sub__, Money.__lt__):
        with pytest.raises(ValueError, match="USD is not EUR"):
            mix(Money(1, "EUR"), Money(1, "USD"))


@pytest.mark.parametrize("amount", [1.0, "1", True])
def test_what_is_no_whole_number_is_no_amount(amount):
    with pytest.raises(TypeError, match="minor units are whole"):
        Money(amount, "EUR")


@pytest.mark.parametrize("currency", ["eur", "EURO", "€"])
def test_what_is_no_code_is_no_currency(currency):
    with pytest.raises(ValueError, match="not an ISO 4217 code"):
        Money(1, currency)
