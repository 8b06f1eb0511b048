"""What somebody types who wants to use something again."""

from decimal import Decimal

from marshmallow import EXCLUDE, Schema, fields, validate

_WORDS = [validate.Length(min=10, max=500), validate.Regexp(r"[\s\S]*\S")]


class PriceForm(Schema):
    class Meta:
        unknown = EXCLUDE

    number = fields.String(required=True, validate=validate.Length(min=1, max=40))
    version_id = fields.UUID(
        required=True, error_messages={"required": "Choose a paper.", "invalid": "Choose a paper."}
    )
    amount = fields.Decimal(
        load_default=Decimal(0),
        validate=validate.Range(min=0, max=100_000),
        error_messages={"invalid": "Type an amount, as 12.50."},
    )


class ReuseForm(PriceForm):
    purpose = fields.String(required=True, validate=_WORDS)
