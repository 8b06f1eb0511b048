"""What is typed when our own money is to go in."""

from marshmallow import fields, validate

from payouts.funding.schemas import AmountForm

_WHY = "Write a few words about what it is for."


class TopUpForm(AmountForm):
    currency = fields.String(
        required=True,
        validate=validate.Regexp(r"[A-Z]{3}\Z", error="Choose a currency."),
        error_messages={"required": "Choose a currency."},
    )
    because = fields.String(
        required=True,
        validate=[
            validate.Length(1, 500, error="Write 1 to 500 letters."),
            validate.Regexp(r"[\s\S]*\S", error=_WHY),
        ],
        error_messages={"required": _WHY},
    )
