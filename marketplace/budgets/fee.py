"""What the platform adds to what performers are paid. It is shown to both sides."""

from fractions import Fraction

from foundation.money import Money

FEE_BASIS_POINTS = 1_500


def fee_on(pay: Money) -> Money:
    return pay.times(Fraction(FEE_BASIS_POINTS, 10_000))
