"""Amounts that somebody typed into a form."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from foundation.money import Money, decimals_of


def amount_in(form: Mapping[str, Any], currency: str, field: str = "amount") -> Money:
    """Raises ValidationError where it is finer than its currency."""
    typed: Decimal = form[field]
    minor = typed.scaleb(decimals_of(currency))
    # Of what is too small to be told from nothing, nothing is left.
    if minor % 1 or bool(minor) != bool(typed):
        raise ValidationError({field: ["This is finer than its currency."]})
    return Money(int(minor), currency)
