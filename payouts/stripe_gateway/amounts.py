"""Amounts as Stripe counts them: its smallest units are not everywhere the currency's own."""

from fractions import Fraction

from foundation.money import Money, decimals_of

_TWO_FOR_OLD_TIMES = ("ISK", "UGX")
"""Have no decimals, and Stripe still wants two of them, both zero."""
_NONE_THERE = ("MGA",)
"""Has two by ISO 4217, and none at Stripe."""
_WHOLE_IN_PAYOUTS = ("HUF", "ISK", "TWD", "UGX")
"""Counted with two decimals, paid out to banks without them."""


class NotExpressible(ValueError):
    """Stripe's units are too coarse for this amount."""


def as_sent(amount: Money) -> tuple[int, str]:
    """The number and the currency's lower-case code."""
    exact = Fraction(amount.amount_minor) * _units_of(amount.currency)
    if exact.denominator != 1:
        raise NotExpressible(f"Stripe cannot move exactly {amount}")
    return int(exact), amount.currency.lower()


def as_read(number: int, currency: str) -> Money:
    code = currency.upper()
    exact = Fraction(number) / _units_of(code)
    if exact.denominator != 1:
        raise NotExpressible(f"{number} {code} of Stripe's is no whole number of ours")
    return Money(int(exact), code)


def payable(amount: Money) -> tuple[Money, Money]:
    """What a payout to a bank can carry of this, and what stays behind for the next one."""
    left = Money(amount.amount_minor % payout_step(amount.currency), amount.currency)
    return amount - left, left


def payout_step(currency: str) -> int:
    """Every payout to a bank is a multiple of so many minor units."""
    return 10 ** decimals_of(currency) if currency in _WHOLE_IN_PAYOUTS else 1


def _units_of(currency: str) -> Fraction:
    """How many of Stripe's units one of ours is."""
    if currency in _TWO_FOR_OLD_TIMES:
        return Fraction(100)
    return Fraction(1, 100) if currency in _NONE_THERE else Fraction(1)
