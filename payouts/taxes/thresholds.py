"""The table by year: from which sum on the United States ask for a report, and withholding where a
form is missing. In US cents: other currencies are not measured by it.

Sources, read in November 2026:
- Services, 26 USC 6041A(a), and other income, 6041(a), reported on 1099-NEC and 1099-MISC: 600 USD
  until 2025; 2,000 USD for payments after 2025-12-31 by Public Law 119-21, section 70433, which
  indexes it from 2027 on. The amount of a later year is added here once the IRS publishes it.
- Royalties, 26 USC 6050N(a), on 1099-MISC box 2: 10 USD, unchanged.
- Withholding, 26 USC 3406(a): at the fourth lowest rate of section 1(c), which is 24 percent since
  2018. It begins with the payment that takes the year's sum to the threshold, on all of that
  payment; and with the first one, where the year before had to be reported (3406(b)(6)).

This is how the table was read, and no tax advice; whoever runs this shows it to a tax adviser.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from marketplace.facts.models import FactKind

CURRENCY = "USD"


class TaxClass(StrEnum):
    SERVICES = "services"
    ROYALTIES = "royalties"
    OTHER = "other"


BOXES = {
    TaxClass.SERVICES: "1099-NEC box 1",
    TaxClass.ROYALTIES: "1099-MISC box 2",
    TaxClass.OTHER: "1099-MISC box 3",
}
_ROYALTIES = frozenset((FactKind.OPTIONAL_USE, FactKind.RENEWAL, FactKind.ROYALTY))


@dataclass(frozen=True, slots=True)
class YearRules:
    year: int
    from_minor: Mapping[TaxClass, int]
    """A sum of this much or more is reported."""
    rate: Fraction
    """Of withholding."""
    published: bool = True
    """False where the numbers are those of another year, because its own are not known yet."""


def _rules(year: int, services: int) -> YearRules:
    from_minor = {
        TaxClass.SERVICES: services,
        TaxClass.ROYALTIES: 10_00,
        TaxClass.OTHER: services,
    }
    return YearRules(year, from_minor, Fraction(24, 100))


RULES = {
    2024: _rules(2024, 600_00),
    2025: _rules(2025, 600_00),
    2026: _rules(2026, 2_000_00),
}


def rules_of(year: int) -> YearRules:
    known = RULES.get(year)
    if known is not None:
        return known
    nearest = RULES[max(RULES) if year > max(RULES) else min(RULES)]
    return YearRules(year, nearest.from_minor, nearest.rate, published=False)


def class_of(kind: str) -> TaxClass:
    if kind in _ROYALTIES:
        return TaxClass.ROYALTIES
    return TaxClass.OTHER if kind == FactKind.REMEDY else TaxClass.SERVICES
