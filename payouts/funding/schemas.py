"""What is typed when somebody pays, or has money given back."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from foundation.money import Money, decimals_of
from payouts.funding.models import Means
from payouts.funding.queries import BALANCES

_WRONG = "Write an amount, such as 1500 or 1500.50."
_LARGEST = 10_000_000
_WITH_A_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")


class AmountForm(Schema):
    class Meta:
        unknown = EXCLUDE

    amount = fields.Decimal(
        required=True,
        validate=validate.Range(
            0, _LARGEST, min_inclusive=False, error="Write an amount above 0, up to 10 million."
        ),
        error_messages={"invalid": _WRONG, "special": _WRONG, "required": _WRONG},
    )

    @pre_load
    def read_a_comma(self, typed: Mapping[str, Any], **_more: Any) -> dict[str, Any]:
        """As half of Europe types it. 1,500 may be either, so that is asked again."""
        amount = typed.get("amount", "")
        if isinstance(amount, str) and _WITH_A_COMMA.fullmatch(amount.strip()):
            amount = amount.strip().replace(",", ".")
        return {**typed, "amount": amount}


class GiveBackForm(AmountForm):
    seen_minor = fields.Integer(load_default=None, allow_none=True)
    """What the page said could be given back."""


class FundForm(AmountForm):
    seen_minor = fields.Integer(load_default=None, allow_none=True)
    """What the page said is in the balance."""
    means = fields.Enum(
        Means,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose how to pay.", "required": "Choose how to pay."},
    )
    purchase_order = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"[^\x00-\x1f]{0,30}\Z", error="Write at most 30 letters, digits and signs."
        ),
    )


class TopUpForm(FundForm):
    currency = fields.String(
        required=True,
        validate=validate.OneOf(BALANCES, error="Choose a currency."),
        error_messages={"required": "Choose a currency."},
    )


class SettleForm(FundForm):
    currency = fields.String(required=True, validate=validate.Regexp(r"[A-Z]{3}\Z"))


def amount_in(typed: dict[str, Any], currency: str) -> Money:
    """Raises ValidationError where it is finer than its currency."""
    written: Decimal = typed["amount"]
    minor = written.scaleb(decimals_of(currency))
    # Far behind the point, digits are lost on the way: nothing is left of some.
    if minor % 1 or minor < 1:
        raise ValidationError({"amount": ["This is finer than its currency."]})
    return Money(int(minor), currency)
