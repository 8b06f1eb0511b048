"""A year over everybody: how much, whose sum must be reported, and what is missing for that."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from foundation.money import Money
from payouts.taxes.standing import Standing, standings
from payouts.taxes.thresholds import rules_of
from payouts.taxes.totals import Total, totals

_MOST = 100


@dataclass(frozen=True, slots=True)
class Missing:
    total: Total
    known: Standing


@dataclass(frozen=True, slots=True)
class Report:
    payees: int
    paid: Sequence[Money]
    withheld: Sequence[Money]
    reported: int
    """Payees of the United States whose sum must be reported."""
    missing: Sequence[Missing]
    """Whose sum is large enough, and whose word or form is not there; so many as a page shows."""
    missing_in_all: int


def report_of(session: Session, year: int) -> Report:
    found, rules = totals(session, year), rules_of(year)
    paid: dict[str, int] = {}
    withheld: dict[str, int] = {}
    for each in found:
        paid[each.currency] = paid.get(each.currency, 0) + each.amount_minor
        withheld[each.currency] = withheld.get(each.currency, 0) + each.withheld_minor
    reached = [each for each in found if each.reached(rules)]
    known = standings(session, {each.performer_id for each in reached})
    missing = [
        Missing(each, known[each.performer_id])
        for each in reached
        if not known[each.performer_id].has_form
    ]
    return Report(
        len({each.performer_id for each in found}),
        [Money(minor, currency) for currency, minor in sorted(paid.items())],
        [Money(minor, currency) for currency, minor in sorted(withheld.items()) if minor],
        sum(known[each.performer_id].is_us for each in reached),
        missing[:_MOST],
        len(missing),
    )
