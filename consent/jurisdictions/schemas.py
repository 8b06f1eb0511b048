"""What the form for a rule looks like: shape and bounds only."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.jurisdictions.words import RuleCode

_DAY: dict[str, Any] = {"invalid": "Write a day.", "required": "Write a day."}


class RuleForm(Schema):
    class Meta:
        unknown = EXCLUDE

    jurisdiction = fields.String(
        required=True, validate=validate.Length(2, 16, error="Write a code, such as US-IL or ALL.")
    )
    code = fields.Enum(
        RuleCode,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose one.", "required": "Choose one."},
    )
    value = fields.Integer(
        required=True,
        error_messages={"invalid": "Write a whole number.", "required": "Write a whole number."},
        validate=validate.Range(0, 100_000, error="Write a number from 0 to 100,000."),
    )
    effective_from = fields.Date(required=True, error_messages=_DAY)
    effective_until = fields.Date(load_default=None, allow_none=True, error_messages=_DAY)
    source = fields.String(
        required=True,
        error_messages={"required": "Say where it is written."},
        validate=validate.Length(5, 500, error="Say where it is written, in 5 to 500 characters."),
    )
