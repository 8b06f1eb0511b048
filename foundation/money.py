"""Amounts in minor units with their currency. Never a float, and one rounding rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

# ISO 4217: every active currency whose minor unit is not two decimals.
_ZERO_DECIMALS = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND")
) | frozenset(("VUV", "XAF", "XOF", "XPF"))
_THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
_FOUR_DECIMALS = frozenset(("CLF", "UYW"))


def decimals_of(currency: str) -> int:
    """How many decimals people write this currency with."""
    if currency in _ZERO_DECIMALS:
        return 0
    if currency in _THREE_DECIMALS:
        return 3
    return 4 if currency in _FOUR_DECIMALS else 2


def as_decimal(amount_minor: int, currency: str) -> str:
    """With a point and nothing else, such as 31.08: for files and for fields of forms."""
    return f"{Decimal(amount_minor).scaleb(-decimals_of(currency)):f}"


def round_half_up(exact: Fraction) -> int:
    """The one rounding rule: to the nearest minor unit, a half away from zero."""
    whole, rest = divmod(abs(exact), 1)
    rounded = int(whole) + (1 if rest >= Fraction(1, 2) else 0)
    return rounded if exact >= 0 else -rounded


@dataclass(frozen=True, slots=True)
class Money:
    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper():
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")
        if type(self.amount_minor) is not int:
            raise TypeError(f"minor units are whole: {self.amount_minor!r}")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount_minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount_minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount_minor < self._same(other)

    def times(self, factor: int | Fraction) -> "Money":
        return Money(round_half_up(Fraction(self.amount_minor) * factor), self.currency)

    def for_minutes(self, minutes: int) -> "Money":
        """This hourly rate for so many minutes."""
        return self.times(Fraction(minutes, 60))

    def split(self, weights: Sequence[int]) -> list["Money"]:
        """Shares by largest remainder: they add up to the whole, to the minor unit."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError(f"weights must be positive: {weights!r}")
        sign = -1 if self.amount_minor < 0 else 1
        exact = [Fraction(abs(self.amount_minor) * weight, total) for weight in weights]
        shares = [int(share) for share in exact]
        left_over = abs(self.amount_minor) - sum(shares)
        # Ties go to the earlier share, so that the same split always falls the same way.
        by_remainder = sorted(range(len(exact)), key=lambda i: (shares[i] - exact[i], i))
        for i in by_remainder[:left_over]:
            shares[i] += 1
        return [Money(sign * share, self.currency) for share in shares]

    def _same(self, other: "Money") -> int:
        if self.currency != other.currency:
            raise ValueError(f"{other.currency} is not {self.currency}")
        return other.amount_minor
