"""What the forms look like: shape and bounds. What terms may say is decided elsewhere."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from consent.agreements.terms_form import CODES, PLACES, items, too_fine
from consent.ledger.explaining.forms import LONGEST_LIST, is_spelled
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Signature,
    Use,
)

LONGEST_BODY = 40_000


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class BeginForm(_Form):
    name = fields.String(
        required=True,
        validate=validate.Length(1, 100, error="Give it a name of at most 100 characters."),
    )
    signature = fields.Enum(
        Signature, by_value=True, required=True, error_messages={"unknown": "Choose one."}
    )


class TextForm(_Form):
    locale = fields.String(
        required=True,
        validate=validate.Length(2, 20, error="Write the language as a code, such as en or pt-BR."),
    )
    title = fields.String(
        required=True, validate=validate.Length(1, 150, error="Use 1 to 150 characters.")
    )
    body = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_BODY, error=f"Use 1 to {LONGEST_BODY:,} characters."),
    )
    seen = fields.Integer(required=True)


class SeenForm(_Form):
    seen = fields.Integer(required=True)


class RemoveForm(SeenForm):
    locale = fields.String(required=True)


class _List(fields.Field[list[str]]):
    """Words with commas between them."""

    def __init__(self, form: str, example: str) -> None:
        super().__init__(load_default=list)
        self._form, self._example = form, example

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        found = items(str(value))
        if len(found) > LONGEST_LIST or not all(is_spelled(self._form, each) for each in found):
            raise ValidationError(f"Write words with commas between them, such as {self._example}.")
        return found


def _choice(kind: Any, *more: str) -> fields.String:
    return fields.String(
        load_default="", validate=validate.OneOf([*more, *kind], error="Choose one of the list.")
    )


class _Amount(fields.Decimal):
    def __init__(self) -> None:
        wrong = "Write an amount, such as 15 or 12.50."
        super().__init__(
            load_default=None,
            allow_none=True,
            validate=validate.Range(0, 1_000_000_000, error="Write an amount from 0 up."),
            error_messages={"invalid": wrong, "special": wrong},
        )

    def _deserialize(self, value: Any, *more: Any, **and_more: Any) -> Any:
        return None if not str(value).strip() else super()._deserialize(value, *more, **and_more)


_NAMED = {
    "months": fields.Integer(
        required=True,
        error_messages={"invalid": "Write a number of months.", "required": "Say how long."},
        validate=validate.Range(1, 1200, error="Write a number of months."),
    ),
    "currency": fields.String(
        load_default="",
        validate=validate.Regexp(r"([A-Z]{3})?\Z", error="Write a currency's code, such as EUR."),
    ),
    "royalty": _Amount(),
    "renewal": _Amount(),
    "included_retakes": fields.Integer(
        load_default=None,
        allow_none=True,
        validate=validate.Range(0, 1000, error="Write a number from 0 up."),
        error_messages={"invalid": "Write a number from 0 up."},
    ),
    "identifiability": _choice(Identifiability, ""),
    "exclusivity": _choice(Exclusivity, ""),
    "post_mortem": _choice(PostMortem, ""),
    "models": _List("text", "Aria 3, Aria 4"),
    **{name: _List("code", "support, mental_health") for name in CODES},
    **{name: _List("place", "EU, US, US-CA") for name in PLACES},
    **{f"use_{use}": _choice(Answer) for use in Use},
    **{f"basis_{use}": _choice(Basis, "") for use in Use},
    **{f"price_{use}": _Amount() for use in Use},
}


class TermsForm(SeenForm.from_dict(_NAMED)):  # type: ignore[misc]
    @validates_schema
    def _whole(self, form: dict[str, Any], **_: Any) -> None:
        fine = too_fine(form)
        if fine:
            raise ValidationError({name: ["This is finer than its currency."] for name in fine})
