"""What is typed when money is confirmed."""

from marshmallow import EXCLUDE, Schema, fields, validate

_WRONG = "Write an amount, such as 1500 or 1500.50."


class AmountForm(Schema):
    class Meta:
        unknown = EXCLUDE

    amount = fields.Decimal(
        required=True,
        validate=validate.Range(
            0, 1_000_000_000, min_inclusive=False, error="Write an amount above 0."
        ),
        error_messages={"invalid": _WRONG, "special": _WRONG, "required": _WRONG},
    )
    reference = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[A-Za-z0-9][A-Za-z0-9 ./-]{2,59}\Z",
            error="Write the payment's own reference: 3 to 60 letters, digits, dots and dashes.",
        ),
        error_messages={"required": "Write the payment's own reference."},
    )
