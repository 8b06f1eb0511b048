"""Fields that several forms about people share."""

from marshmallow import fields, validate

from marketplace.accounts.zones import NAMES

NAME = fields.String(
    required=True,
    validate=validate.And(
        validate.Length(max=120, error="Use at most 120 characters."),
        validate.Regexp(r".*\S", error="Enter a name."),
    ),
    error_messages={"required": "Enter a name."},
)
NEW_PASSWORD = fields.String(
    required=True,
    validate=validate.Length(min=1, max=1000, error="Choose a password."),
    error_messages={"required": "Choose a password."},
)
ZONE = fields.String(
    required=True,
    validate=validate.OneOf(NAMES, error="Choose your time zone."),
    error_messages={"required": "Choose your time zone."},
)
