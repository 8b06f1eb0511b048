"""Minimums as fields of a form, and back."""

from collections.abc import Mapping
from typing import Any

from consent.ledger.explaining.words import said
from consent.minimums.wishes import USES, Intensity, Minimums, Wish
from consent.terms.meaning import MEANING
from foundation.money import as_decimal, decimals_of

UNDECIDED = "undecided"
"""A choice has a value, so that none is taken for a field that was left out."""
WISHES = (
    (UNDECIDED, "I have not decided"),
    (Wish.NEVER.value, "Never"),
    (Wish.PRICED.value, "Only at a price"),
    (Wish.FINE.value, "Fine"),
)
INTENSITIES = tuple((each.value, each.value.capitalize()) for each in Intensity)
LABELS = tuple((use.value, said(use).capitalize(), MEANING[use]) for use in USES)


def values_of(minimums: Minimums) -> dict[str, str]:
    """What stands in the fields when the form is opened."""
    uses = {f"use_{use}": str(minimums.uses.get(use, UNDECIDED)) for use in USES}
    prices = {
        f"price_{use}": as_decimal(price, minimums.currency or "")
        for use, price in minimums.prices.items()
    }
    return {
        **uses,
        **prices,
        "currency": minimums.currency or "",
        "prohibited_subjects": ", ".join(map(said, minimums.prohibited_subjects)),
        "most_intense": minimums.most_intense or "",
        "longest_months": str(minimums.longest_months or ""),
        "territories": ", ".join(minimums.territories),
        "avoided": "\n".join(minimums.avoided),
        "lowest_rates": ", ".join(
            f"{as_decimal(rate, each)} {each}" for each, rate in minimums.lowest_rates.items()
        ),
    }


def minimums_from(form: Mapping[str, Any]) -> Minimums:
    """Of a form whose every field has the shape that it should have."""
    currency = form["currency"] or None
    decimals = decimals_of(currency or "")
    prices = {use: form[f"price_{use}"] for use in USES if form[f"price_{use}"] is not None}
    return Minimums(
        uses={use: form[f"use_{use}"] for use in USES if form[f"use_{use}"] is not None},
        prices={use: int(price.scaleb(decimals)) for use, price in prices.items()},
        currency=currency,
        prohibited_subjects=tuple(form["prohibited_subjects"]),
        most_intense=form["most_intense"],
        longest_months=form["longest_months"],
        territories=tuple(form["territories"]),
        avoided=tuple(form["avoided"]),
        lowest_rates=form["lowest_rates"],
    )
