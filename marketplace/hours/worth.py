"""What so many seconds of a kind are worth, by the terms that were accepted."""

from dataclasses import dataclass
from fractions import Fraction

from foundation.money import Money
from marketplace.facts.models import FactKind
from marketplace.hours.models import LineKind
from marketplace.pricing.engaged import Engaged

ON_CALL = frozenset((LineKind.CALL, LineKind.BREAK, LineKind.WAITING))
"""What counts towards the minimum call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    fact: FactKind
    amount: Money
    quantity: int
    unit: str
    rate_minor: int
    rule: str
    label: str


def minutes_of(seconds: int) -> int:
    """A begun minute counts whole."""
    return -(-seconds // 60)


def price_of(of: Engaged, kind: LineKind, seconds: int) -> Price | None:
    """None for what is not paid, and was posted so."""
    pay = of.pay
    flat = {
        LineKind.TECH_CHECK: (FactKind.TECH_CHECK, pay.tech_check_minor, "Tech check"),
        LineKind.BRIEFING: (FactKind.BRIEFING, pay.briefing_minor, "Briefing"),
        LineKind.CONTINUITY: (FactKind.CONTINUITY, of.part.continuity_minor, "Same character"),
    }
    if kind in flat:
        return _once(of, *flat[kind])
    timed = {
        LineKind.CALL: (FactKind.HOURS, pay.hourly_minor, "hourly", "Hours"),
        LineKind.BREAK: (FactKind.HOURS, pay.hourly_minor, "hourly", "Paid breaks"),
        LineKind.WAITING: (FactKind.WAITING, _waiting(of), "waiting_hourly", "Waiting"),
        LineKind.DE_ROLE: (FactKind.DE_ROLE, pay.hourly_minor, "hourly", "De-roling"),
    }
    return _timed(of, minutes_of(seconds), *timed[kind]) if kind in timed else None


def _waiting(of: Engaged) -> int:
    """Where waiting has no price of its own, it is time between call and end like any other."""
    return of.pay.waiting_hourly_minor or of.pay.hourly_minor


def _once(of: Engaged, fact: FactKind, amount_minor: int, label: str) -> Price:
    rule = "part.continuity_minor" if fact is FactKind.CONTINUITY else f"pay.{fact.value}_minor"
    return Price(
        fact=fact,
        amount=of.pay.of(amount_minor),
        quantity=1,
        unit="booking",
        rate_minor=amount_minor,
        rule=rule,
        label=label,
    )


def _timed(
    of: Engaged, minutes: int, fact: FactKind, rate_minor: int, rule: str, label: str
) -> Price:
    return Price(
        fact=fact,
        amount=of.pay.of(rate_minor).times(Fraction(minutes, 60)),
        quantity=minutes,
        unit="minute",
        rate_minor=rate_minor,
        rule=f"pay.{rule}_minor",
        label=label,
    )
