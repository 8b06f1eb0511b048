"""What the form of minimums looks like, and the same for programs: shape and bounds."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from consent.ledger.explaining.forms import LONGEST_LIST, is_spelled
from consent.ledger.explaining.words import said
from consent.minimums.wishes import USES, Intensity, Wish
from foundation.money import decimals_of

_MOST_NAMES = 200
_LONGEST_NAME = 200
_AMOUNT = "Write an amount, such as 15 or 12.50."
_RATES = "Write amounts with their currencies, such as 25 EUR, 30 USD."


class _Words(fields.Field[list[str]]):
    """Typed as people type: turned into the spelling that is kept."""

    def __init__(self, form: str, example: str) -> None:
        super().__init__(load_default=list)
        self._form, self._example = form, example

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        typed = [each.strip() for each in str(value).split(",") if each.strip()]
        found = list(dict.fromkeys(_spelled(self._form, each) for each in typed))
        if len(found) > LONGEST_LIST or not all(is_spelled(self._form, each) for each in found):
            raise ValidationError(f"Write words with commas between them, such as {self._example}.")
        return found


def _spelled(form: str, typed: str) -> str:
    return re.sub(r"[ -]+", "_", typed.lower()) if form == "code" else typed.upper()


class _Names(fields.Field[list[str]]):
    """One a line, because names hold commas."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        found = [" ".join(each.split()) for each in str(value).splitlines() if each.strip()]
        if len(found) > _MOST_NAMES or any(len(each) > _LONGEST_NAME for each in found):
            raise ValidationError(f"At most {_MOST_NAMES} names, one a line.")
        return list(dict.fromkeys(found))


class _Amount(fields.Decimal):
    def __init__(self) -> None:
        super().__init__(
            load_default=None,
            validate=validate.Range(0, 1_000_000_000, error="Write an amount from 0 up."),
            error_messages={"invalid": _AMOUNT, "special": _AMOUNT},
        )


class _Rates(fields.Field[dict[str, int]]):
    """`25 EUR, 30.50 USD`, as minor units by currency."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> dict[str, int]:
        return dict(_rate(each) for each in str(value).split(",") if each.strip())


def _rate(typed: str) -> tuple[str, int]:
    try:
        amount, currency = typed.split()
        minor = Decimal(amount).scaleb(decimals_of(currency.upper()))
    except (ValueError, InvalidOperation):
        raise ValidationError(_RATES) from None
    if not is_spelled("currency", currency.upper()) or not is_spelled("number", _whole(minor)):
        raise ValidationError(_RATES)
    return currency.upper(), int(minor)


def _whole(minor: Decimal) -> int | None:
    return int(minor) if minor.is_finite() and minor % 1 == 0 else None


_NAMED = {
    "currency": fields.String(
        load_default="",
        validate=validate.Regexp(r"([A-Z]{3})?\Z", error="Write a currency's code, such as EUR."),
    ),
    "longest_months": fields.Integer(
        load_default=None,
        validate=validate.Range(1, 1200, error="Write a number of months from 1 up."),
        error_messages={"invalid": "Write a number of months."},
    ),
    "most_intense": fields.Enum(
        Intensity, by_value=True, load_default=None, error_messages={"unknown": "Choose one."}
    ),
    "prohibited_subjects": _Words("code", "self harm, politics"),
    "territories": _Words("place", "EU, US, US-CA"),
    "avoided": _Names(load_default=list),
    "lowest_rates": _Rates(load_default=dict),
    **{
        f"use_{use}": fields.Enum(
            Wish, by_value=True, load_default=None, error_messages={"unknown": "Choose one."}
        )
        for use in USES
    },
    **{f"price_{use}": _Amount() for use in USES},
}


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE

    seen = fields.Integer(required=True)


class MinimumsForm(_Form.from_dict(_NAMED)):  # type: ignore[misc]
    @validates_schema
    def _whole(self, form: dict[str, Any], **_: Any) -> None:
        wrong = {name: [sentence] for name, sentence in _wrong(form)}
        if wrong:
            raise ValidationError(wrong)


def _wrong(form: dict[str, Any]) -> Any:
    decimals = decimals_of(form["currency"])
    for use in USES:
        name, price = f"price_{use}", form[f"price_{use}"]
        if form[f"use_{use}"] is Wish.PRICED and price is None:
            yield name, f"Write the lowest price for {said(use)}."
        elif price is not None and form[f"use_{use}"] is not Wish.PRICED:
            yield name, f"You gave a price for {said(use)}: choose “only at a price”, or empty it."
        elif price is not None and not form["currency"]:
            yield "currency", "Say in which currency your prices are."
        elif price is not None and price.scaleb(decimals) % 1:
            yield name, "This is finer than its currency."
